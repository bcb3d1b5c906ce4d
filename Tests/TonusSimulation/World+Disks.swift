import FaultyDisk
import TonusProtocol
import TonusTesting
import TonusTypes

/// Which access to a disk goes wrong, and how.
///
/// `@unchecked`: a world runs in one task.
package final class DiskTrouble: @unchecked Sendable {
    let fate: DiskFate
    /// How many accesses are still good.
    private let countdown: Int
    private(set) var count = 0

    /// Another one for every place of a cut.
    var seed: UInt64 { UInt64(truncatingIfNeeded: countdown) << 32 }

    init(_ fate: DiskFate, after countdown: Int) { (self.fate, self.countdown) = (fate, countdown) }

    func decide(_ access: DiskAccess) -> DiskFate {
        // Power goes between what changes the disk: of what is only read, nothing can be lost.
        if fate == .losesPower, access == .read { return .works }
        count += 1
        // A full disk stays full, what else happens, happens once.
        guard count > countdown else { return .works }
        return fate == .full || count - countdown == 1 ? fate : .works
    }
}

/// What a world watches while a disk may go wrong: what must still be there afterwards.
struct Watch {
    let device: SimulatedDevice
    let heldBefore: Set<ChangeID>
    let sentBefore: [ChainAddress: Int]
    let headsBefore: [ChainAddress: ChainHead]
}

extension World {
    /// Lets a disk go wrong, now and then, in what `device` does next.
    func beginWatch(of device: SimulatedDevice) throws -> Watch? {
        guard luck.disks, diskRandom.chance(1, of: 6) else { return nil }
        let isServers = diskRandom.chance(1, of: 4)
        let fates: [DiskFate] = [.losesPower, .losesPower, .losesPower, .fails, .full]
        let fate = fates.randomElement(using: &diskRandom) ?? .losesPower
        let trouble = DiskTrouble(fate, after: Int.random(in: 0..<40, using: &diskRandom))
        let watch = try self.watch(device)
        (isServers ? server.disk : device.disk).decide { trouble.decide($0) }
        return watch
    }

    private func watch(_ device: SimulatedDevice) throws -> Watch {
        Watch(
            device: device, heldBefore: try device.heldChanges(),
            sentBefore: try device.sentSequences(), headsBefore: try server.contents().heads)
    }

    /// Whether what just happened may be put down to a disk.
    func isTroubled(_ device: SimulatedDevice) -> Bool {
        device.disk.hasFailed || server.disk.hasFailed
    }

    /// Starts again what lost power, and looks whether anything is gone that was acknowledged.
    func endWatch(_ watch: Watch) throws {
        let device = watch.device
        for (name, disk) in [(device.name, device.disk), ("the server", server.disk)] {
            guard disk.hasFailed else {
                if cut == nil { disk.decide(nil) }
                continue
            }
            // A command ends with its failure; a server goes on unless its machine went down.
            device.stop()
            if disk.isOff {
                if disk === server.disk { server.stop() }
                let survival = try require(Survival.allCases.randomElement(using: &diskRandom))
                try disk.powerOn(survival, using: &diskRandom)
                met("power cut, \(survival) survives")
                note("\(name) lost power: \(survival) survives")
            } else {
                met("disk failed, or was full")
            }
            disk.decide(nil)
            try checkKept(watch)
        }
    }

    private func checkKept(_ watch: Watch) throws {
        let device = watch.device
        let held = try device.heldChanges()
        let acknowledged = watch.heldBefore.union(savedNow)
        guard acknowledged.isSubset(of: held) else {
            throw violated(
                "I2", "\(device.name) lost \(acknowledged.subtracting(held).count) saved changes")
        }
        // What was on its way may have come through all the same.
        alive.formUnion(held.subtracting(watch.heldBefore))
        let heads = try server.contents().heads
        for (address, head) in watch.headsBefore
        where heads[address]?.sequence ?? 0 < head.sequence {
            throw violated("I3", "the server lost the end of a chain")
        }
        for (address, sent) in try device.sentSequences()
        where sent > watch.sentBefore[address] ?? 0 && Int(heads[address]?.sequence ?? 0) < sent {
            throw violated("I3", "the server lost what it had acknowledged")
        }
        if diskRandom.chance(1, of: 2) { try checkFolding(of: device) }
    }
}

// MARK: - Every power cut there is

/// One power cut of a world that has no other bad luck: after so many changes of any disk, in a step.
package struct PowerCut: Sendable {
    package let trouble: DiskTrouble
    package let step: Int

    /// - Parameter boundaries: how many changes of disks stay good.
    package init(after boundaries: Int, step: Int) {
        (trouble, self.step) = (DiskTrouble(.losesPower, after: boundaries), step)
    }

    /// None at all: it counts the changes.
    package static var never: PowerCut { PowerCut(after: .max, step: 0) }
}

extension World {
    /// How often any disk was changed so far.
    package var boundaries: Int { cut?.trouble.count ?? 0 }

    func layCut(_ cut: PowerCut) {
        for disk in devices.map(\.disk) + [server.disk] { disk.decide { cut.trouble.decide($0) } }
    }

    func watchForCut(_ cut: PowerCut, _ device: SimulatedDevice) throws -> Watch? {
        steps == cut.step ? try watch(device) : nil
    }
}
