import TonusCore
import TonusDiary
import TonusTypes

/// What a page for a clinician says of one stretch of a diary, beside the stretch before it: figures only.
public struct VisitReport: Sendable {
    /// What it is made from.
    public struct Input: Sendable {
        public var figures = DiaryFigures()
        /// Whole, for what the figures leave out: both stretches.
        public var episodes: [Episode] = []
        public var patient: MemberID?
        public var sideEffects: [Sheet] = []
        public var measures: [Sheet] = []
        public var questions: [Sheet] = []
        public var visits: [Sheet] = []
        /// What anybody wrote for everybody, latest first.
        public var notes: [Note] = []
        public var undecided = 0

        public init() {}
    }

    /// A figure of this stretch and of the one before.
    public struct Pair<Told: Sendable>: Sendable {
        public let now: Told
        public let before: Told
    }

    public let input: Input
    public let days: ClosedRange<LocalDate>
    public let insights: Insights
    public let previous: Insights

    /// - Parameter days: what the page is about; as many days before it are what it is compared with.
    public init(_ input: Input, _ days: ClosedRange<LocalDate>) {
        (self.input, self.days) = (input, days)
        insights = Insights(input.figures, days)
        previous = Insights(input.figures, Self.before(days))
    }

    public static func before(_ days: ClosedRange<LocalDate>) -> ClosedRange<LocalDate> {
        let length = days.upperBound.days - days.lowerBound.days + 1
        return LocalDate(
            days: days.lowerBound.days - length)...LocalDate(days: days.lowerBound.days - 1)
    }

    private func pair<Told>(_ count: (Insights) -> Told) -> Pair<Told> {
        Pair(now: count(insights), before: count(previous))
    }

    // MARK: - How it was written

    /// Of the spasms written one by one: how many, how many of them later than four hours after their onset, and
    /// how many by somebody else than the patient.
    public var writing: (all: Int, late: Int, byOthers: Int) {
        let within = figures(days)
        let late = within.count { $0.written - $0.onset > 4 * 3_600_000 }
        let byOthers = episodes(days).count { episode in
            input.patient.map { episode.author?.member != $0 } ?? false
        }
        return (within.count, late, byOthers)
    }

    private func figures(_ days: ClosedRange<LocalDate>) -> [DiaryFigures.Episode] {
        input.figures.episodes.filter {
            days.contains(DiaryFigures.day($0.onset, offset: $0.offset))
        }
    }

    private func episodes(_ days: ClosedRange<LocalDate>) -> [Episode] {
        input.episodes.filter { episode in
            episode.onset.map { days.contains(DiaryFigures.day($0.instant, offset: $0.offset)) }
                ?? false
        }
    }

    // MARK: - Five numbers

    public var perWeek: Pair<Rate> { pair(\.perWeek) }
    public var spasmDays: Pair<Int> { pair(\.spasmDays) }
    public var observedDays: Pair<Int> { pair(\.record.observedDays) }

    /// The mean spasticity of the first week and of the last; nil with fewer than four values in either.
    public var spasticity: SpasticityChange? {
        let values = insights.record.days.map { $0.isObserved ? $0.spasticity : nil }
        return SpasticityChange(
            before: values.prefix(7).compactMap { $0 }, after: values.suffix(7).compactMap { $0 })
    }

    /// Days on which spasms disturbed the sleep, as a check-in or an episode says.
    public var nights: Pair<Int> {
        pair { stretch in
            let told = input.figures.days.filter { day in
                stretch.days.contains(day.date)
                    && ((day.wakings ?? 0) > 0 || day.interferedWithSleep)
            }.map(\.date.days)
            let woken = episodes(stretch.days).filter { $0.impacts.contains(.wokeUp) }
                .compactMap {
                    $0.onset.map { DiaryFigures.day($0.instant, offset: $0.offset).days }
                }
            return Set(told + woken).count
        }
    }

    public var falls: Pair<Int> {
        pair { stretch in episodes(stretch.days).count { $0.impacts.contains(.fell) } }
    }

    /// Of the days' own pain and of the spasms': the mean, the worst, and the days at seven or more.
    public var pain: (mean: Double, worst: Int, badDays: Int)? {
        let told = input.figures.days.filter { days.contains($0.date) }.compactMap(\.pain)
        let all = told + figures(days).compactMap(\.pain)
        guard let worst = all.max() else { return nil }
        let mean = Double(all.reduce(0, +)) / Double(all.count)
        return (mean, worst, told.count { $0 >= 7 })
    }

    // MARK: - What they were like

    /// How many were said to be stiff, to jerk, and both.
    public var characters: [(character: SpasmCharacter, count: Int)] {
        let told = figures(days).compactMap { $0.character.flatMap(SpasmCharacter.init(word:)) }
        return [SpasmCharacter.stiff, .jerk, .both].map { character in
            (character, told.count { $0 == character })
        }
    }

    /// Minutes: half of them were over by then, and the longest whose end is known.
    public var durations: (median: Double?, longest: Double?) {
        let ended = figures(days).compactMap { episode -> Waiting? in
            guard let end = episode.end, end >= episode.onset else { return nil }
            return Waiting(Double(end - episode.onset) / 60_000)
        }
        let goingOn = episodes(days).filter { $0.ending == .ongoing && $0.onset != nil }
            .map { _ in Waiting(0, hasCome: false) }
        let survival = Survival(ended + goingOn)
        return (survival.median, ended.map(\.time).max())
    }

    // MARK: - What was taken

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

    /// Bad spells that share a day with the stretch.
    public var spells: [BadSpell] {
        input.figures.spells.filter { spell in
            spell.onset <= days.upperBound && spell.end.map { $0 >= days.lowerBound } ?? true
        }
    }

    public var infections: Int {
        input.figures.days.count { days.contains($0.date) && $0.hasInfection == true }
    }

    /// At most three that passed every gate, the surest first.
    public var patterns: [Finding] {
        Array(
            insights.findings.filter { $0.verdict == .worthDiscussing }
                .sorted { $0.q < $1.q }.prefix(3))
    }

    /// Those that were looked at and are no clear pattern.
    public var unclear: [Finding] {
        insights.findings.filter { finding in
            [.noClearPattern, .alsoBeforehand, .turnsWhenRepeated].contains(finding.verdict)
        }
    }

    /// The least wait among those that have too few days.
    public var weeksNeeded: Int? {
        insights.findings.compactMap { finding -> Int? in
            if case .notEnough(_, let weeks) = finding.verdict { return weeks }
            return nil
        }.min()
    }
}
