import Foundation
import Household
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// A diary on two devices, a tenth of which is edited on both while they are apart.
enum MergeApart {
    private static let runs = 5
    private static let cell = Field.severity.cell()

    /// - Returns: also, as a limit, raw SQLite applying the rows while another thread reads and folds
    ///   the episodes that were edited.
    static func measured(
        _ home: Household, _ size: Int
    ) async throws -> (ours: [Double], raw: [Double], limit: [Double]) {
        let pair = try await Together(
            home.folder + "/home", "apart-\(size)", size: size, address: home.address,
            code: home.newCode())
        for replica in [pair.author, pair.reader, pair.author] { try await pair.sync(replica) }
        let keys = try pair.author.read { try $0.latest(size) }.compactMap(\.episode?.state.entity)
        var (ours, theirs, limit): ([Double], [Double], [Double]) = ([], [], [])
        for run in 0..<runs {
            // Other episodes each time, so that no run finds what the one before left to decide.
            let share = keys.dropFirst(run * size / 10).prefix(size / 10)
            let before = "\(home.folder)/apart-\(size)-\(run).sqlite"
            let edits = try edit(Array(share), pair, run)
            for copy in [before, before + "-limit"] {
                try RawDatabase(pair.reader.directory.database).run("VACUUM INTO '\(copy)'")
            }
            let mine = try pair.author.outgoing(byteLimit: .max / 2)
            let others = try pair.reader.outgoing(byteLimit: .max / 2)
            ours.append(try milliseconds { _ = try pair.reader.receive(mine.map(\.envelope)) })
            theirs.append(try milliseconds(applying(what: pair.reader, onto: before)))
            limit.append(
                try ReadingAhead.folding(
                    Array(share), of: pair.reader,
                    during: applying(what: pair.reader, onto: before + "-limit")))
            _ = try pair.author.receive(others.map(\.envelope))
            for replica in [pair.author, pair.reader, pair.author] { try await pair.sync(replica) }
            try check(edits, pair)
        }
        return (ours, theirs, limit)
    }

    /// Both change how bad the same episodes were, and half of the time say the same.
    private static func edit(
        _ keys: [EntityKey], _ pair: Together, _ run: Int
    ) throws -> [EntityKey: Set<ChangeID>] {
        var edits: [EntityKey: Set<ChangeID>] = [:]
        for (replica, shift) in [(pair.author, 0), (pair.reader, 1)] {
            let items = Array(keys.enumerated())
            _ = try replica.recordMany(zoneOffset: 0, items) { intent, item in
                let points = (item.offset + (item.offset.isMultiple(of: 2) ? shift : 0)) % 11
                let state = try intent.state(of: item.element)
                let seen = state.replaced(by: intent.member, on: cell, rule: .perReporter)
                intent.write(
                    [Write(cell: cell, value: .integer(Int64(points)), replaces: seen)], on: state)
                return true
            }
            for key in keys {
                let live = try replica.read { try $0.state(of: key) }.cells[cell] ?? []
                edits[key, default: []].formUnion(live.map(\.change))
            }
        }
        return edits
    }

    /// Every edit is live on both, and is shown there or lies in the inbox; and both agree.
    private static func check(_ edits: [EntityKey: Set<ChangeID>], _ pair: Together) throws {
        let digests = try [pair.author, pair.reader].map { replica in
            let asked = try replica.read { try $0.inbox() }.reduce(into: Set<ChangeID>()) {
                if case .conflict(let conflict) = $1 { $0.formUnion(conflict.changes) }
            }
            for (key, changes) in edits {
                let live = try replica.read { try $0.state(of: key) }.cells[cell] ?? []
                let isShown = Set(live.map(\.value)).count == 1
                guard Set(live.map(\.change)) == changes, isShown || changes.isSubset(of: asked)
                else { throw RawDatabase.Failure(message: "an edit is neither shown nor asked") }
            }
            return try replica.read { try $0.digest(.everyone) }
        }
        guard digests[0] == digests[1] else {
            throw RawDatabase.Failure(message: "the digests differ")
        }
    }

    /// What puts into the database as it was what the merge changed in it, in one transaction.
    private static func applying(
        what replica: Replica, onto path: String
    ) throws -> () throws -> Void {
        let (after, before) = (try RawDatabase(replica.directory.database), try RawDatabase(path))
        try after.run("ATTACH '\(path)' AS before")
        let tables = ["change", "place", "episode", "conflict"]
        let changed = try tables.map { table in
            (
                table,
                try after.rows("SELECT * FROM main.\(table) EXCEPT SELECT * FROM before.\(table)")
            )
        }
        try after.run("DETACH before")
        return {
            try before.run("BEGIN IMMEDIATE")
            for (table, new) in changed { try before.put(new, into: table) }
            try before.run("COMMIT")
        }
    }
}
