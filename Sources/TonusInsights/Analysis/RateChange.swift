import TonusCore

/// Since a day there have been more spasms, or fewer: a reason to ask, never an answer.
public struct RateChange: Hashable, Sendable {
    public let since: LocalDate
    /// Spasms and observed days, before that day and from it on.
    public let before: Rate
    public let after: Rate

    /// Days that are looked back at.
    public static let reach = 365
    /// Observed days that there must be on either side.
    public static let leastDays = 14
    /// Days that are shuffled together, so that a bad spell stays one.
    public static let block = 14
    public static let greatestPValue = 0.01
    private static let shuffles = 999
    private static let seed: UInt64 = 0x546F_6E75_7332

    /// Nil where nothing stands out, or there is too little to say so.
    public init?(_ record: DiaryRecord) {
        let first = max(0, record.days.count - Self.reach)
        let places = (first..<record.days.count).filter { record.days[$0].isObserved }
        let counts = places.map { record.days[$0].spasms }
        guard counts.reduce(0, +) >= Gate.leastEvents,
            Double(places.count) >= Gate.leastCoverage * Double(record.days.count - first),
            let change = ChangePoint(counts), change.position >= Self.leastDays,
            counts.count - change.position >= Self.leastDays
        else { return nil }
        var generator = SeededGenerator(seed: Self.seed)
        let pValue = ChangePoint.pValue(
            counts, shuffles: Self.shuffles, block: Self.block, using: &generator)
        guard let pValue, pValue <= Self.greatestPValue else { return nil }
        since = LocalDate(days: record.firstDay + places[change.position])
        before = Rate(events: change.sumBefore, time: Double(change.position))
        after = Rate(events: change.sumAfter, time: Double(counts.count - change.position))
    }
}
