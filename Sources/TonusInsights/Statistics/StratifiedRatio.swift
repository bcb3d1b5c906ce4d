#if canImport(Glibc)
    import Glibc
#endif

/// One ratio from many comparisons, each among days that are alike in some other way.
public struct StratifiedRatio: Hashable, Sendable {
    /// Above 0.
    public let ratio: Double
    /// The standard error of its logarithm.
    public let logError: Double

    /// Weighs the strata by Mantel and Haenszel; nil where no stratum compares anything, or all
    /// events are on one side.
    ///
    /// Source: K. J. Rothman, S. Greenland and T. L. Lash, *Modern Epidemiology*, 2008, chapter 15;
    /// S. Greenland and J. M. Robins, Biometrics 41, 1985.
    public init?(_ strata: some Sequence<RateComparison>) {
        var (above, below, spread) = (0.0, 0.0, 0.0)
        for stratum in strata {
            let (exposed, unexposed) = (stratum.exposed, stratum.unexposed)
            let time = exposed.time + unexposed.time
            guard time > 0 else { continue }
            above += Double(exposed.events) * unexposed.time / time
            below += Double(unexposed.events) * exposed.time / time
            spread += Double(stratum.events) * exposed.time * unexposed.time / (time * time)
        }
        guard above > 0, below > 0 else { return nil }
        ratio = above / below
        logError = (spread / (above * below)).squareRoot()
    }

    public var logRatio: Double { log(ratio) }

    /// Which way it points: 1, −1, or 0 for neither.
    public var sign: Int { ratio > 1 ? 1 : ratio < 1 ? -1 : 0 }

    public func interval(level: Double = 0.95, inflation: Double = 1) -> Interval {
        .around(ratio, logError: logError * inflation.squareRoot(), level: level)
    }
}
