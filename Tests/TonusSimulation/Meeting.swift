import Foundation
import TonusCore
import TonusDiary
import TonusProtocol
import TonusStore
import TonusSync
import TonusTesting
import TonusTypes

/// The patient's laptop and a caregiver's tablet that write apart and meet through the server, and a
/// third device that gets everything shuffled and twice, without one.
package final class Meeting {
    package let patient: SimulatedDevice
    package let caregiver: SimulatedDevice
    package let third: SimulatedDevice
    package let network: SimulatedNetwork
    private let server: SimulatedServer
    private let folder: String
    private var random: SplitMix64

    package var all: [SimulatedDevice] { [patient, caregiver, third] }

    package init(template: Template, folder: String, seed: UInt64) throws {
        self.folder = folder
        try Files.copy(template.folder, folder)
        let network = SimulatedNetwork(now: template.start + 3_600_000)
        self.network = network
        let server = try SimulatedServer(folder: folder + "/server", seed: seed)
        self.server = server
        random = SplitMix64(seed: seed)
        let devices = try [("laptop", Role.owner), ("ana", .caregiver), ("phone", .owner)]
            .enumerated().map { place, one in
                try SimulatedDevice(
                    one.0, one.1, folder: "\(folder)/\(one.0)", server, network,
                    seed: seed &* 31 &+ UInt64(place))
            }
        for device in devices { try device.settleIn() }
        (patient, caregiver, third) = (devices[0], devices[1], devices[2])
    }

    deinit {
        all.forEach { $0.stop() }
        server.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Everybody syncs, the patient first or last; the third device is handed the envelopes.
    package func meet(caregiverFirst: Bool) async throws {
        let order = caregiverFirst ? [caregiver, patient] : [patient, caregiver]
        for _ in 0..<2 { for device in order { _ = try await device.sync() } }
        try await handOver()
    }

    /// Everything that the server holds.
    package func held() async throws -> WireSyncAnswer {
        let replica = try third.replica()
        var request = WireSyncRequest()
        request.protocol = 1
        return try await third.link.sync(
            request, diary: try replica.state().diary,
            .device(try replica.keyFile().secrets))
    }

    /// What the server holds, in any order, and all of it twice.
    private func handOver() async throws {
        let replica = try third.replica()
        let answer = try await held()
        try replica.takeRoster(answer.entries)
        let twice = answer.envelopes + answer.envelopes
        // A range can be used once what stands before it is there: so, as often as there are.
        for _ in 0..<answer.envelopes.count {
            _ = try replica.receive(twice.shuffled(using: &random))
        }
    }
}

extension SimulatedDevice {
    package var moment: Moment { Moment(milliseconds: now, zone: .utc) }

    package func log(_ text: String) throws -> EntityKey {
        let moment = moment
        var draft = try EpisodeDraft(words: text.split(separator: " ").map(String.init), at: moment)
        draft.onset = draft.onset ?? moment.point
        return try replica().record(zoneOffset: 0) { intent in
            let member = intent.member
            return intent.add(.episode, .everyone, draft.writes(over: nil, by: member))
        }
    }

    package func edit(_ key: EntityKey, _ assignments: String...) throws {
        let said = try assignments.map { try Assignment($0, at: moment) }
        try replica().record(zoneOffset: 0) { intent in
            let state = try intent.state(of: key)
            let member = intent.member
            intent.write(said.map { $0.write(over: state, by: member) }, on: state)
        }
    }

    package func delete(_ key: EntityKey, sameAs other: EntityKey? = nil) throws {
        try replica().record(zoneOffset: 0) { _ = try $0.delete(key, sameAs: other) }
    }

    /// Says `field=value` of an entity of any kind.
    package func say(_ key: EntityKey, _ assignments: String...) throws {
        let kind = Kind(rawValue: key.kind) ?? .episode
        let said = try assignments.map { try Assignment($0, of: kind, at: moment) }
        try replica().record(zoneOffset: 0) { try $0.say(said, on: key) }
    }

    package func sheet(_ key: EntityKey) throws -> Sheet {
        guard let sheet = try replica().read({ try $0.sheet(key) }) else {
            throw ReferenceError.unknown("\(key.id)")
        }
        return sheet
    }

    package func attach(_ kind: Kind, to key: EntityKey, _ writes: [Write]) throws -> EntityKey {
        try replica().record(zoneOffset: 0) { intent in
            try intent.attach(kind, .everyone, to: key, writes)
        }
    }

    package func state(_ key: EntityKey) throws -> EntityState {
        try replica().read { try $0.state(of: key) }
    }

    package func episode(_ key: EntityKey) throws -> Episode {
        try replica().read { try $0.episode(key) }
    }

    package func inbox() throws -> [InboxItem] { try replica().read { try $0.inbox() } }

    /// The fields that differ, 0 for what was deleted and edited.
    package func conflicts() throws -> [UInt32] {
        try inbox().compactMap { if case .conflict(let one) = $0 { one.cell.field } else { nil } }
    }

    package func everyonesDigest() throws -> Hash { try digest(.everyone) }
}
