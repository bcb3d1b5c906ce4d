/// How far the days of a stretch differ among each other, and what that does to its ranges.
extension Insights {
    /// Of the counts of observed days; nil without a spasm, and for a single day.
    public var spread: Dispersion? {
        Dispersion(record.days.filter(\.isObserved).map(\.spasms))
    }

    /// What the variance of a rate is multiplied by, from 1.
    public var inflation: Double { Estimate.inflation(spread?.ratio) }

    public var isWidened: Bool { inflation > 1 }

    /// The limits of `perWeek`, as much wider as its days differ by more than chance.
    public var perWeekInterval: Interval? { perWeek.interval(inflation: inflation) }
}
