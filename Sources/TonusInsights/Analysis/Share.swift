/// How many of those of which something was said.
public struct Share: Hashable, Sendable {
    public let count: Int
    public let all: Int

    public init(count: Int, all: Int) { (self.count, self.all) = (count, all) }

    /// Nil of none.
    public var part: Double? { all == 0 ? nil : Double(count) / Double(all) }
}
