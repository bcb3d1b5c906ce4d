/// How many bytes of request bodies and of long answers are held at once, so that many together
/// cannot take all memory.
struct BodyBudget: Sendable {
    private let limit: Int
    private let taken = Locked(0)

    init(limit: Int) { self.limit = limit }

    func take(_ bytes: Int) throws(Refusal) {
        let isTaken = taken.withLock { taken in
            guard taken + bytes <= limit else { return false }
            taken += bytes
            return true
        }
        guard isTaken else { throw .tooMany }
    }

    func give(_ bytes: Int) { taken.withLock { $0 -= bytes } }

    /// Takes bytes until nobody holds the share any more: an answer may never be written at all.
    func share(_ bytes: Int) throws(Refusal) -> Share {
        try take(bytes)
        return Share(self, bytes)
    }

    final class Share: Sendable {
        private let budget: BodyBudget
        private let bytes: Int

        fileprivate init(_ budget: BodyBudget, _ bytes: Int) {
            (self.budget, self.bytes) = (budget, bytes)
        }

        deinit { budget.give(bytes) }
    }
}
