import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes
import TonusVault

/// Episodes of about twelve fields, as a person who takes time writes them.
enum Workload {
    static let zone = Zone(identifier: "UTC", offset: { _ in 0 }, abbreviation: { _ in "UTC" })
    static let start: Int64 = 1_795_132_800_000

    static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// The `number`th episode; the same number is the same episode.
    static func draft(_ number: Int) throws -> EpisodeDraft {
        let sites = ["left calf", "right thigh", "left foot", "back", "right hand"]
        let words =
            "\(sites[number % 5]) \(number % 11) \(10 + number % 50)m for \(1 + number % 9)m stiff "
            + "sudden flexor pain=\(number % 10) trigger=heat trigger=stress before=walking "
            + "tried=stretch relief=\(number % 7)"
        let moment = Moment(milliseconds: start + Int64(number) * 3_600_000, zone: zone)
        return try EpisodeDraft(words: words.split(separator: " ").map(String.init), at: moment)
    }

    static func replica(_ folder: String, _ name: String) throws -> Replica {
        let replica = try Replica.open(
            ReplicaDirectory(path: "\(folder)/\(name)"), founding: true, clock: now)
        guard let replica else { throw RawDatabase.Failure(message: "no replica \(name)") }
        return replica
    }

    /// Writes one episode, durably.
    @discardableResult
    static func write(_ draft: EpisodeDraft, _ replica: Replica) throws -> EntityKey {
        try replica.record(zoneOffset: 0) { try $0.add(draft) }
    }

    /// Writes a note that only owners read.
    static func writePrivately(_ replica: Replica) throws {
        try replica.record(zoneOffset: 0) { intent in
            let key = intent.newEntity(.note, .owner)
            let text = Write(cell: Field.text.cell(), value: .text("slept badly"))
            intent.write([text], on: EntityState(key, folding: []))
        }
    }

    static func fill(_ replica: Replica, _ numbers: Range<Int>) throws {
        try fill(replica, numbers.map(draft))
    }

    /// Writes many episodes in large transactions.
    static func fill(_ replica: Replica, _ drafts: [EpisodeDraft]) throws {
        for start in stride(from: 0, to: drafts.count, by: 1000) {
            let share = Array(drafts[start..<min(start + 1000, drafts.count)])
            _ = try replica.recordMany(zoneOffset: 0, share) { intent, draft in
                _ = try intent.add(draft)
                return true
            }
        }
    }
}

extension Intent {
    fileprivate mutating func add(_ draft: EpisodeDraft) throws -> EntityKey {
        let key = newEntity(.episode)
        write(draft.writes(over: nil, by: member), on: EntityState(key, folding: []))
        return key
    }
}
