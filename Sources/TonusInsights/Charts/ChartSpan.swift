/// The days that a chart over time goes across, and what else happened on them.
///
/// Days are counted from the first day of the chart, which is day 0.
public struct ChartSpan: Hashable, Sendable {
    /// A place on the axis with a name, such as the first day of a month.
    public struct Tick: Hashable, Sendable {
        public let day: Int
        public let label: String
        /// Stays longest where there is not room for all, such as the first month of a year.
        public let isMajor: Bool

        public init(day: Int, label: String, isMajor: Bool = false) {
            (self.day, self.label, self.isMajor) = (day, label, isMajor)
        }
    }

    /// A stretch of days, such as a relapse; both ends belong to it.
    public struct Band: Hashable, Sendable {
        public let days: ClosedRange<Int>
        /// Names it in the picture, such as `Relapse`.
        public let label: String
        /// Says when it was, such as `3 to 20 Mar 2026`.
        public let dates: String

        public init(days: ClosedRange<Int>, label: String, dates: String) {
            (self.days, self.label, self.dates) = (days, label, dates)
        }
    }

    /// A day on which something changed, such as a regimen.
    public struct Mark: Hashable, Sendable {
        public let day: Int
        public let label: String
        public let date: String

        public init(day: Int, label: String, date: String) {
            (self.day, self.label, self.date) = (day, label, date)
        }
    }

    /// How many days there are, at least 1.
    public let days: Int
    public let ticks: [Tick]
    public let relapses: [Band]
    public let changes: [Mark]

    /// Leaves out what lies outside, cuts what reaches beyond, and puts all in order of time.
    public init(days: Int, ticks: [Tick], relapses: [Band], changes: [Mark]) {
        let days = max(1, days)
        let all = 0...(days - 1)
        self.days = days
        self.ticks = ticks.filter { all.contains($0.day) }
            .sorted { ($0.day, $0.label) < ($1.day, $1.label) }
        self.relapses = relapses.filter { $0.days.overlaps(all) }
            .map { Band(days: $0.days.clamped(to: all), label: $0.label, dates: $0.dates) }
            .sorted { ($0.days.lowerBound, $0.label) < ($1.days.lowerBound, $1.label) }
        self.changes = changes.filter { all.contains($0.day) }
            .sorted { ($0.day, $0.label) < ($1.day, $1.label) }
    }

    /// What else happened on some days, in words, for the table beside the picture.
    func events(in days: Range<Int>) -> String {
        let relapses = relapses.filter { $0.days.overlaps(days) }
            .map { "\($0.label) (\($0.dates))" }
        let changes = changes.filter { days.contains($0.day) }.map { "\($0.label) (\($0.date))" }
        return (relapses + changes).joined(separator: "; ")
    }
}
