/// More than usual for days in a row: a reason to ask, never an answer.
public struct UnusualRun: Hashable, Sendable {
    /// The index of the first of the last days in a row that are above what is usual.
    public let start: Int
    /// How many days they are, at least `least`.
    public let length: Int
    /// The person's own 95th centile, in spasms on a day.
    public let centile: Int

    public static let least = 3
    /// The days from which the centile is taken, just before the run.
    public static let usual = 90

    /// Looks at the days up to the last one, all of which have to be observed.
    ///
    /// A day is unusual if it is above the centile of the observed days among the ninety before the
    /// last three. Nil where they are fewer than `Gate.leastCoverage` of ninety.
    ///
    /// - Parameter counts: day by day, nil where nobody looked.
    public init?(_ counts: [Int?]) {
        let edge = counts.count - Self.least
        guard edge > 0 else { return nil }
        let known = counts[max(0, edge - Self.usual)..<edge].compactMap { $0 }.sorted()
        guard Double(known.count) >= Gate.leastCoverage * Double(Self.usual) else { return nil }
        // The nearest rank: the least count with 95 % of the days at or below it.
        let centile = known[(known.count * 95 + 99) / 100 - 1]
        let run = counts.reversed().prefix { ($0 ?? 0) > centile }
        guard run.count >= Self.least else { return nil }
        (start, length, self.centile) = (counts.count - run.count, run.count, centile)
    }
}
