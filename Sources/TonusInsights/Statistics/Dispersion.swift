#if canImport(Glibc)
    import Glibc
#endif

/// How much more counts vary than those of things that happen on their own.
public struct Dispersion: Hashable, Sendable {
    /// How many counts there are, at least 2.
    public let size: Int
    public let mean: Double
    /// With the divisor n − 1.
    public let variance: Double
    /// For each j from 0, how many counts are above j.
    private let above: [Int]

    /// Returns nil for fewer than two counts, and where all are 0.
    public init?(_ counts: [Int]) {
        let sum = counts.reduce(0, +)
        guard counts.count > 1, sum > 0 else { return nil }
        let mean = Double(sum) / Double(counts.count)
        (size, self.mean) = (counts.count, mean)
        variance =
            counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            / Double(counts.count - 1)
        var above = Array(repeating: 0, count: counts.max() ?? 0)
        for count in counts where count > 0 { above[count - 1] += 1 }
        for index in above.indices.dropLast().reversed() { above[index] += above[index + 1] }
        self.above = above
    }

    /// The variance over the mean: near 1 for a Poisson count.
    public var ratio: Double { variance / mean }

    /// (n − 1)s² / mean, which is chi-square with n − 1 degrees for Poisson counts.
    ///
    /// Source: R. A. Fisher, H. G. Thornton and W. A. Mackenzie, Annals of Applied Biology 9, 1922.
    public var index: Double { Double(size - 1) * ratio }

    public var pValue: Double { ChiSquare.above(index, degrees: Double(size - 1)) }

    /// The k of a negative binomial with this mean and variance; nil where they vary no more than
    /// Poisson counts.
    public var momentsSize: Double? {
        variance > mean ? mean * mean / (variance - mean) : nil
    }

    /// The k under which the counts are likeliest; nil where they vary no more than Poisson counts.
    ///
    /// Source: C. I. Bliss and R. A. Fisher, *Fitting the negative binomial distribution to
    /// biological data*, Biometrics 9, 1953.
    public var likeliestSize: Double? {
        guard variance * Double(size - 1) / Double(size) > mean else { return nil }
        var (low, high) = (-20.0, 20.0)
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if slope(size: exp(middle)) > 0 { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
    }

    /// The derivative of the log-likelihood in k: it is positive below its root.
    private func slope(size k: Double) -> Double {
        let sum = above.enumerated().reduce(0) { $0 + Double($1.element) / (k + Double($1.offset)) }
        return sum - Double(size) * log1p(mean / k)
    }

    /// By how much the variance around the means of two groups exceeds that of Poisson counts.
    ///
    /// Pearson's statistic over its degrees of freedom: unlike that of all counts in one, it does
    /// not grow because the groups differ. Nil for fewer than three counts. Source: P. McCullagh
    /// and J. A. Nelder, *Generalized Linear Models*, 1989, 6.2.3.
    public static func inGroups(_ groups: CountSums...) -> Double? {
        let degrees = groups.reduce(-groups.count) { $0 + $1.size }
        guard degrees > 0 else { return nil }
        return groups.reduce(0) { $0 + $1.pearson } / Double(degrees)
    }
}
