import TonusCore
import TonusDiary
import TonusTypes

/// How soon each spasm eased, by what was tried against it.
///
/// From the dose, or where a class of treatment was named from the onset, as without any.
public struct ReliefRecord: Sendable {
    public struct Spasm: Hashable, Sendable {
        /// At the dose or onset, `0...10`; nil where nobody said.
        public let severity: Int?
        /// In minutes, up to `limit`.
        public let relief: Waiting
    }

    public struct Treatment: Sendable {
        /// What people call it, or the word of its class.
        public let name: String
        public let spasms: [Spasm]
        /// Beside the untreated ones that were as severe.
        public let comparison: ReliefComparison

        public var survival: Survival { Survival(spasms.map(\.relief)) }
        public var eased: Int { spasms.count { $0.relief.hasCome } }
    }

    /// The most used first, then by name.
    public let treatments: [Treatment]
    public let untreated: [Spasm]

    /// How long a spasm is followed, in minutes: one that nobody ended must not stretch the rest.
    public static let limit = 240.0
    /// Below this many spasms there are counts alone.
    public static let leastSpasms = 5
    /// Below this many on either side two kinds are not set beside each other.
    public static let leastCompared = 10

    public init(_ figures: DiaryFigures, _ days: ClosedRange<LocalDate>) {
        let reading = ReliefReading(figures)
        var treated: [String: [Spasm]] = [:]
        var untreated: [Spasm] = []
        for episode in figures.episodes(on: days) {
            let tries = reading.tries(episode)
            if tries.isEmpty {
                untreated += [reading.spasm(episode, from: episode.onset, dose: nil)]
                    .compactMap(\.self)
            }
            for one in tries {
                guard let spasm = reading.spasm(episode, from: one.start, dose: one.dose) else {
                    continue
                }
                treated[one.name, default: []].append(spasm)
            }
        }
        let rated = untreated.compactMap(\.rated)
        self.untreated = untreated
        treatments = treated.map { name, spasms in
            Treatment(
                name: name, spasms: spasms,
                comparison: ReliefComparison(
                    treated: spasms.compactMap(\.rated), untreated: rated))
        }.sorted { (-$0.spasms.count, $0.name) < (-$1.spasms.count, $1.name) }
    }
}

extension ReliefRecord.Spasm {
    fileprivate var rated: ReliefComparison.Spasm? {
        severity.map { ReliefComparison.Spasm(severity: $0, relief: relief) }
    }
}

/// What a diary says of one episode's easing.
private struct ReliefReading {
    /// One thing that was tried.
    struct Try {
        let name: String
        let start: Int64
        let dose: DiaryFigures.Dose?
    }

    private let names: [String: String]
    private let ofRegimen: [EntityID: EntityID]
    private let doses: [EntityID: [DiaryFigures.Dose]]
    private let ratings: [EntityID: [DiaryFigures.Rating]]

    init(_ figures: DiaryFigures) {
        names = figures.names
        ofRegimen = Dictionary(
            figures.regimens.compactMap { regimen in
                regimen[.regimenTreatment]?.entity.map { (regimen.id, $0) }
            }
        ) { first, _ in first }
        ratings = Dictionary(grouping: figures.ratings, by: \.episode)
        doses = figures.doses.reduce(into: [:]) { found, dose in
            guard dose.status == .taken, !dose.isUnclear, dose.at != nil else { return }
            for episode in dose.episodes { found[episode, default: []].append(dose) }
        }
    }

    /// Each thing once, by its first dose; what has no name is left out.
    func tries(_ episode: DiaryFigures.Episode) -> [Try] {
        let doses = (episode.id.flatMap { self.doses[$0] } ?? []).sorted { $0.start < $1.start }
        let taken = doses.compactMap { dose in
            name(dose).map { Try(name: $0, start: max(dose.start, episode.onset), dose: dose) }
        }
        let tried = episode.tried.map { Try(name: $0.word, start: episode.onset, dose: nil) }
        return (taken + tried).reduce(into: []) { tries, one in
            if !tries.contains(where: { $0.name == one.name }) { tries.append(one) }
        }
    }

    private func name(_ dose: DiaryFigures.Dose) -> String? {
        let treatment = dose.treatment ?? dose.regimen.flatMap { ofRegimen[$0] }
        return treatment.flatMap { names["\($0)"] }
    }

    /// Nil where nothing is known of what came after, or it was over before, or just when it was taken:
    /// that end no dose brought.
    func spasm(
        _ episode: DiaryFigures.Episode, from start: Int64, dose: DiaryFigures.Dose?
    ) -> ReliefRecord.Spasm? {
        if let end = episode.end, end < start || dose != nil && end == start { return nil }
        let ratings = (episode.id.flatMap { self.ratings[$0] } ?? []).sorted { $0.at < $1.at }
        let severity = ratings.last { $0.at <= start }?.severity ?? episode.severity
        let fall = severity.flatMap { before in
            ratings.first {
                $0.at > start && ReliefComparison.hasEased(from: before, to: $0.severity)
            }
        }
        let eased = [episode.reliefAt, dose?.reliefAt, fall?.at, episode.end]
            .compactMap(\.self).filter { $0 >= start }.min()
        // Where nobody said when it was over, it was followed up to the last word on it.
        let last = max(
            ratings.last?.at ?? start, episode.isOngoing ? episode.written : start)
        guard eased != nil || last > start else { return nil }
        let minutes = Double((eased ?? last) - start) / 60_000
        return ReliefRecord.Spasm(
            severity: severity,
            relief: Waiting(
                min(minutes, ReliefRecord.limit),
                hasCome: eased != nil && minutes <= ReliefRecord.limit))
    }
}

extension DiaryFigures.Dose {
    fileprivate var start: Int64 { at ?? .max }
}

extension ReliefRecord {
    /// The untreated ones in those thirds of the scale in which something was tried; all, where nobody
    /// said how severe the others were.
    public func untreated(asSevereAs spasms: [Spasm]) -> [Spasm] {
        let bands = Set(spasms.compactMap(\.severity).map(ReliefComparison.band))
        if bands.isEmpty { return untreated }
        return untreated.filter {
            $0.severity.map(ReliefComparison.band).map(bands.contains) ?? false
        }
    }
}
