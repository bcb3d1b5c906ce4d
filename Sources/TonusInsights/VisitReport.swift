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
        public var tallies: [Tally] = []
        public var checkIns: [Sheet] = []
        /// Doses that no regimen asked for.
        public var acuteDoses: [Sheet] = []
        public var patient: MemberID?
        public var caregivers: Set<MemberID> = []
        public var clinicians: Set<MemberID> = []
        public var sideEffects: [Sheet] = []
        public var measures: [Sheet] = []
        public var questions: [Sheet] = []
        public var visits: [Sheet] = []
        /// What anybody wrote for everybody, latest first.
        public var notes: [Note] = []
        /// What two people said differently, and nobody has chosen from.
        public var undecided = 0
        /// Pairs of spasms that may be one.
        public var twins = 0

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
    /// Of the stretch in which patterns are looked for: the twelve months up to the last day, as far as the
    /// diary reaches, or the page's own days where they are more. In three months hardly any could be told
    /// from chance.
    public let asked: Insights

    /// - Parameter days: what the page is about; as many days before it are what it is compared with.
    public init(_ input: Input, _ days: ClosedRange<LocalDate>) {
        (self.input, self.days) = (input, days)
        insights = Insights(input.figures, days, asks: false)
        previous = Insights(input.figures, Self.before(days), asks: false)
        let first = min(
            days.lowerBound,
            max(Self.year(to: days).lowerBound, input.figures.reach?.lowerBound ?? days.lowerBound))
        asked = Insights(input.figures, first...days.upperBound)
    }

    public static func before(_ days: ClosedRange<LocalDate>) -> ClosedRange<LocalDate> {
        let length = days.upperBound.days - days.lowerBound.days + 1
        return LocalDate(
            days: days.lowerBound.days - length)...LocalDate(days: days.lowerBound.days - 1)
    }

    /// The twelve months up to the last day.
    public static func year(to days: ClosedRange<LocalDate>) -> ClosedRange<LocalDate> {
        LocalDate(days: days.upperBound.days - 364)...days.upperBound
    }

    func pair<Told>(_ count: (Insights) -> Told) -> Pair<Told> {
        Pair(now: count(insights), before: count(previous))
    }

    // MARK: - What is of the stretch

    func figures(_ days: ClosedRange<LocalDate>) -> [DiaryFigures.Episode] {
        input.figures.episodes(on: days)
    }

    func episodes(_ days: ClosedRange<LocalDate>) -> [Episode] {
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
    public var spasticity: Pair<SpasticityChange?> {
        pair { stretch in
            let values = stretch.record.days.map { $0.isObserved ? $0.spasticity : nil }
            return SpasticityChange(
                before: values.prefix(7).compactMap { $0 },
                after: values.suffix(7).compactMap { $0 })
        }
    }

    /// Days on which spasms disturbed the sleep, as a check-in or an episode says, by 30 observed days.
    public var nights: Pair<Rate> { pair { monthly($0.nights, $0) } }

    /// By 30 observed days.
    public var falls: Pair<Rate> {
        pair(\.falls)
    }

    func monthly(_ events: Int, _ stretch: Insights) -> Rate {
        Rate(events: events, time: Double(stretch.record.observedDays) / 30)
    }

    func impacts(_ impact: Impact, _ days: ClosedRange<LocalDate>) -> Int {
        episodes(days).count { $0.impacts.contains(impact) }
    }

    public struct Pain: Hashable, Sendable {
        public let mean: Double
        public let worst: Int
        /// At seven or more.
        public let badDays: Int
    }

    /// Of each day the worst that was said: of the day itself, or of a spasm on it.
    public var pain: Pair<Pain?> {
        pair { stretch in
            var worst: [LocalDate: Int] = [:]
            for day in input.figures.days where stretch.days.contains(day.date) {
                worst[day.date] = day.pain
            }
            for spasm in figures(stretch.days) {
                guard let pain = spasm.pain else { continue }
                let day = DiaryFigures.day(spasm.onset, offset: spasm.offset)
                worst[day] = max(worst[day] ?? 0, pain)
            }
            return worst.values.max().map { most in
                Pain(
                    mean: Double(worst.values.reduce(0, +)) / Double(worst.count), worst: most,
                    badDays: worst.values.count { $0 >= 7 })
            }
        }
    }

    // MARK: - What else was

    /// The latest of the patient's own notes that were written in the stretch, or are about a spasm of it.
    public var ownWords: Note? {
        let spasms = Set(episodes(days).flatMap(\.parts).map(\.entity.id))
        return input.notes.first { note in
            guard let origin = note.state.origin, origin.author.member == input.patient else {
                return false
            }
            let offset = origin.body.writtenOffset
            return note.subject.map(spasms.contains) == true
                || days.contains(DiaryFigures.day(origin.body.written, offset: offset))
        }
    }

    public var infections: Int {
        input.figures.days.count { days.contains($0.date) && $0.hasInfection == true }
    }

    /// At most three that passed every gate, the surest first.
    public var patterns: [Finding] {
        Array(
            asked.findings.filter { $0.verdict == .worthDiscussing }
                .sorted { $0.q < $1.q }.prefix(3))
    }

    /// Of short exposures whose hour is known; as many as leave three in all.
    public var timedPatterns: [TimedFinding] {
        Array(
            asked.timed.filter { $0.verdict == .worthDiscussing }
                .sorted { $0.q < $1.q }.prefix(3 - patterns.count))
    }

    /// Those that were looked at and are no clear pattern.
    public var unclear: [Finding] {
        asked.findings.filter { finding in
            [.noClearPattern, .alsoBeforehand, .turnsWhenRepeated].contains(finding.verdict)
        }
    }

    /// The least wait among those that have too few days.
    public var weeksNeeded: Int? {
        asked.findings.compactMap { finding -> Int? in
            if case .notEnough(_, let weeks) = finding.verdict { return weeks }
            return nil
        }.min()
    }
}
