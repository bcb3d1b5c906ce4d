import TonusCore
import TonusDiary

/// What somebody suspected, beside what was written down of those days.
///
/// A suspicion never enters a comparison; it is only counted.
public struct Belief: Hashable, Sendable {
    public let factor: Factor
    /// Spasms that it was suspected for.
    public let suspected: Int
    /// Of those, on days with it, without it, and of which nobody said.
    public let present: Int
    public let absent: Int
    public var unknown: Int { suspected - present - absent }
    /// What its days come to; nil where they were no question.
    public let verdict: Verdict?

    /// Fewer are no pattern of belief.
    public static let least = 3

    /// Those suspected often enough, the most suspected first.
    static func all(
        _ figures: DiaryFigures, _ days: ClosedRange<LocalDate>, _ reading: FactorReading,
        _ findings: [Finding]
    ) -> [Belief] {
        let told = Dictionary(reading.all.map { ($0.name, $0.exposures) }) { first, _ in first }
        var suspicions: [Factor: [Exposure]] = [:]
        for episode in figures.episodes(on: days) {
            let date = DiaryFigures.day(episode.onset, offset: episode.offset)
            for factor in episode.suspected {
                let name = told[factor.word] == nil ? factor.told : factor.word
                let place = date.days - days.lowerBound.days
                suspicions[factor, default: []].append(told[name]?[place] ?? .unknown)
            }
        }
        return suspicions.filter { $0.value.count >= least }.map { factor, exposures in
            let name = told[factor.word] == nil ? factor.told : factor.word
            return Belief(
                factor: factor, suspected: exposures.count,
                present: exposures.count { $0 == .yes }, absent: exposures.count { $0 == .no },
                verdict: findings.first { $0.question.factor == name }?.verdict)
        }.sorted { (-$0.suspected, $0.factor.rawValue) < (-$1.suspected, $1.factor.rawValue) }
    }
}

extension Factor {
    /// The factor that follows from check-ins, exercise or doses, where nobody marks this one by name.
    fileprivate var told: String {
        switch self {
        case .fatigue: "tired"
        case .stress: "stressed"
        case .poorSleep: "short-sleep"
        case .exercise: "exercised"
        case .missedDose: "missed-dose"
        case .sitting: "long-immobile"
        default: word
        }
    }
}
