import TonusCore
import TonusDiary
import TonusTypes

/// What was taken and tried in the stretch, and what was said of it.
extension VisitReport {
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
                !Self.harmlessToStop.contains(input.figures.remedy(of: regimen) ?? .other),
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

    /// What was advised up to the last day and is not done with, the latest first.
    public var openAdvice: [Sheet] {
        input.figures.advice.filter { advice in
            advice[.adviceDone] != .boolean(true)
                && advice[.adviceDate]?.date.map { $0 <= days.upperBound } ?? true
        }.sorted { one, other in
            let (first, second) = (one[.adviceDate]?.date, other[.adviceDate]?.date)
            return (second?.days ?? .min, other.written) < (first?.days ?? .min, one.written)
        }
    }

    // MARK: - Side effects, exercise

    /// What was written down as one, and how often; the most often first.
    public var sideEffects: [(effect: SideEffect, count: Int)] {
        let told = input.sideEffects.filter { $0.day.map(days.contains) ?? true }
            .compactMap { sheet -> SideEffect? in sheet[.sideEffect]?.word() }
        return Dictionary(grouping: told) { $0 }.map { ($0.key, $0.value.count) }
            .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
    }

    /// Minutes a week, over observed days; nil where no exercise was written down on any.
    public var exercise: (all: Double, stretching: Double)? {
        let done = input.figures.exercises.filter { insights.record.observes($0.date) }
        let weeks = Double(insights.record.observedDays) / 7
        guard !done.isEmpty, weeks > 0 else { return nil }
        func weekly(_ exercises: [DiaryFigures.Exercise]) -> Double {
            Double(exercises.reduce(0) { $0 + $1.minutes }) / weeks
        }
        return (weekly(done), weekly(done.filter { $0.type == .stretch }))
    }
}

extension Sheet {
    /// When it was begun; later ones are greater, on every device alike.
    fileprivate var written: UInt64 { state.origin?.body.timestamp.rawValue ?? 0 }
}
