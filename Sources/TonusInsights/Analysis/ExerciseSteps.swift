import TonusCore
import TonusDiary

/// Spasms by how long the person exercised, on the day itself and on the day after.
///
/// Counts and rates, no more: who has many spasms may exercise less for that.
public struct ExerciseSteps: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        /// Minutes of exercise on one day.
        public let minutes: ClosedRange<Int>
        public let sameDay: Rate
        public let dayAfter: Rate
    }

    /// None first; the last one has no end.
    public let steps: [Step]

    /// Fixed before anybody looks.
    public static let limits = [0...0, 1...15, 16...30, 31...60, 61...Int.max]

    /// Nil where nobody wrote down such exercise, and below the gate of spasms.
    ///
    /// On observed days without a word of it there was none, from the first word of any on.
    ///
    /// - Parameter isStretching: whether it is stretching that is looked at, or all else.
    public init?(_ figures: DiaryFigures, _ record: DiaryRecord, isStretching: Bool = false) {
        var minutes = Array(repeating: 0, count: record.days.count)
        for one in figures.exercises where (one.type == .stretch) == isStretching {
            guard minutes.indices.contains(one.date.days - record.firstDay) else { continue }
            minutes[one.date.days - record.firstDay] += max(0, one.minutes)
        }
        guard let begin = minutes.firstIndex(where: { $0 > 0 }) else { return nil }
        func rate(_ step: ClosedRange<Int>, after lag: Int) -> Rate {
            let days = (begin..<record.days.count - lag).filter { day in
                step.contains(minutes[day]) && record.days[day + lag].isObserved
                    && (minutes[day] > 0 || record.days[day].isObserved)
            }
            return Rate(
                events: days.reduce(0) { $0 + record.days[$1 + lag].spasms },
                time: Double(days.count))
        }
        steps = Self.limits.map { step in
            Step(minutes: step, sameDay: rate(step, after: 0), dayAfter: rate(step, after: 1))
        }
        guard steps.reduce(0, { $0 + $1.sameDay.events }) >= Gate.leastEvents else { return nil }
    }
}
