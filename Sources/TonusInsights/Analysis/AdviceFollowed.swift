import TonusCore
import TonusDiary
import TonusTypes

/// On how many days a treatment was taken or done since somebody advised it: a count, no verdict.
public struct AdviceFollowed: Sendable {
    public let treatment: EntityID
    public let name: String?
    public let given: LocalDate
    /// Of the observed days since then.
    public let days: Share

    /// By when it was given; nothing of advice that names no treatment or no day, or is done with.
    static func all(_ figures: DiaryFigures, _ record: DiaryRecord) -> [AdviceFollowed] {
        figures.advice.compactMap { advice -> AdviceFollowed? in
            guard let treatment = advice[.adviceTreatment]?.entity,
                let given = advice[.adviceDate]?.date, advice[.adviceDone] != .boolean(true)
            else { return nil }
            let done = doneDays(treatment, figures)
            let observed = record.days.indices.filter { place in
                record.days[place].isObserved && record.firstDay + place >= given.days
            }
            guard !observed.isEmpty else { return nil }
            let count = observed.count { done.contains(record.firstDay + $0) }
            return AdviceFollowed(
                treatment: treatment, name: figures.names["\(treatment)"], given: given,
                days: Share(count: count, all: observed.count))
        }.sorted { ($0.given, $0.treatment) < ($1.given, $1.treatment) }
    }

    /// Since 1970-01-01: with a dose of it, or where it is a stretch with an exercise of that type.
    private static func doneDays(_ treatment: EntityID, _ figures: DiaryFigures) -> Set<Int> {
        let regimens = Set(
            figures.regimens.filter { $0[.regimenTreatment]?.entity == treatment }.map(\.id))
        let doses = figures.doses.filter { dose in
            dose.status == .taken && !dose.isUnclear
                && (dose.treatment == treatment || dose.regimen.map(regimens.contains) ?? false)
        }
        let exercises =
            figures.remedies[treatment] == .stretch
            ? figures.exercises.filter { $0.type == .stretch } : []
        return Set(doses.map(\.date.days) + exercises.map(\.date.days))
    }
}
