import Foundation
import TonusCore
import TonusDiary

extension GeneratedDiary {
    /// A few lines on what was made.
    package var summary: [String] {
        let kinds = Dictionary(grouping: acts, by: \.entity.kind).mapValues {
            Set($0.map(\.entity)).count
        }
        let counts = Kind.allCases.compactMap { kind in
            kinds[kind.rawValue].map { "\(kind.word) \($0)" }
        }
        return [
            "\(truth.profile.rawValue), seed \(truth.seed): \(truth.firstDay) to \(truth.lastDay)",
            "\(acts.count) acts, \(caregiverActs.count) of them a caregiver's: "
                + counts.joined(separator: ", "),
            "\(truth.missingDays.count) days without a word, \(truth.relapses.count) relapses, "
                + "\(truth.falls.count) falls, \(truth.journeys.count) journeys, "
                + "\(truth.clockChanges.count) changes of the clocks",
            "with an effect: "
                + truth.factors.filter { !$0.isNull }.map { "\($0.name) ×\($0.ratio)" }
                .joined(separator: ", "),
            "without: "
                + truth.factors.filter(\.isNull).map { factor in
                    factor.name + (factor.daysBack == [1, 1] ? " (the day before)" : "")
                }.joined(separator: ", "),
        ]
    }
}

extension DiaryPlan {
    /// Makes it begin on a day such as `2024-01-01`.
    ///
    /// - Returns: false for what is no day; then nothing is changed.
    package mutating func begin(on text: String) -> Bool {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3,
            let time = CivilTime(year: parts[0], month: parts[1], day: parts[2])
        else { return false }
        firstDay = time.date
        return true
    }

    /// Makes it end with the last day that is over, where a day ends at four in the morning.
    ///
    /// - Parameter now: Unix milliseconds.
    package mutating func end(before now: Int64) {
        let seconds = Double(now) / 1000
        let offset = TimeZone(identifier: zone)?
            .secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
        let today = DiaryFigures.day(now, offset: offset ?? 0)
        firstDay = LocalDate(days: today.days - days)
    }
}
