import TonusTypes

/// How the live writes of a cell are read; fixed by the schema, and never part of what is stored.
public enum Rule: Hashable, Sendable {
    /// The patient's own live write first, else the latest; differing values are a conflict.
    case register
    /// The same, but its conflicts go to the inbox's second list.
    case quiet
    /// One register for each author's member.
    case perReporter
    /// Present if any live write says present: adding wins.
    case element
    /// The highest rank among the live writes.
    case ranked
}

/// What a cell shows, and what else was written there.
public struct Reading: Hashable, Sendable {
    /// Nil where nothing was ever written.
    public let shown: LiveWrite?
    /// The other live writes, in the order in which they would be shown.
    public let others: [LiveWrite]
    /// Whether a person should choose.
    public let isConflict: Bool

    public var value: Value? { shown?.value }
}

extension Collection<LiveWrite> {
    /// Reads a `register` or `quiet` cell.
    public func register(patient: MemberID?) -> Reading {
        if let alone { return alone }
        let order = sorted { $0.precedes($1, patient: patient) }
        return Reading(
            shown: order.first, others: Array(order.dropFirst()), isConflict: order.isDivided)
    }

    /// Reads a `perReporter` cell: one register for each member, the patient's first.
    public func perReporter(patient: MemberID?) -> [(member: MemberID, reading: Reading)] {
        if let first, let alone { return [(first.author.member, alone)] }
        // A few people: looking along a row takes less than hashing.
        let members = reduce(into: [MemberID]()) { found, write in
            if !found.contains(write.author.member) { found.append(write.author.member) }
        }
        return
            members.sorted { a, b in
                let (first, second) = (a == patient, b == patient)
                return first != second ? first : a < b
            }
            .map { member in
                (member, filter { $0.author.member == member }.register(patient: patient))
            }
    }

    /// Whether they say different things.
    private var isDivided: Bool { contains { $0.value != first?.value } }

    /// What a single write says, which is nearly always all there is: it is the same by every rule.
    private var alone: Reading? {
        guard count == 1, let first else { return nil }
        return Reading(shown: first, others: [], isConflict: false)
    }

    /// Reads an `element` cell.
    public var isPresent: Bool {
        if isPlanted(.removingWins) { return allSatisfy { $0.value == .boolean(true) } }
        return contains { $0.value != nil && $0.value != .boolean(false) }
    }

    /// Reads a `ranked` cell: the highest rank, then the patient's, then the earliest time.
    ///
    /// - Parameter rank: the place of a value on the field's scale; nothing ranks lowest.
    public func ranked(patient: MemberID?, by rank: (Value?) -> Int) -> Reading {
        if let alone { return alone }
        let ranks = map { rank($0.value) }
        let top = (isPlanted(.lowestRankWins) ? ranks.min() : ranks.max()) ?? 0
        let best = filter { rank($0.value) == top }
            .sorted { $0.precedesAsEarliest($1, patient: patient) }
        let rest = filter { rank($0.value) != top }.sorted { $0.precedes($1, patient: patient) }
        return Reading(
            shown: best.first, others: Array(best.dropFirst()) + rest,
            isConflict: best.isDivided)
    }
}

extension LiveWrite {
    fileprivate func precedes(_ other: LiveWrite, patient: MemberID?) -> Bool {
        let (mine, theirs) = (author.member == patient, other.author.member == patient)
        if mine != theirs, !isPlanted(.newestWinsOverPatient) { return mine }
        return (timestamp, change) > (other.timestamp, other.change)
    }

    fileprivate func precedesAsEarliest(_ other: LiveWrite, patient: MemberID?) -> Bool {
        let (mine, theirs) = (author.member == patient, other.author.member == patient)
        if mine != theirs { return mine }
        if case .time(let a) = value, case .time(let b) = other.value, a.instant != b.instant {
            return a.instant < b.instant
        }
        return (timestamp, change) > (other.timestamp, other.change)
    }
}

extension EntityState {
    /// The changes that a new write on `cell` replaces: what its author sees there.
    ///
    /// A reporter replaces only their own ratings, never somebody else's.
    public func replaced(by member: MemberID, on cell: CellAddress, rule: Rule) -> [ChangeID] {
        let seen = cells[cell] ?? []
        if isPlanted(.othersRatingsReplaced) { return seen.map(\.change) }
        return seen.filter { rule != .perReporter || $0.author.member == member }.map(\.change)
    }
}
