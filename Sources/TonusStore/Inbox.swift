import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes

/// One thing that a person should decide.
package enum InboxItem: Sendable {
    case conflict(Conflict)
    /// Two episodes that may be one spasm, the earlier one first.
    case twins(Episode, Episode)
}

/// Two things that were said and do not go together. Nothing is repaired; a person is asked.
package enum Question: Sendable {
    /// A day that was said to be without spasms, and how many are written down for it.
    case spasmsOnFreeDay(Sheet, count: Int)
    case endBeforeStart(Episode)
    /// Two regimens of one treatment, and what that is called.
    case regimens(RegimenClash, treatment: String?)
    /// Two people's words on one bad spell, which nobody linked.
    case sameSpell(Sheet, Sheet)
}

extension Snapshot {
    /// What a person should decide, the latest first: equal on every device of an audience that
    /// holds the same.
    ///
    /// - Parameter quiet: the second list, "also differed", in place of the first.
    package func inbox(quiet: Bool = false) throws -> [InboxItem] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT conflict.entity AS row, field, key, reporter
                    FROM conflict JOIN entity ON entity.id = conflict.entity
                         LEFT JOIN episode ON episode.entity = conflict.entity
                         LEFT JOIN tally ON tally.entity = conflict.entity
                    WHERE is_quiet = ?
                    ORDER BY coalesce(onset, start) DESC, audience, kind, entity.entity,
                             field, key, reporter
                    """), arguments: [quiet])
        let conflicts = try rows.compactMap { row in
            try conflict(
                row["row"], CellAddress(field: row["field"], key: Array(row["key"] as Data)),
                reporter: MemberID(bytes: row["reporter"] as Data))
        }
        return conflicts.map(InboxItem.conflict) + (quiet ? [] : try twins())
    }

    /// Nil where it is none, or none any more.
    func conflict(
        _ entity: Int64, _ cell: CellAddress, reporter: MemberID?
    ) throws -> Conflict? {
        try EntityRows(db, entity: entity, replica: replica).state
            .conflicts(patient: replica.patient)
            .first { $0.cell == cell && $0.reporter == reporter }
    }

    private func twins() throws -> [InboxItem] {
        let order = " ORDER BY max(first.onset, second.onset) DESC, a.entity, b.entity"
        return try Row.fetchAll(
            db.cachedStatement(sql: Self.openTwins + order)
        ).map { row in
            let rows = EpisodeRows(db, replica)
            let pair = try [rows.episode(row: row["lower"]), rows.episode(row: row["higher"])]
                .sorted { ($0.onset?.instant ?? 0, $0.id) < ($1.onset?.instant ?? 0, $1.id) }
            return .twins(pair[0], pair[1])
        }
    }

    /// Pairs that are shown as two.
    private static let openTwins = """
        SELECT twin.a AS lower, twin.b AS higher
        FROM twin JOIN entity AS a ON a.id = twin.a JOIN entity AS b ON b.id = twin.b
             JOIN episode AS first ON first.entity = twin.a
             JOIN episode AS second ON second.entity = twin.b
        WHERE first.part_of IS NULL AND second.part_of IS NULL
        """

    /// How many things there are to decide.
    package func undecidedCount() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT (SELECT count(*) FROM conflict WHERE NOT is_quiet)
                         + (SELECT count(*) FROM (\(Self.openTwins)))
                    """)) ?? 0
    }

    /// On how many cells people differ, without what only an owner can see: equal on every device that holds
    /// the same.
    package func undecidedByEveryone() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM conflict JOIN entity ON entity.id = conflict.entity
                    WHERE NOT is_quiet AND audience = ?
                    """), arguments: [Audience.everyone.rawValue]) ?? 0
    }

    /// Pairs of spasms that may be one, of which either began on one of the days.
    package func undecidedTwins(_ days: ClosedRange<LocalDate>) throws -> Int {
        let began = ["first", "second"].map { one in
            """
            \(one).onset + \(one).onset_offset * 1000 - \(DiaryFigures.dayStart)
                BETWEEN ?1 AND ?2
            """
        }.joined(separator: " OR ")
        return try db.first(
            "SELECT count(*) FROM (\(Self.openTwins) AND (\(began)))",
            Int64(days.lowerBound.days) * 86_400_000,
            Int64(days.upperBound.days + 1) * 86_400_000 - 1
        ) { try $0.get(0) } ?? 0
    }

    /// What does not go together, by entity.
    ///
    /// A day begins at four, as in all figures; a tally of a whole day begins with its date.
    package func questions() throws -> [Question] {
        let days = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT sheet.entity AS row,
                        (SELECT count(*) FROM episode
                         WHERE onset BETWEEN day * 86400000 - 86400000 AND day * 86400000 + 172800000
                               AND (onset + onset_offset * 1000 - \(DiaryFigures.dayStart))
                                   / 86400000 = day
                               AND NOT is_hidden AND part_of IS NULL)
                      + (SELECT coalesce(sum(count), 0) FROM tally
                         WHERE start BETWEEN day * 86400000 - 86400000 AND day * 86400000 + 172800000
                               AND (start + start_offset * 1000 - CASE
                                        WHEN (start + start_offset * 1000) % 86400000 = 0 THEN 0
                                        ELSE \(DiaryFigures.dayStart) END) / 86400000 = day
                               AND NOT is_hidden)
                        AS spasms
                    FROM sheet WHERE kind = 4 AND NOT is_hidden AND json_extract(shown, '$.none') = 1
                    ORDER BY day
                    """))
        let freeDays = try days.filter { $0["spasms"] as Int > 0 }.compactMap { row in
            let state = try EntityRows(db, entity: row["row"], replica: replica).state
            return Sheet(state, patient: replica.patient).map {
                Question.spasmsOnFreeDay($0, count: row["spasms"])
            }
        }
        let backwards = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT episode.entity FROM episode JOIN entity ON entity.id = episode.entity
                    WHERE ended < onset AND NOT is_hidden AND part_of IS NULL ORDER BY entity.entity
                    """))
        return try freeDays
            + backwards.map { .endBeforeStart(try EpisodeRows(db, replica).episode(row: $0)) }
            + careQuestions()
    }
}

/// What a person decided about one item of the inbox.
package enum Decision: Sendable {
    /// The option of this place, from 0.
    case option(Int)
    case value(Value?)
    /// Every option its own episode.
    case separate
}

extension Decision {
    fileprivate var isFirst: Bool { if case .option(0) = self { true } else { false } }
}

/// Why a decision could not be taken. Nothing was changed.
package enum DecisionError: Error, Hashable {
    /// The last inbox shown here had no such number.
    case noSuchItem(Int)
    /// Somebody settled it, or wrote more, since it was shown.
    case changedSince
    /// It has no such option, or cannot be decided this way.
    case noSuchOption
    /// These are one person's own words; only they can say which are right.
    case ownWordsOnly(MemberID)
}

extension Replica {
    /// Remembers the numbers of an inbox and what was seen then, so that the next command can name
    /// an item and decides about nothing else.
    package func rememberInbox(_ items: [InboxItem]) throws {
        try transaction { db in
            try db.execute(sql: "DELETE FROM reviewed")
            for (number, item) in zip(1..., items) {
                let seen = try Seen(item, db)
                try db.execute(
                    sql: "INSERT INTO reviewed VALUES (?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        number, seen.entity, seen.other, Int64(seen.cell.field),
                        Data(seen.cell.key), Data(seen.reporter?.bytes ?? []), seen.changes,
                    ])
            }
        }
    }

    /// The item that a number stood for when the inbox was last shown.
    ///
    /// - Throws: `DecisionError`.
    package func reviewed(_ number: Int) throws -> InboxItem {
        try reading { db in try Seen(number, db).item(db, ReplicaState(db)) }
    }

    /// Settles an item of the inbox as it was last shown.
    ///
    /// - Returns: the entities that were written on, the item's own first.
    /// - Throws: `DecisionError`, `StoreError`; then nothing was changed.
    package func settle(
        _ number: Int, _ decision: Decision, zoneOffset: Int
    ) throws -> [EntityKey] {
        try record(zoneOffset: zoneOffset) { intent in
            switch try Seen(number, intent.db).item(intent.db, intent.replica) {
            case .twins(let a, let b): return try intent.settle(a, b, decision)
            case .conflict(let conflict) where conflict.isAboutDelete:
                return try intent.settleDelete(conflict, decision)
            case .conflict(let conflict): return try intent.settle(conflict, decision)
            }
        }
    }
}

/// A row of `reviewed`.
private struct Seen {
    let entity: Int64
    let other: Int64?
    let cell: CellAddress
    let reporter: MemberID?
    let changes: Data

    init(_ item: InboxItem, _ db: Database) throws {
        let rows = LogRows(db: db)
        switch item {
        case .conflict(let conflict):
            entity = try rows.entityRow(conflict.entity)
            other = nil
            (cell, reporter) = (conflict.cell, conflict.reporter)
            changes = Data(conflict.changes.flatMap(\.bytes))
        case .twins(let a, let b):
            entity = try rows.entityRow(a.state.entity)
            other = try rows.entityRow(b.state.entity)
            (cell, reporter) = (CellAddress(field: EntityState.linkField), nil)
            changes = Data()
        }
    }

    init(_ number: Int, _ db: Database) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM reviewed WHERE number = ?"), arguments: [number])
        guard let row else { throw DecisionError.noSuchItem(number) }
        (entity, other, changes) = (row["entity"], row["other"], row["changes"])
        cell = CellAddress(field: row["field"], key: Array(row["key"] as Data))
        reporter = MemberID(bytes: row["reporter"] as Data)
    }

    /// The item, if it is still what was seen.
    func item(_ db: Database, _ replica: ReplicaState) throws -> InboxItem {
        let snapshot = Snapshot(db: db, replica: replica)
        if let other {
            let open = try snapshot.inbox().contains { item in
                guard case .twins(let a, let b) = item else { return false }
                return try a.parts.contains { try row($0.entity, db) == entity }
                    && b.parts.contains { try row($0.entity, db) == other }
            }
            guard open else { throw DecisionError.changedSince }
            let rows = EpisodeRows(db, replica)
            return .twins(try rows.episode(row: entity), try rows.episode(row: other))
        }
        let now = try snapshot.conflict(entity, cell, reporter: reporter)
        guard let now, Data(now.changes.flatMap(\.bytes)) == changes else {
            throw DecisionError.changedSince
        }
        return .conflict(now)
    }

    private func row(_ key: EntityKey, _ db: Database) throws -> Int64? {
        try LogRows(db: db).existingEntityRow(key)
    }
}

extension Intent {
    fileprivate mutating func settle(
        _ conflict: Conflict, _ decision: Decision
    ) throws -> [EntityKey] {
        if let reporter = conflict.reporter, reporter != member {
            throw DecisionError.ownWordsOnly(reporter)
        }
        let state = try state(of: conflict.entity)
        switch decision {
        case .option(let place):
            guard conflict.options.indices.contains(place) else {
                throw DecisionError.noSuchOption
            }
            write([conflict.settling(on: conflict.options[place].value)], on: state)
        case .value(let value): write([conflict.settling(on: value)], on: state)
        case .separate:
            guard conflict.entity.kind == Kind.episode.rawValue, let first = conflict.options.first
            else { throw DecisionError.noSuchOption }
            write([conflict.settling(on: first.value)], on: state)
            return [conflict.entity]
                + conflict.options.dropFirst().map { option in
                    let key = newEntity(.episode, conflict.entity.audience)
                    let writes = conflict.separating(
                        option, from: state, patient: patient, by: member)
                    write(writes, on: EntityState(key, folding: []))
                    return key
                }
        }
        return [conflict.entity]
    }

    /// Of what one deleted and another edited: 0 keeps it, 1 deletes all that is seen of it now.
    fileprivate mutating func settleDelete(
        _ conflict: Conflict, _ decision: Decision
    ) throws -> [EntityKey] {
        guard case .option(let place) = decision, (0...1).contains(place) else {
            throw DecisionError.noSuchOption
        }
        let state = try state(of: conflict.entity)
        change(conflict.entity) { body in
            if place == 0 {
                body.restores = state.deletes.map(\.id)
            } else {
                body.deletes = state.changesToDelete
            }
        }
        return [conflict.entity]
    }

    /// Of two that may be one spasm: 0 makes them one, 1 says that they are two.
    fileprivate mutating func settle(
        _ a: Episode, _ b: Episode, _ decision: Decision
    ) throws -> [EntityKey] {
        let (lower, higher) = (min(a.id, b.id), max(a.id, b.id))
        let key = EntityKey(audience: a.state.entity.audience, kind: a.state.entity.kind, id: lower)
        let state = try state(of: key)
        let written =
            switch decision {
            case .option(0): state.linkWrite(to: higher, present: true)
            case .option(1): state.differenceWrite(from: higher)
            default: Write?.none
            }
        guard let written else { throw DecisionError.noSuchOption }
        write([written], on: state)
        return decision.isFirst ? [key] : [a.state.entity, b.state.entity]
    }
}
