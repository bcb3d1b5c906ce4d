/// How bad, over time: severity and spasticity, each on its scale of 0 to 10.
public struct TrendChart: Chart, Hashable {
    /// A day, or a week, whichever the chart goes by; one for each, also where nothing was written.
    public struct Point: Hashable, Sendable {
        public let day: Int
        /// Such as `2 Mar 2026`.
        public let label: String
        /// Nil where nothing was written.
        public let severity: Double?
        public let spasticity: Double?

        public init(day: Int, label: String, severity: Double?, spasticity: Double?) {
            (self.day, self.label) = (day, label)
            self.severity = severity.flatMap { TrendChart.scale.contains($0) ? $0 : nil }
            self.spasticity = spasticity.flatMap { TrendChart.scale.contains($0) ? $0 : nil }
        }
    }

    public struct Words: Hashable, Sendable {
        /// Heads the table's first column.
        public let date: String
        public let severity: String
        public let spasticity: String
        /// A time of which nothing was written.
        public let missing: String
        public let relapse: String
        /// Heads the table's last column: relapses and changes.
        public let events: String

        public init(
            date: String, severity: String, spasticity: String, missing: String, relapse: String,
            events: String
        ) {
            (self.date, self.severity, self.spasticity) = (date, severity, spasticity)
            (self.missing, self.relapse, self.events) = (missing, relapse, events)
        }
    }

    public static let scale = 0.0...10.0

    public let text: ChartText
    public let words: Words
    public let numbers: ChartNumbers
    public let span: ChartSpan
    /// In order of time; a line goes from one to the next and stops where there is nothing.
    public let points: [Point]

    public init(
        text: ChartText, words: Words, numbers: ChartNumbers, span: ChartSpan, points: [Point]
    ) {
        (self.text, self.words, self.numbers, self.span) = (text, words, numbers, span)
        self.points = points.filter { (0..<span.days).contains($0.day) }
            .sorted { ($0.day, $0.label) < ($1.day, $1.label) }
    }

    public var isEmpty: Bool {
        points.allSatisfy { $0.severity == nil && $0.spasticity == nil }
    }

    /// The days from one point up to the next, which its row and its gap stand for.
    public func days(from index: Int) -> Range<Int> {
        let next = index + 1 < points.count ? points[index + 1].day : span.days
        return points[index].day..<max(points[index].day + 1, next)
    }

    public var table: ChartTable {
        ChartTable(
            header: [words.date, words.severity, words.spasticity, words.events],
            rows: points.enumerated().map { index, point in
                [
                    point.label,
                    point.severity.map { numbers.text($0, decimals: 1) }
                        ?? words.missing,
                    point.spasticity.map { numbers.text($0, decimals: 1) } ?? words.missing,
                    span.events(in: days(from: index)),
                ]
            })
    }
}
