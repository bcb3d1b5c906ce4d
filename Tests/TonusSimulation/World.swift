import Foundation
import GRDB
import TonusCore
import TonusProtocol
import TonusServer
import TonusStore
import TonusSync
import TonusTesting
import TonusTypes

/// A household, its server, its network and its bad luck, all drawn from one seed.
///
/// Production code runs underneath: store, merge, vault, sync and the server's logic. One seed gives
/// one trace, on every machine.
package final class World {
    package let seed: UInt64
    package internal(set) var trace: [String] = []
    /// How often each fault was met.
    package internal(set) var faults: [String: Int] = [:]
    package internal(set) var steps = 0
    let folder: String
    let network: SimulatedNetwork
    let server: SimulatedServer
    var devices: [SimulatedDevice]
    var random: SplitMix64
    /// Draws for the disks alone, so that the rest of a world does not depend on them.
    var diskRandom: SplitMix64
    let luck: Luck
    let cut: PowerCut?
    /// What a person was told is saved, in the present step.
    var savedNow: Set<ChangeID> = []
    /// The changes that a person was told are saved, and that some device or the server still holds.
    var alive: Set<ChangeID> = []
    /// The newest roster that each device has shown.
    var rosters: [String: UInt64] = [:]
    /// Which backups there are, of which device or of the server.
    var backups: [String: String] = [:]
    /// Every salt seen at the server so far, with the envelopes that carried it.
    var isServerWiped = false

    /// Which kinds of bad luck this world knows.
    struct Luck {
        var network = false
        var clocks = false
        var restores = false
        var clones = false
        var serverLoses = false
        var newerVersion = false
        var disks = false

        static let none = Luck()
    }

    /// - Parameters:
    ///   - folder: of this world alone; emptied first.
    ///   - cut: the only bad luck there is, where it is given.
    package init(
        seed: UInt64, template: Template, folder: String, cut: PowerCut? = nil
    ) throws {
        (self.seed, self.folder, self.cut) = (seed, folder, cut)
        random = SplitMix64(seed: seed)
        diskRandom = SplitMix64(seed: seed ^ 0xD15C ^ (cut?.trouble.seed ?? 0))
        try Files.copy(template.folder, folder)
        let network = SimulatedNetwork(now: template.start + 60_000)
        self.network = network
        server = try SimulatedServer(folder: folder + "/server", seed: seed ^ 0x5E4E)
        let drawn = Luck(drawing: &random, &diskRandom)
        luck = cut == nil ? drawn : .none
        let others = Array(Template.devices.dropFirst()).shuffled(using: &random)
        let count = Int.random(in: 1...(cut == nil ? 5 : 2), using: &random)
        let chosen = [Template.devices[0]] + others.prefix(count)
        devices = []
        let server = server
        devices = try chosen.map { one in
            try SimulatedDevice(
                one.name, one.role, folder: "\(folder)/\(one.name)", server, network,
                seed: random.next())
        }
        for device in devices { try device.settleIn() }
        network.nextFate = { [unowned self] in self.fate() }
        if let cut { layCut(cut) }
        note("devices " + devices.map { "\($0.name)/\($0.role)" }.joined(separator: " "))
    }

    deinit {
        devices.forEach { $0.stop() }
        server.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func note(_ line: String) { trace.append("\(steps) \(line)") }

    func met(_ fault: String) { faults[fault, default: 0] += 1 }

    private func fate() -> Fate {
        guard luck.network, random.chance(1, of: 5) else { return .arrives }
        let fate = Fate.allCases.randomElement(using: &random) ?? .arrives
        if fate != .arrives { met(fate.rawValue) }
        return fate
    }

    // MARK: - Running

    /// Runs a number of steps, checking what is cheap after each.
    ///
    /// - Throws: `SimulationError.violated`.
    package func run(steps count: Int) async throws {
        for _ in 0..<count { try await step() }
    }

    package func step() async throws {
        steps += 1
        network.now += Int64.random(in: 0...120_000, using: &random)
        let device = try require(devices.randomElement(using: &random))
        // Few steps, so no dull ones, where it is all about what is written.
        switch Int.random(in: 0..<(cut == nil ? 100 : 82), using: &random) {
        case 0..<55: try await watching(device) { try act(device) }
        case 55..<82: try await watching(device) { try await sync(device) }
        case 82..<85:
            device.isCutOff.toggle()
            met("partition")
            note("\(device.name) \(device.isCutOff ? "is cut off" : "is back")")
        case 85..<88:
            note("\(device.name) ends, and begins again")
            try await watching(device) { device.stop() }
            met("restart")
        case 88..<90:
            note("the server ends, and begins again")
            try await watching(device) { server.stop() }
            met("server restart")
        case 90..<92:
            guard !network.strays.isEmpty else { break }
            network.strays.remove(at: Int.random(in: network.strays.indices, using: &random))()
            note("an old request comes again")
        case 92..<94 where luck.clocks: turnClock(of: device)
        case 94..<98: try badLuck(device)
        default:
            if cut == nil { try keepBackup(of: device) }
        }
    }

    private func watching(_ device: SimulatedDevice, _ work: () async throws -> Void) async throws {
        savedNow = []
        let watch = try cut.map { try watchForCut($0, device) } ?? beginWatch(of: device)
        // Each command is a process of its own, and begins by opening its database.
        if cut != nil, random.chance(1, of: 3) { device.stop() }
        try await work()
        if let watch { try endWatch(watch) }
    }

    /// A clock this far ahead is put right as soon as something was written by it: so little that
    /// no new chain is begun for it.
    static let corrected: Int64 = 240_000

    private func turnClock(of device: SimulatedDevice) {
        let year: Int64 = 366 * 86_400_000
        let offsets: [Int64] = [
            0, 0, Self.corrected, -3_600_000, 86_400_000, 12 * year, -20 * year,
        ]
        device.clockOffset = offsets.randomElement(using: &random) ?? 0
        met("clock")
        note("the clock of \(device.name) is off by \(device.clockOffset) ms")
    }

    func require<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw SimulationError.noReplica("nothing to choose from") }
        return value
    }

    func violated(_ invariant: String, _ detail: String) -> SimulationError {
        .violated(invariant: invariant, detail: "seed \(seed), step \(steps): \(detail)")
    }
}

