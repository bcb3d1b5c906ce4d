#if canImport(Glibc)
    import Glibc
#endif

/// The rate on days with something beside the rate on days without it.
///
/// Given how many events there were in all, those on exposed days are binomial. Every exact figure
/// here is read off that.
public struct RateComparison: Hashable, Sendable {
    public var exposed: Rate
    public var unexposed: Rate

    public init(exposed: Rate, unexposed: Rate) {
        (self.exposed, self.unexposed) = (exposed, unexposed)
    }

    public var events: Int { exposed.events + unexposed.events }

    /// Whether there is something to compare: an event, and time on both sides.
    public var isComparable: Bool { events > 0 && exposed.time > 0 && unexposed.time > 0 }

    /// The exposed rate over the other: infinite if only exposed days had events, nil if there is
    /// nothing to compare.
    public var ratio: Double? {
        guard isComparable else { return nil }
        return Double(exposed.events) / Double(unexposed.events) * timeRatio
    }

    public var logRatio: Double? { ratio.map { log($0) } }

    /// Which way it points: 1, −1, or 0 for neither.
    public var sign: Int {
        guard let ratio else { return 0 }
        return ratio > 1 ? 1 : ratio < 1 ? -1 : 0
    }

    var timeRatio: Double { unexposed.time / exposed.time }

    /// The exposed part of the time: the chance of an event to fall there if nothing matters.
    var share: Double { exposed.time / (exposed.time + unexposed.time) }

    /// ln of the ratio has this standard error; nil where a side has no events.
    ///
    /// - Parameter inflation: how many times the variance is that of a Poisson count, from 1.
    public func logError(inflation: Double = 1) -> Double? {
        guard isComparable, exposed.events > 0, unexposed.events > 0 else { return nil }
        let variance = 1 / Double(exposed.events) + 1 / Double(unexposed.events)
        return (inflation * variance).squareRoot()
    }
}
