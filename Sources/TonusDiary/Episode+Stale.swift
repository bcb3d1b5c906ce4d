import TonusCore

extension Episode {
    /// So long after the last word on it a spasm that goes on is asked about.
    public static let staleAfter: Int64 = 12 * 3_600_000

    /// Whether it has gone on for so long, and nobody said so again, that somebody may have forgotten
    /// to end it. Nothing ever ends it but a person.
    public func isStale(at milliseconds: Int64) -> Bool {
        guard ending == .ongoing, let onset else { return false }
        let said = parts.flatMap { $0.live(Field.ending.number) }
            .map(\.timestamp.milliseconds).max()
        return milliseconds - max(onset.instant, said ?? 0) >= Self.staleAfter
    }
}
