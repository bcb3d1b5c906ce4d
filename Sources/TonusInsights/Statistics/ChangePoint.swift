#if canImport(Glibc)
    import Glibc
#endif

/// The day after which counts run at another rate, if they do.
///
/// Source: D. V. Hinkley, *Inference about the change-point in a sequence of random variables*,
/// Biometrika 57, 1970, for Poisson counts.
public struct ChangePoint: Hashable, Sendable {
    /// How many counts are before the change; from 1, and less than there are.
    public let position: Int
    public let sumBefore: Int
    public let sumAfter: Int
    /// Twice the logarithm of how much likelier two rates are than one; from 0.
    public let likelihoodRatio: Double

    /// The likeliest position, the first of equal ones; nil for fewer than two counts or no event.
    public init?(_ counts: [Int]) {
        let total = counts.reduce(0, +)
        guard counts.count > 1, total > 0 else { return nil }
        var (best, sum) = (-Double.infinity, 0)
        var (bestPosition, bestSum) = (1, 0)
        for position in 1..<counts.count {
            sum += counts[position - 1]
            let value =
                Self.part(sum, position) + Self.part(total - sum, counts.count - position)
            if value > best { (best, bestPosition, bestSum) = (value, position, sum) }
        }
        (position, sumBefore, sumAfter) = (bestPosition, bestSum, total - bestSum)
        likelihoodRatio = max(0, 2 * (best - Self.part(total, counts.count)))
    }

    private static func part(_ sum: Int, _ days: Int) -> Double {
        sum == 0 ? 0 : Double(sum) * log(Double(sum) / Double(days))
    }

    /// (1 + orders with a change at least as likely) / (1 + orders), over shuffled counts.
    ///
    /// Shuffling keeps how unequal the days are, so heavy days by themselves are no change. Blocks of
    /// days are kept together, so a bad spell no longer than one is none either.
    public static func pValue(
        _ counts: [Int], shuffles: Int = 999, block: Int = 1,
        using generator: inout some RandomNumberGenerator
    ) -> Double? {
        guard let here = ChangePoint(counts) else { return nil }
        var likely = 0
        var blocks = stride(from: 0, to: counts.count, by: max(1, block)).map {
            counts[$0..<min(counts.count, $0 + max(1, block))]
        }
        for _ in 0..<shuffles {
            for index in stride(from: blocks.count - 1, to: 0, by: -1) {
                blocks.swapAt(index, generator.draw(below: index + 1))
            }
            // The same counts in another order add up differently in the last digit.
            if let other = ChangePoint(blocks.flatMap(\.self)),
                other.likelihoodRatio >= here.likelihoodRatio - 1e-9
            {
                likely += 1
            }
        }
        return Double(1 + likely) / Double(1 + shuffles)
    }
}
