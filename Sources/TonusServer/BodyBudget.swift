/// How many bytes of request bodies are held at once, so that many large requests together cannot
/// take all memory.
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
}
