/// A picture as data: what is drawn, what is said and what is listed come from one value.
public protocol Chart: Sendable {
    var text: ChartText { get }
    /// Whether nothing was written down that could be drawn.
    var isEmpty: Bool { get }
    /// Every number of the picture, for those who read rather than look.
    var table: ChartTable { get }
}

/// What is said about a chart, in the reader's language.
public struct ChartText: Hashable, Sendable {
    public let title: String
    /// One sentence that tells what the picture shows.
    public let summary: String
    /// Said in place of a picture where nothing was written down.
    public let empty: String

    public init(title: String, summary: String, empty: String) {
        (self.title, self.summary, self.empty) = (title, summary, empty)
    }
}

/// A head and rows, all of one width; the first cell says what its row is about.
public struct ChartTable: Hashable, Sendable {
    public let header: [String]
    public let rows: [[String]]

    public init(header: [String], rows: [[String]]) {
        (self.header, self.rows) = (header, rows)
    }
}

/// A number that was estimated, and how sure that is.
public struct ChartEstimate: Hashable, Sendable {
    public let value: Double
    public let lower: Double
    /// Infinite where the interval has no end.
    public let upper: Double

    /// Returns nil unless `0 <= lower <= value <= upper` and the value is a number that ends.
    public init?(_ value: Double, from lower: Double, to upper: Double) {
        guard value.isFinite, lower >= 0, lower <= value, value <= upper else { return nil }
        (self.value, self.lower, self.upper) = (value, lower, upper)
    }
}
