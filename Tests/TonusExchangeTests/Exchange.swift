import DiaryGenerator
import Foundation
import GRDB
import Testing
import TonusCore
import TonusDiary
import TonusExchange
import TonusInsights
import TonusProtocol
import TonusStore
import TonusTypes
import TonusVault

@testable import TonusCommands

/// A folder with replicas, and diaries that go from one to another by way of a file.
final class Exchange {
    let folder = NSTemporaryDirectory() + "tonus-exchange-\(UUID().uuidString)"
    static let now: Int64 = 1_795_132_800_000
    static let words = Catalogue(replica: nil)

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func replica(_ name: String) throws -> Replica {
        let found = try Replica.open(
            ReplicaDirectory(path: "\(folder)/\(name)"), founding: true, clock: { Self.now })
        return try #require(found)
    }

    /// Somebody else's device joins the diary of `owner`.
    func join(
        _ name: String, to owner: Replica, as role: Role, called: PersonAbout
    ) throws -> Replica {
        let replica = try self.replica(name)
        let (keys, state) = (try owner.keyFile(), try owner.state())
        let epoch = try #require(keys.ring.keys(of: 1))
        let ticket = Ticket(secret: replica.random.bytes(16), server: "http://127.0.0.1:1")
        let member = try #require(MemberID(bytes: replica.random.bytes(16)))
        let invite = try RosterWriting(secrets: keys.secrets, random: .system, now: Self.now)
            .invite(
                ticket, to: state.roster, member: member, role: role, about: called, expires: nil,
                isKit: false, keys: epoch)
        try owner.takeRoster([invite.entry])
        let entries = try owner.rosterEntries()
        let join = try RosterWriting(
            secrets: replica.keyFile().secrets, random: .system, now: Self.now
        ).join(
            ticket, to: try Roster(entries: entries), deviceName: name,
            keys: epoch.limited(to: role))
        try replica.adopt(
            entries + [join], keys: epoch.limited(to: role), server: "http://127.0.0.1:1",
            serverID: ServerID(high: 1, low: 1))
        try owner.takeRoster([join])
        return replica
    }

    /// Hands over everything that `source` wrote and `other` may not have yet.
    func carry(from source: Replica, to other: Replica) throws {
        let outgoing = try source.outgoing(byteLimit: .max / 2)
        _ = try other.receive(outgoing.map(\.envelope))
        try source.markSent(outgoing)
    }
}

extension Replica {
    func text() throws -> String { try diaryFile(Exchange.words).file.text }

    @discardableResult
    func take(_ text: String) throws -> Int {
        let diary = DiaryImport(try DiaryFile(reading: Array(text.utf8)))
        try diary.checkFit()
        return try diary.take(into: self, Exchange.words).new
    }

    /// Writes as somebody types it.
    @discardableResult
    func log(_ words: String) throws -> EntityKey {
        let moment = Moment(milliseconds: Exchange.now, zone: Self.berlin)
        var draft = try EpisodeDraft(
            words: words.split(separator: " ").map(String.init), at: moment)
        draft.onset = draft.onset ?? moment.point
        return try record(zoneOffset: 3600) { intent in
            intent.add(.episode, .everyone, draft.writes(over: nil, by: intent.member))
        }
    }

    func edit(_ key: EntityKey, _ assignment: String) throws {
        let edit = try Assignment(
            assignment, at: Moment(milliseconds: Exchange.now, zone: Self.berlin))
        try record(zoneOffset: 3600) { intent in
            let state = try intent.state(of: key)
            intent.write([edit.write(over: state, by: intent.member)], on: state)
        }
    }

    func note(_ text: String, _ audience: Audience, on key: EntityKey) throws {
        try record(zoneOffset: 3600) { intent in
            try intent.attach(.note, audience, to: key, Note.writes(text, about: key.id))
        }
    }

    func delete(_ key: EntityKey) throws {
        try record(zoneOffset: 3600) { _ = try $0.delete(key) }
    }

    private static let berlin = Zone(
        identifier: "Europe/Berlin", offset: { _ in 3600 }, abbreviation: { _ in "CET" })

    /// Every row that the views show, but for whose it is and which change wrote it.
    func shown(_ folder: String) throws -> [String: [String]] {
        let path = "\(folder)/\(UUID().uuidString).sqlite"
        let views = try writeViews(to: path, private: true).keys.filter { $0 != "v_changes" }
        let queue = try DatabaseQueue(path: path)
        return try queue.read { db in
            var shown: [String: [String]] = [:]
            for view in views {
                let columns = try db.columns(in: view).map(\.name).filter { $0 != "reporter" }
                shown[view] = try Row.fetchAll(db, sql: "SELECT * FROM \(view)").map { row in
                    columns.map { "\($0)=\(row[$0] as DatabaseValue)" }.joined(separator: " ")
                }.sorted()
            }
            return shown
        }
    }

    /// The page for a clinician, of the last three months.
    func report() throws -> [String] {
        let today = Int(Exchange.now / 86_400_000)
        let report = try self.report(LocalDate(days: today - 90)...LocalDate(days: today))
        // What one device wrote is never asked about as one spasm by two: that alone may differ.
        return ReportPage(report, Exchange.words, name: nil).text(width: 1000).filter {
            !$0.contains("to decide between people")
        }
    }

    func episode(_ key: EntityKey) throws -> Episode { try read { try $0.episode(key) } }
}
