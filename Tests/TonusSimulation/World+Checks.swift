import Foundation
import TonusCore
import TonusProtocol
import TonusStore
import TonusTypes

/// What must be true once everybody has synced. The numbers are those of `Docs/Testing.md`.
extension World {
    func checkAtRest() throws {
        if try isStranded() {
            met("stranded with a caregiver or a viewer")
            return
        }
        try checkAgreement()
        try checkNothingLost()
        for device in devices { try checkWhole(device) }
        try checkFolding(of: require(devices.randomElement(using: &random)))
        try checkSalts()
    }

    /// How many files this process has open.
    package static var openFiles: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    private func checkAgreement() throws {
        for audience in Audience.allCases {
            let readers = devices.filter { $0.role.mayRead(audience) }
            let digests = try readers.map { try $0.digest(audience) }
            guard Set(digests).count <= 1 else {
                let names = zip(readers, digests).map { "\($0.name) \("\($1)".prefix(4))" }
                throw violated("I20", "\(audience) differs: \(names)")
            }
        }
        let inboxes = try devices.map { try $0.inboxOfEveryone() }
        guard Set(inboxes).count == 1 else { throw violated("I1", "the inboxes differ") }
    }

    /// Whether a device holds more of a chain than the server, and is neither its author's nor an
    /// owner's: who else could put anything there would decide what others can read. That takes a
    /// server that lost it and an author that was put back, and no owner who had seen it.
    private func isStranded() throws -> Bool {
        let heads = try server.contents().heads
        return try devices.contains { device in
            let own = try device.replica().state().device
            return try device.places().contains { address, ids in
                let stored = Int(clamping: heads[address]?.sequence ?? 0)
                return ids.count > stored && device.role != .owner && address.device != own
            }
        }
    }

    private func checkNothingLost() throws {
        let everywhere = try devices.reduce(into: Set<ChangeID>()) {
            $0.formUnion(try $1.heldChanges())
        }
        guard alive.isSubset(of: everywhere) else {
            throw violated("I2", "\(alive.subtracting(everywhere).count) saved changes are nowhere")
        }
        for device in devices {
            let readable = try devices.reduce(into: Set<ChangeID>()) { found, other in
                for (address, ids) in try other.places()
                where device.role.mayRead(address.audience) { found.formUnion(ids) }
            }
            let held = try device.heldChanges()
            guard alive.intersection(readable).isSubset(of: held) else {
                let lacking = alive.intersection(readable).subtracting(held)
                throw violated("I9", "\(device.name) lacks \(lacking.count) changes")
            }
        }
    }

    private func checkWhole(_ device: SimulatedDevice) throws {
        let leftovers = try device.leftovers()
        guard leftovers.aside == 0, leftovers.bodiless == 0 else {
            throw violated("I9", "\(device.name) put \(leftovers.aside) envelopes aside for good")
        }
        guard try device.replica().read({ try $0.unsentCount() }) == 0 else {
            throw violated("I20", "\(device.name) still has something to send")
        }
        for stamps in try device.ownStamps() {
            guard zip(stamps, stamps.dropFirst()).allSatisfy({ $0 <= $1 }) else {
                throw violated(
                    "I17", "the clock of \(device.name) went back within a chain: \(stamps)")
            }
        }
    }

    /// Verifies every chain of a device, and folds its whole log again. One is enough in a world: they
    /// hold the same.
    func checkFolding(of device: SimulatedDevice) throws {
        let before = try device.digests()
        let findings = try device.replica().check()
        guard findings.damage.isEmpty, findings.notAllowed == 0 else {
            throw violated("I8", "\(device.name): \(findings.damage)")
        }
        guard try device.digests() == before else {
            throw violated("I1", "\(device.name) shows something else once folded again")
        }
    }

    private func checkSalts() throws {
        let salts = try server.contents().salts
        guard Set(salts).count == salts.count else { throw violated("I13", "a salt came twice") }
    }
}

extension SimulatedDevice {
    package func digest(_ audience: Audience) throws -> Hash {
        try replica().read { try $0.digest(audience) }
    }

    func digests() throws -> [Hash] { try Audience.allCases.map(digest) }

    /// What everyone can decide, as text that does not depend on the device.
    func inboxOfEveryone() throws -> [String] {
        try replica().read { try $0.inbox() }.compactMap { item in
            switch item {
            case .twins(let a, let b): "\(a.id) \(b.id)"
            case .conflict(let conflict) where conflict.entity.audience == .everyone:
                "\(conflict.entity.id) \(conflict.cell.field) \(conflict.changes)"
            case .conflict: nil
            }
        }
    }
}
