#if canImport(Glibc)
    import Glibc
#endif

/// A comparison of days, with an interval as wide as the days are uneven.
public struct Estimate: Hashable, Sendable {
    /// Events and observed days, with the factor and without.
    public let comparison: RateComparison
    /// The variance within each kind of day over that of Poisson counts; nil for too few days.
    public let dispersion: Double?

    /// Above this the interval is widened, and whoever shows it says so.
    public static let dispersionLimit = 1.2

    /// Counts what both sides know: days without a count and days of unknown exposure drop out.
    init(_ counts: some Sequence<Int?>, _ exposures: some Sequence<Exposure>) {
        var (exposed, unexposed) = (CountSums(), CountSums())
        for (count, exposure) in zip(counts, exposures) {
            guard let count else { continue }
            switch exposure {
            case .yes: exposed.add(count)
            case .no: unexposed.add(count)
            case .unknown: break
            }
        }
        comparison = RateComparison(exposed: exposed.rate, unexposed: unexposed.rate)
        dispersion = Dispersion.inGroups(exposed, unexposed)
    }

    public var isWidened: Bool { inflation > 1 }

    /// What the variance is multiplied by, from 1.
    public var inflation: Double { Self.inflation(dispersion) }

    static func inflation(_ dispersion: Double?) -> Double {
        dispersion.flatMap { $0 > dispersionLimit ? $0 : nil } ?? 1
    }

    /// Exact for Poisson counts, and as much wider as `inflation` says.
    public var interval: Interval? { comparison.exactInterval(inflation: inflation) }

    /// Of a ratio of 1, with events that count for as many times fewer as in the interval.
    public var pValue: Double? { comparison.pValue(inflation: inflation) }

    public var days: Double { comparison.exposed.time + comparison.unexposed.time }

    /// Whether neither twice nor half as often is ruled out: then "no effect" is not to be said.
    public var mayHideADoubling: Bool {
        interval.map { !$0.excludes(2) || !$0.excludes(0.5) } ?? true
    }

    /// The logarithm of the ratio with half an event more on each side: finite where a side has
    /// none. Nil where there is nothing to compare.
    var steadiedLogRatio: Double? {
        guard comparison.isComparable else { return nil }
        let (a, b) = (comparison.exposed.events, comparison.unexposed.events)
        return log((Double(a) + 0.5) / (Double(b) + 0.5) * comparison.timeRatio)
    }
}

extension CountSums {
    /// One count was one day.
    var rate: Rate { Rate(events: sum, time: Double(size)) }
}
