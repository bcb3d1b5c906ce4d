/// Counts of one group, as far as their mean and variance need them.
public struct CountSums: Hashable, Sendable {
    public private(set) var size = 0
    public private(set) var sum = 0
    private var squares = 0

    public init() {}

    public mutating func add(_ count: Int) {
        size += 1
        sum += count
        squares += count * count
    }

    /// Σ (count − mean)² / mean.
    var pearson: Double {
        guard sum > 0 else { return 0 }
        return Double(squares) * Double(size) / Double(sum) - Double(sum)
    }
}
