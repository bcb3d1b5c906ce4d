import TonusCore
import TonusDiary
import TonusTypes

/// What was taken and tried in the stretch, and what was said of it.
extension VisitReport {
    /// Of each regimen that was followed: what became of the doses that were due.
    public struct Adherence: Sendable {
        public let regimen: Sheet
        public let taken: Int
        public let skipped: Int
        /// Nobody said, or two people said different things.
        public let unknown: Int
    }

    public var adherence: [Adherence] {
        input.figures.regimens.filter { regimen in
            guard let start = regimen[.regimenStart]?.date, start <= days.upperBound else {
                return false
            }
            return regimen[.stoppedOn]?.date.map { $0 >= days.lowerBound } ?? true
        }.map(adherence)
    }

    private func adherence(_ regimen: Sheet) -> Adherence {
        let start = max(regimen[.regimenStart]?.date ?? days.lowerBound, days.lowerBound)
        let end = min(regimen[.stoppedOn]?.date ?? days.upperBound, days.upperBound)
        let length = max(0, end.days - start.days + 1)
        let due = length * regimen.keys(.regimenTimes).count
        let told = input.figures.doses.filter {
            $0.regimen == regimen.id && days.contains($0.date) && !$0.isUnclear
        }
        let (taken, skipped) = (
            told.count { $0.status == .taken }, told.count { $0.status == .skipped }
        )
        return Adherence(
            regimen: regimen, taken: taken, skipped: skipped, unknown: max(0, due - taken - skipped)
        )
    }

    /// A regimen that ended without a smaller amount of the same before or after it.
    public struct AbruptStop: Sendable {
        public let regimen: Sheet
        public let stopped: LocalDate
        /// The last day on which a dose of it was taken.
        public let lastDose: LocalDate?
    }

    /// What a body may have got used to and was then without: facts and dates, nothing about them.
    public var abruptStops: [AbruptStop] {
        input.figures.regimens.compactMap { regimen in
            guard let stopped = regimen[.stoppedOn]?.date, days.contains(stopped),
                !Self.harmlessToStop.contains(remedy(of: regimen) ?? .other),
                !isTapered(regimen, stopped)
            else { return nil }
            let taken = input.figures.doses.filter {
                $0.regimen == regimen.id && $0.status == .taken && !$0.isUnclear
            }
            return AbruptStop(
                regimen: regimen, stopped: stopped, lastDose: taken.map(\.date).max())
        }
    }

    private static let harmlessToStop: Set<Remedy> = [
        .supplement, .diet, .topical, .heat, .cold, .stretch, .massage, .device,
    ]

    /// Whether another regimen of the same follows within a week, or a larger one was before it.
    private func isTapered(_ regimen: Sheet, _ stopped: LocalDate) -> Bool {
        let treatment = regimen[.regimenTreatment]?.entity
        return input.figures.regimens.contains { other in
            guard other.id != regimen.id, treatment != nil,
                other[.regimenTreatment]?.entity == treatment,
                let start = other[.regimenStart]?.date
            else { return false }
            if (-1...7).contains(start.days - stopped.days) { return true }
            guard let end = other[.stoppedOn]?.date, let own = regimen[.regimenStart]?.date,
                let (less, more) = Self.amounts(regimen, other)
            else { return false }
            return (-1...7).contains(own.days - end.days) && less < more
        }
    }

    private static func amounts(_ one: Sheet, _ other: Sheet) -> (Double, Double)? {
        guard one[.regimenUnit] == other[.regimenUnit],
            let first = one[.regimenAmount]?.amount?.double,
            let second = other[.regimenAmount]?.amount?.double
        else { return nil }
        return (first, second)
    }

    /// The class of what a regimen is of.
    public func remedy(of regimen: Sheet) -> Remedy? {
        regimen[.regimenTreatment]?.entity.flatMap { remedies[$0] }
    }

