/// How soon it eased, by treatment: the share still in spasm as time goes by (Kaplan–Meier).
public struct ReliefChart: Chart, Hashable {
    /// A time at which something was known: spasms eased, or were no longer followed.
    public struct Step: Hashable, Sendable {
        public let time: Double
        /// Followed and not yet eased, just before.
        public let atRisk: Int
        public let eased: Int
        /// No longer followed, without having eased.
        public let censored: Int
        /// Not yet eased, just after: `0...1`.
        public let share: Double

        public init(time: Double, atRisk: Int, eased: Int, censored: Int, share: Double) {
            (self.time, self.atRisk, self.eased) = (time, atRisk, eased)
            (self.censored, self.share) = (censored, share)
        }
    }

    public struct Curve: Hashable, Sendable {
        /// The treatment, and its median where there is one.
        public let label: String
        public let steps: [Step]

        /// Leaves out steps that are at no time or no share, and puts the others in order.
        public init(label: String, steps: [Step]) {
            self.label = label
            self.steps = steps.filter { $0.time.isFinite && $0.time >= 0 }
                .filter { (0...1).contains($0.share) }
                .sorted { ($0.time, -$0.share) < ($1.time, -$1.share) }
        }

        /// How many were followed and not yet eased just before a time.
        public func atRisk(at time: Double) -> Int {
            steps.first { $0.time >= time }?.atRisk ?? 0
        }

        /// Not yet eased just after a time.
        public func share(at time: Double) -> Double {
            steps.last { $0.time <= time }?.share ?? 1
        }
    }

    public struct Tick: Hashable, Sendable {
        public let time: Double
        /// Such as `30`.
        public let label: String

        public init(time: Double, label: String) { (self.time, self.label) = (time, label) }
    }

    public struct Words: Hashable, Sendable {
        public let treatment: String
        /// The axis and its unit, such as `Minutes after the dose`.
        public let time: String
        /// What the curves show, such as `Still in spasm`.
        public let share: String
        public let atRisk: String
        public let eased: String
        public let censored: String

        public init(
            treatment: String, time: String, share: String, atRisk: String, eased: String,
            censored: String
        ) {
            (self.treatment, self.time, self.share) = (treatment, time, share)
            (self.atRisk, self.eased, self.censored) = (atRisk, eased, censored)
        }
    }

    public let text: ChartText
    public let words: Words
    public let numbers: ChartNumbers
    /// From time 0 on; the numbers at risk stand beneath them.
    public let ticks: [Tick]
    public let curves: [Curve]

    public init(
        text: ChartText, words: Words, numbers: ChartNumbers, ticks: [Tick], curves: [Curve]
    ) {
        (self.text, self.words, self.numbers) = (text, words, numbers)
        self.ticks = ticks.filter { $0.time.isFinite && $0.time >= 0 }
            .sorted { ($0.time, $0.label) < ($1.time, $1.label) }
        self.curves = curves.filter { !$0.steps.isEmpty }
    }

    public var isEmpty: Bool { curves.isEmpty }

    /// Where the axis ends: behind the last tick and the last thing known.
    public var end: Double {
        let known = curves.compactMap { $0.steps.last?.time }.max() ?? 0
        return max(known, ticks.last?.time ?? 0)
    }

    public var table: ChartTable {
        let rows = curves.flatMap { curve in
            // A tick's row shows how many are at risk there, if nothing was known just then.
            let known = Set(curve.steps.map(\.time))
            let still = ticks.filter { !known.contains($0.time) }.map { tick in
                Step(
                    time: tick.time, atRisk: curve.atRisk(at: tick.time), eased: 0, censored: 0,
                    share: curve.share(at: tick.time))
            }
            return (curve.steps + still).sorted { ($0.time, -$0.share) < ($1.time, -$1.share) }
                .map { row($0, of: curve) }
        }
        let header = [
            words.treatment, words.time, words.atRisk, words.eased, words.censored, words.share,
        ]
        return ChartTable(header: header, rows: rows)
    }

    private func row(_ step: Step, of curve: Curve) -> [String] {
        let isWhole = step.time == step.time.rounded()
        return [
            curve.label, numbers.text(step.time, decimals: isWhole ? 0 : 1), "\(step.atRisk)",
            "\(step.eased)", "\(step.censored)", numbers.share(step.share),
        ]
    }
}
