/// How many times as often with a factor as without, factor by factor.
public struct ForestChart: Chart, Hashable {
    public struct Row: Hashable, Sendable {
        public let label: String
        /// Nil where there are not days enough to say.
        public let ratio: ChartEstimate?
        /// The q after all factors that were checked, already written out; empty where there is none.
        public let q: String
        /// What may be said about it, in one sentence.
        public let verdict: String

        /// Takes a ratio of 0 as none: it has no place on a scale of times.
        public init(label: String, ratio: ChartEstimate?, q: String, verdict: String) {
            (self.label, self.q, self.verdict) = (label, q, verdict)
            self.ratio = ratio.flatMap { $0.value > 0 ? $0 : nil }
        }
    }

    public struct Words: Hashable, Sendable {
        public let factor: String
        /// Such as `Times as often`.
        public let ratio: String
        public let interval: String
        public let q: String
        public let verdict: String
        /// Beneath the axis on the side below 1, such as `fewer with it`.
        public let fewer: String
        public let more: String

        public init(
            factor: String, ratio: String, interval: String, q: String, verdict: String,
            fewer: String, more: String
        ) {
            (self.factor, self.ratio, self.interval) = (factor, ratio, interval)
            (self.q, self.verdict, self.fewer, self.more) = (q, verdict, fewer, more)
        }
    }

    public let text: ChartText
    public let words: Words
    public let numbers: ChartNumbers
    public let rows: [Row]

    public init(text: ChartText, words: Words, numbers: ChartNumbers, rows: [Row]) {
        (self.text, self.words, self.numbers, self.rows) = (text, words, numbers, rows)
    }

    public var isEmpty: Bool { rows.isEmpty }

    public var table: ChartTable {
        ChartTable(
            header: [words.factor, words.ratio, words.interval, words.q, words.verdict],
            rows: rows.map { row in
                [
                    row.label, numbers.text(row.ratio?.value, decimals: decimals(row)),
                    row.ratio.map { numbers.interval($0, decimals: decimals(row)) }
                        ?? numbers.missing,
                    row.q.isEmpty ? numbers.missing : row.q, row.verdict,
                ]
            })
    }

    /// A ratio near 0 keeps a digit that says something.
    public func decimals(_ row: Row) -> Int {
        row.ratio.map { min($0.value, $0.lower > 0 ? $0.lower : $0.value) < 0.1 } == true ? 2 : 1
    }
}
