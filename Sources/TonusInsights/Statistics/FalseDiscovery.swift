/// What checking many things at once does to each of them.
public enum FalseDiscovery {
    /// The q-value of each p-value: the part of false ones to expect among all that small.
    ///
    /// In the order of the p-values. Source: Y. Benjamini and Y. Hochberg, *Controlling the false
    /// discovery rate*, Journal of the Royal Statistical Society B 57, 1995.
    public static func qValues(_ pValues: [Double]) -> [Double] {
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        var least = 1.0
        var found = pValues
        for (rank, index) in order.enumerated().reversed() {
            least = min(least, pValues[index] * Double(pValues.count) / Double(rank + 1))
            found[index] = least
        }
        return found
    }
}
