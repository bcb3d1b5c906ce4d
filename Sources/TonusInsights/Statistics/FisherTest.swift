#if canImport(Glibc)
    import Glibc
#endif

/// Whether two shares differ, given how many there are of either kind in all.
///
/// Source: R. A. Fisher, *The Design of Experiments*, 1935, chapter 2.
public enum FisherTest {
    /// Twice the smaller tail; nil where either is of none, or all are of one kind.
    public static func pValue(_ first: Share, _ second: Share) -> Double? {
        let hits = first.count + second.count
        let all = first.all + second.all
        guard first.all > 0, second.all > 0, hits > 0, hits < all else { return nil }
        let whole = logChoices(hits, of: all)
        let chances = (max(0, hits - second.all)...min(hits, first.all)).map { count in
            (
                count: count,
                chance: exp(
                    logChoices(count, of: first.all) + logChoices(hits - count, of: second.all)
                        - whole)
            )
        }
        let below = chances.reduce(0) { $1.count <= first.count ? $0 + $1.chance : $0 }
        let above = chances.reduce(0) { $1.count >= first.count ? $0 + $1.chance : $0 }
        return min(1, 2 * min(below, above))
    }

    private static func logChoices(_ count: Int, of all: Int) -> Double {
        Gamma.logarithm(Double(all + 1)) - Gamma.logarithm(Double(count + 1))
            - Gamma.logarithm(Double(all - count + 1))
    }
}
