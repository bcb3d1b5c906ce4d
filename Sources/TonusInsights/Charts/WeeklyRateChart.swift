/// How often, week by week, with what is known about how sure that is.
///
/// A week of which nobody wrote anything is missing; it is never a week with none.
public struct WeeklyRateChart: Chart, Hashable {
    public struct Week: Hashable, Sendable {
        /// Its first day, such as `2 Mar 2026`.
        public let label: String
        /// Of how many of its days somebody wrote.
        public let observedDays: Int
        /// Spasms a week; nil where nobody wrote.
        public let rate: ChartEstimate?
        /// Over the four weeks up to this one; nil where too little of them was written.
        public let mean: Double?

        public init(label: String, observedDays: Int, rate: ChartEstimate?, mean: Double?) {
            (self.label, self.observedDays) = (label, observedDays)
            self.rate = rate
            self.mean = mean.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
        }
    }

    public struct Words: Hashable, Sendable {
        /// Heads the table's first column: the week's first day.
        public let week: String
        public let observedDays: String
        public let rate: String
        public let interval: String
        public let mean: String
        /// A week of which nobody wrote.
        public let missing: String
        /// A week in which there were none.
        public let zero: String
        public let relapse: String
        /// Heads the table's last column: relapses and changes.
        public let events: String

        public init(
            week: String, observedDays: String, rate: String, interval: String, mean: String,
            missing: String, zero: String, relapse: String, events: String
        ) {
            (self.week, self.observedDays, self.rate) = (week, observedDays, rate)
            (self.interval, self.mean, self.missing) = (interval, mean, missing)
            (self.zero, self.relapse, self.events) = (zero, relapse, events)
        }
    }

    public let text: ChartText
    public let words: Words
    public let numbers: ChartNumbers
    public let span: ChartSpan
    /// One after the other, seven days each, from day 0 of the span.
    public let weeks: [Week]

    public init(
        text: ChartText, words: Words, numbers: ChartNumbers, span: ChartSpan, weeks: [Week]
    ) {
        (self.text, self.words, self.numbers) = (text, words, numbers)
        (self.span, self.weeks) = (span, weeks)
    }

    public var isEmpty: Bool { weeks.allSatisfy { $0.rate == nil } }

    public var table: ChartTable {
        let header = [
            words.week, words.observedDays, words.rate, words.interval, words.mean, words.events,
        ]
        let rows = weeks.enumerated().map { index, week in
            [
                week.label, "\(week.observedDays)",
                week.rate.map { numbers.text($0.value, decimals: 1) } ?? words.missing,
                week.rate.map { numbers.interval($0, decimals: 1) } ?? numbers.missing,
                numbers.text(week.mean, decimals: 1),
                span.events(in: index * 7..<(index + 1) * 7),
            ]
        }
        return ChartTable(header: header, rows: rows)
    }
}