    private var remedies: [EntityID: Remedy] {
        Dictionary(
            input.treatments.compactMap { sheet in
                let remedy: Remedy? = sheet[.treatmentClass]?.word()
                return remedy.map { (sheet.id, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: - Painkillers

    /// Days with a dose of a painkiller, and those among them that were observed by 30 observed days; nil
    /// where the diary knows of none.
    public var analgesicDays: (all: Int, monthly: Rate)? {
        let painkillers = Set(remedies.filter { $0.value == .analgesic }.keys)
        if painkillers.isEmpty { return nil }
        let regimens = Set(
            input.figures.regimens.filter { remedy(of: $0) == .analgesic }.map(\.id))
        let taken = input.figures.doses.filter { dose in
            days.contains(dose.date) && dose.status == .taken && !dose.isUnclear
                && (dose.treatment.map(painkillers.contains) ?? false
                    || dose.regimen.map(regimens.contains) ?? false)
        }
        let all = Set(taken.map(\.date))
        return (all.count, monthly(all.count(where: insights.record.observes), insights))
    }

    // MARK: - As needed

    /// Doses of one treatment that no regimen asked for.
    public struct AsNeeded: Sendable {
        public let treatment: EntityID?
        public let doses: Int
        public let days: Int
    }

    /// The most often taken first.
    public var asNeeded: [AsNeeded] {
        let doses = input.figures.doses.filter {
            $0.regimen == nil && $0.status == .taken && days.contains($0.date)
        }
        return Dictionary(grouping: doses, by: \.treatment).map { treatment, doses in
            AsNeeded(
                treatment: treatment, doses: doses.count,
                days: Set(doses.map(\.date.days)).count)
        }.sorted { one, other in
            (other.doses, "\(one.treatment, default: "")")
                < (one.doses, "\(other.treatment, default: "")")
        }
    }

    /// How often the patient said that something eased it, of the times on which they said how much.
    public struct Relief: Sendable {
        public enum Means: Hashable, Sendable {
            case treatment(EntityID)
            case remedy(Remedy)
        }

        public let means: Means
        public let share: Share
    }

    /// From here on a relief counts as one. Source: a fall by three tenths; Farrar et al., *Pain* 94, 2001.
    public static let leastRelief = 3

    /// Doses first, then what was tried on a spasm; each the most often tried first.
    public var reliefs: [Relief] {
        let doses = input.acuteDoses.compactMap { dose -> (EntityID, Int)? in
            guard dose.day.map(days.contains) ?? false, let id = dose[.doseTreatment]?.entity,
                let points = own(dose.reports(.doseRelief))?.integer
            else { return nil }
            return (id, Int(points))
        }
        let tried = episodes(days).flatMap { episode -> [(Remedy, Int)] in
            guard let score = own(episode.reliefs) else { return [] }
            return episode.tried.map { ($0, score.points) }
        }
        return relief(doses, { $0 < $1 }) { .treatment($0) }
            + relief(tried, { $0.rawValue < $1.rawValue }) { .remedy($0) }
    }

    /// Only the patient can say what eased it.
    private func own<Told>(_ reports: [Report<Told>]) -> Told? {
        reports.first { $0.member == input.patient }?.told
    }

    private func relief<Key: Hashable>(
        _ told: [(Key, Int)], _ isBefore: (Key, Key) -> Bool, _ means: (Key) -> Relief.Means
    ) -> [Relief] {
        let groups = Dictionary(grouping: told, by: \.0).mapValues { told in
            Share(count: told.count { $0.1 >= Self.leastRelief }, all: told.count)
        }
        return groups.sorted { one, other in
            one.value.all == other.value.all
                ? isBefore(one.key, other.key) : one.value.all > other.value.all
        }.map { Relief(means: means($0.key), share: $0.value) }
    }

    // MARK: - Side effects, exercise

    /// What was written down as one, and how often; the most often first.
    public var sideEffects: [(effect: SideEffect, count: Int)] {
        let told = input.sideEffects.filter { $0.day.map(days.contains) ?? true }
            .compactMap { sheet -> SideEffect? in sheet[.sideEffect]?.word() }
        return Dictionary(grouping: told) { $0 }.map { ($0.key, $0.value.count) }
            .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
    }

    /// Minutes of exercise a week, over observed days; nil where none was written down on any.
    public var exercise: Double? {
        let minutes = input.figures.exercises.filter { insights.record.observes($0.date) }
            .map(\.minutes)
        let observed = insights.record.observedDays
        guard !minutes.isEmpty, observed > 0 else { return nil }
        return Double(minutes.reduce(0, +)) / (Double(observed) / 7)
    }
}