// MARK: - Syncing

extension World {
    private func sync(_ device: SimulatedDevice) async throws {
        if device.isCutOff { return }
        let before = try device.logEnd()
        let digest =
            luck.network && random.chance(1, of: 8)
            ? try device.disk.untroubled { try device.digests() } : []
        let cuts = network.cutAnswers
        do {
            let report = try await device.sync()
            note("\(device.name) syncs: \(report.sent) sent, \(report.received) received")
        } catch  where isTroubled(device) {
            return note("\(device.name) syncs, and a disk fails: \(troubleLabel(error))")
        } catch let error as SyncError {
            note("\(device.name) syncs: \(error.label)")
            switch error {
            case .unreachable, .badAnswer: break
            case .diaryUnknown where isServerWiped: try await foundAnew()
            default: throw violated("I15", "\(device.name) cannot sync: \(error)")
            }
            // An answer that was cut has changed nothing.
            if case .badAnswer = error, cuts + 1 == network.cutAnswers,
                try device.logEnd() == before, try !digest.isEmpty && device.digests() != digest
            {
                throw violated("I19", "\(device.name) shows something else after a cut answer")
            }
        }
        // What a failing disk may do is looked at when the watch ends.
        if isTroubled(device) { return }
        guard try device.logEnd().count >= before.count else {
            throw violated("I5", "\(device.name) lost changes in a sync")
        }
        try checkRoster(of: device)
    }

    private func checkRoster(of device: SimulatedDevice) throws {
        let index = try device.replica().state().roster.index
        guard index >= rosters[device.name] ?? 0 else {
            throw violated("I10", "the roster of \(device.name) became shorter")
        }
        rosters[device.name] = index
    }

    /// An owner gives the diary to a server that lost it.
    private func foundAnew() async throws {
        guard let owner = devices.first(where: { $0.role == .owner && !$0.isCutOff }) else {
            return
        }
        do {
            let code = try server.makeCode(now: network.now)
            try await SharingErrands(owner.replica(), owner.link).giveAnew { code }
            isServerWiped = false
            note("\(owner.name) gives the diary to the server again")
        } catch  where isTroubled(owner) {
            note("\(owner.name) gives the diary to the server again, and a disk fails")
        } catch SyncError.unreachable, SyncError.badAnswer {
            note("\(owner.name) cannot reach the server")
        }
    }

    /// The network heals, and everybody syncs three times.
    ///
    /// - Throws: `SimulationError.violated` where they do not agree then.
    package func settle() async throws {
        network.nextFate = { .arrives }
        network.strays = []
        for device in devices { (device.isCutOff, device.clockOffset) = (false, 0) }
        if isServerWiped { try await foundAnew() }
        for _ in 0..<3 {
            for device in devices {
                do {
                    _ = try await device.sync()
                } catch {
                    throw violated("I15", "at rest, \(device.name) cannot sync: \(error)")
                }
            }
        }
        try checkAtRest()
    }
}

/// Without what differs from run to run.
private func troubleLabel(_ error: any Error) -> String {
    (error as? SyncError)?.label ?? (error as? StoreError).map { "\($0)" } ?? "stopped"
}

extension SyncError {
    /// Without what differs from run to run.
    fileprivate var label: String {
        switch self {
        case .unreachable: "no answer"
        case .badAnswer: "half an answer"
        case .diaryUnknown: "no such diary"
        case .refused(let type, _): "refused, \(type)"
        default: "\(self)"
        }
    }
}

extension SplitMix64 {
    mutating func chance(_ part: Int, of whole: Int) -> Bool {
        Int.random(in: 0..<whole, using: &self) < part
    }
}

extension World.Luck {
    fileprivate init(drawing random: inout SplitMix64, _ diskRandom: inout SplitMix64) {
        network = random.chance(3, of: 4)
        clocks = random.chance(1, of: 2)
        restores = random.chance(1, of: 2)
        clones = random.chance(1, of: 3)
        serverLoses = random.chance(1, of: 2)
        newerVersion = random.chance(1, of: 2)
        disks = diskRandom.chance(1, of: 2)
    }
}
