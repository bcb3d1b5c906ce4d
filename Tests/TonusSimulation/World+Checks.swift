import Foundation
import TonusCore
import TonusProtocol
import TonusStore
import TonusTypes

/// What must be true once everybody has synced. The numbers are those of `Docs/Testing.md`.
extension World {
    func checkAtRest() throws {
        try checkAgreement()
        try checkNothingLost()
        for device in devices { try checkWhole(device) }
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
                throw violated(
                    "I20", "\(audience): " + readers.map(\.name).joined(separator: ", ") + " differ"
                )
            }
        }
        let inboxes = try devices.map { try $0.inboxOfEveryone() }
        guard Set(inboxes).count == 1 else { throw violated("I1", "the inboxes differ") }
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
        let replica = try device.replica()
        let before = try device.digests()
        let findings = try replica.check()
        guard findings.damage.isEmpty, findings.notAllowed == 0 else {
            throw violated("I8", "\(device.name): \(findings.damage)")
        }
        guard try device.digests() == before else {
            throw violated("I1", "\(device.name) shows something else once folded again")
        }
        let leftovers = try device.leftovers()
        guard leftovers.aside == 0, leftovers.bodiless == 0 else {
            throw violated("I9", "\(device.name) put \(leftovers.aside) envelopes aside for good")
        }
        guard try replica.read({ try $0.unsentCount() }) == 0 else {
            throw violated("I20", "\(device.name) still has something to send")
        }
        for stamps in try device.ownStamps() {
            guard zip(stamps, stamps.dropFirst()).allSatisfy({ $0 <= $1 }) else {
                throw violated("I17", "the clock of \(device.name) went back within a chain")
            }
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
