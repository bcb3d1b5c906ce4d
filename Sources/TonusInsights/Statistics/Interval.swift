#if canImport(Glibc)
    import Glibc
#endif

/// The values that the figures do not speak against, at one level.
public struct Interval: Hashable, Sendable {
    /// From 0.
    public let lower: Double
    /// Infinite where nothing bounds it.
    public let upper: Double

    public init(lower: Double, upper: Double) {
        (self.lower, self.upper) = (lower, upper)
    }

    public func excludes(_ value: Double) -> Bool { value < lower || value > upper }

    /// Around an estimate whose logarithm has this standard error.
    static func around(_ ratio: Double, logError: Double, level: Double) -> Interval {
        let reach = exp(-Normal.quantile(below: (1 - level) / 2) * logError)
        return Interval(lower: ratio / reach, upper: ratio * reach)
    }
}
