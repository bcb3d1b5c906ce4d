import TonusTypes

/// One change as it reads afterwards: what it set, and what stood there before.
public struct HistoryEntry: Hashable, Sendable {
    public struct Turn: Hashable, Sendable {
        public let cell: CellAddress
        /// What the author saw there and replaced; more than one where that was a conflict.
        public let old: [Value]
        /// Nil: the value was taken away.
        public let new: Value?
    }

    public let change: Change
    /// False once it was taken back, or where the roster does not allow it.
    public let counts: Bool
    public let turns: [Turn]

    /// The history of one entity, oldest first.
    ///
    /// A change that replaces one that is not held, or not yet, shows no old value for it.
    public static func of(_ held: some Sequence<HeldChange>) -> [HistoryEntry] {
        let held = Array(held)
        let byID = Dictionary(held.map { ($0.change.id, $0.change) }) { first, _ in first }
        return held.sorted { $0.change.precedes($1.change) }.map { one in
            HistoryEntry(
                change: one.change, counts: one.counts,
                turns: one.change.body.writes.map { write in
                    let old = write.replaces.compactMap { byID[$0] }.sorted { $0.precedes($1) }
                        .compactMap { change in
                            change.body.writes.first { $0.cell == write.cell }?.value
                        }
                    return Turn(cell: write.cell, old: old, new: write.value)
                })
        }
    }
}

extension Change {
    /// The order of a history: by stamp, and of one act what it wrote before what it deleted.
    fileprivate func precedes(_ other: Change) -> Bool {
        if body.timestamp != other.body.timestamp { return body.timestamp < other.body.timestamp }
        if body.isDelete != other.body.isDelete { return other.body.isDelete }
        return id < other.id
    }
}
