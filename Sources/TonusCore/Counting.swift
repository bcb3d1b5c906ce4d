import TonusTypes

/// Which changes count: those the roster allows and no counting undo names.
///
/// It depends only on the roster and on which changes are held, never on their order or a clock.
/// `MergeLawTests` holds it to that.
public struct Counting {
    private var known: [ChangeID: Bool] = [:]

    public init() {}

    /// Decides for a change, and remembers the answer for every other it had to decide on the way.
    ///
    /// An undo names changes by hash, so it is always younger than what it names and there is no
    /// circle. The walk keeps its own stack: a hostile device may write undos of undos without end.
    ///
    /// - Parameters:
    ///   - undoers: the held changes that undo the given one.
    ///   - isAllowed: whether the roster allows the given held change.
    public mutating func counts(
        _ start: ChangeID, undoers: (ChangeID) throws -> [ChangeID],
        isAllowed: (ChangeID) throws -> Bool
    ) rethrows -> Bool {
        var stack = [start]
        while let top = stack.last {
            if known[top] != nil {
                stack.removeLast()
                continue
            }
            guard try isAllowed(top) else {
                known[top] = false
                continue
            }
            let above = try undoers(top)
            let open = above.filter { known[$0] == nil }
            if open.isEmpty {
                known[top] =
                    isPlanted(.undoneStillCounts) || !above.contains { known[$0] == true }
            } else {
                stack.append(contentsOf: open)
            }
        }
        return known[start] ?? false
    }
}
