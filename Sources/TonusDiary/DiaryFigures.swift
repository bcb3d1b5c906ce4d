import TonusCore
import TonusTypes

/// What of a diary goes into its figures: plain rows, cheap to read by the ten thousand.
public struct DiaryFigures: Sendable {
    public struct Episode: Sendable {
        /// Unix milliseconds.
        public let onset: Int64
        /// Seconds east of UTC, there and then.
        public let offset: Int
        /// Unix milliseconds; nil where nobody knows.
        public let end: Int64?
        public let severity: Int?
        public let pain: Int?
        public let character: String?
        public let sites: [Site]
        /// When it was written down, Unix milliseconds.
        public let written: Int64
        /// Names it to doses and ratings; nil where nothing points at it.
        public var id: EntityID?
        /// Within how much the onset is known.
        public var precision = TimePoint.Precision.exact
        public var isOngoing = false
        /// What was tried against it.
        public var tried: [Remedy] = []
        /// When it eased, Unix milliseconds, as somebody said.
        public var reliefAt: Int64?
        public var suddenness: Suddenness?
        public var impacts: [Impact] = []
        public var suspected: [Factor] = []
        /// The greatest of its places.
        public var extent: Extent?
        /// Whether it was what the person is used to.
        public var course: Course?
        public var descriptors: [Descriptor] = []
    }

    /// How bad an episode was at one moment.
    public struct Rating: Sendable {
        public let episode: EntityID
        /// Unix milliseconds.
        public let at: Int64
        public let severity: Int

        public init(episode: EntityID, at: Int64, severity: Int) {
            (self.episode, self.at, self.severity) = (episode, at, severity)
        }
    }

    public struct Tally: Sendable {
        public let from: Int64
        public let offset: Int
        public let count: Int
        public let sites: [Site]
        public let written: Int64
    }

    public struct Day: Sendable {
        public let date: LocalDate
        public let isSpasmFree: Bool
        public let isNotLogging: Bool
        public let spasticity: Int?
        public let pain: Int?
        public let sleep: Double?
        public let wakings: Int?
        public let fatigue: Int?
        public let stress: Int?
        public let hasInfection: Bool?
        public let immobile: Double?
        /// Whether spasms got in the way of sleep, as somebody said.
        public let interferedWithSleep: Bool
        /// By the Penn scale, of the week up to this day.
        public var penn: Int?
        public var pennSeverity: Int?

        public init(
            date: LocalDate, isSpasmFree: Bool = false, isNotLogging: Bool = false,
            spasticity: Int? = nil, pain: Int? = nil, sleep: Double? = nil, wakings: Int? = nil,
            fatigue: Int? = nil, stress: Int? = nil, hasInfection: Bool? = nil,
            immobile: Double? = nil, interferedWithSleep: Bool = false
        ) {
            (self.date, self.isSpasmFree, self.isNotLogging) = (date, isSpasmFree, isNotLogging)
            (self.spasticity, self.pain, self.sleep) = (spasticity, pain, sleep)
            (self.wakings, self.fatigue, self.stress) = (wakings, fatigue, stress)
            (self.hasInfection, self.immobile) = (hasInfection, immobile)
            self.interferedWithSleep = interferedWithSleep
        }
    }

    public struct Exposure: Sendable {
        public let date: LocalDate
        /// The word of a factor that comes with the program, or the id of one of this diary.
        public let factor: String
        /// Nil: not known, or told by a number.
        public let isPresent: Bool?
        /// How much, where a number was said.
        public let amount: Double?
        /// When it was, Unix milliseconds, where somebody said so by the clock.
        public let times: ClosedRange<Int64>?

        public init(
            date: LocalDate, factor: String, isPresent: Bool?, times: ClosedRange<Int64>? = nil,
            amount: Double? = nil
        ) {
            (self.date, self.factor, self.isPresent, self.times) = (date, factor, isPresent, times)
            self.amount = amount
        }
    }

    /// What this diary says of a factor.
    public struct Definition: Hashable, Sendable {
        public let kind: FactorKind
        /// Nil where nobody said after how long it may matter.
        public let lag: Lag?
        /// Whether it is asked about at all.
        public let isEnabled: Bool

        public init(kind: FactorKind = .score, lag: Lag? = nil, isEnabled: Bool = true) {
            (self.kind, self.lag, self.isEnabled) = (kind, lag, isEnabled)
        }
    }

    public struct Exercise: Sendable {
        public let date: LocalDate
        public let minutes: Int
        public let effort: Int?
        /// When it began, Unix milliseconds, where that is known by the clock.
        public let start: Int64?
        public var type: ExerciseType?
        /// Pain afterwards, `0...10`.
        public var painAfter: Int?
        /// Whether it was too much, as somebody said.
        public var isTooMuch: Bool?

        public init(date: LocalDate, minutes: Int, effort: Int?, start: Int64? = nil) {
            (self.date, self.minutes, self.effort, self.start) = (date, minutes, effort, start)
        }
    }

    public struct Dose: Sendable {
        public let date: LocalDate
        public let treatment: EntityID?
        public let regimen: EntityID?
        public let status: DoseStatus
        /// Whether people differ in what became of it; it then counts as neither.
        public let isUnclear: Bool
        /// The episodes that it was taken for.
        public var episodes: [EntityID] = []
        /// When it was taken, Unix milliseconds.
        public var at: Int64?
        public var reliefAt: Int64?

        public init(
            date: LocalDate, treatment: EntityID?, regimen: EntityID?, status: DoseStatus,
            isUnclear: Bool = false
        ) {
            (self.date, self.treatment, self.regimen) = (date, treatment, regimen)
            (self.status, self.isUnclear) = (status, isUnclear)
        }
    }

    public var episodes: [Episode] = []
    public var ratings: [Rating] = []
    public var tallies: [Tally] = []
    public var days: [Day] = []
    public var exposures: [Exposure] = []
    /// By what exposures call a factor.
    public var definitions: [String: Definition] = [:]
    public var exercises: [Exercise] = []
    public var doses: [Dose] = []
    public var spells: [BadSpell] = []
    /// Names of factors and treatments of this diary, by the text of their id.
    public var names: [String: String] = [:]
    public var regimens: [Sheet] = []
    public var advice: [Sheet] = []
    /// The classes of treatments, where somebody named one.
    public var remedies: [EntityID: Remedy] = [:]

    public init() {}

    /// A day of figures begins at four: whoever is up at night belongs to the evening before.
    public static let dayStart: Int64 = 4 * 3_600_000

    /// The day that a moment counts to.
    public static func day(_ instant: Int64, offset: Int) -> LocalDate {
        let local = instant + Int64(offset) * 1000 - dayStart
        return LocalDate(days: Int(local.flooredDivision(by: 86_400_000)))
    }

    /// The episodes whose onset counts to one of the days.
    public func episodes(on days: ClosedRange<LocalDate>) -> [Episode] {
        episodes.filter { days.contains(Self.day($0.onset, offset: $0.offset)) }
    }

    /// The class of what a regimen is of.
    public func remedy(of regimen: Sheet) -> Remedy? {
        regimen[.regimenTreatment]?.entity.flatMap { remedies[$0] }
    }

    /// Doses of treatments of one class that were taken, as far as people agree on that.
    public func taken(_ remedy: Remedy) -> [Dose] {
        let regimens = Set(regimens.filter { self.remedy(of: $0) == remedy }.map(\.id))
        return doses.filter { dose in
            dose.status == .taken && !dose.isUnclear
                && (dose.treatment.map { remedies[$0] == remedy } ?? false
                    || dose.regimen.map(regimens.contains) ?? false)
        }
    }

    /// Heat that was used for no spasm in particular, to prevent one.
    public var heat: [Dose] { taken(.heat).filter(\.episodes.isEmpty) }

    /// The first and the last day of which anything is said.
    public var reach: ClosedRange<LocalDate>? {
        let days =
            episodes.map { Self.day($0.onset, offset: $0.offset) }
            + tallies.map { Self.day($0.from, offset: $0.offset) } + days.map(\.date)
        guard let first = days.min(), let last = days.max() else { return nil }
        return first...last
    }
}

extension DiaryFigures.Episode {
    public init(
        onset: Int64, offset: Int, end: Int64?, severity: Int?, pain: Int?, character: String?,
        siteWords: String, written: Int64
    ) {
        (self.onset, self.offset, self.end) = (onset, offset, end)
        (self.severity, self.pain, self.character) = (severity, pain, character)
        sites = Site.all(siteWords)
        self.written = written
    }

    /// Whether it was written down within two hours of its onset.
    public var isPrompt: Bool { (-60_000...7_200_000).contains(written - onset) }
}

extension DiaryFigures.Definition {
    /// - Parameter sheet: a factor that the people of this diary defined.
    public init(_ sheet: Sheet) {
        let lag = sheet[.factorLag]?.integer.flatMap { UInt8(exactly: $0) }.flatMap(Lag.init)
        self.init(
            kind: sheet.factorKind, lag: lag, isEnabled: sheet[.factorEnabled]?.boolean ?? true)
    }
}

extension DiaryFigures.Tally {
    public init(from: Int64, offset: Int, count: Int, siteWords: String, written: Int64) {
        (self.from, self.offset, self.count) = (from, offset, count)
        sites = Site.all(siteWords)
        self.written = written
    }
}

extension Site {
    /// Reads what a projection wrote: words, with `;` between the places.
    static func all(_ words: String) -> [Site] {
        words.split(separator: ";").compactMap { text in
            Site.read(text.split(separator: " ").map(String.init))?.site
        }
    }
}

extension CodedWord {
    /// Reads what a projection wrote: words with `;` between them.
    public static func all(_ words: String) -> [Self] {
        words.split(separator: ";").compactMap { Self(word: String($0)) }
    }
}

extension DiaryFigures.Day {
    /// One for each date: what is said of a day for everybody, and what is said for oneself alone.
    ///
    /// - Parameter days: by date; of two that both say something, the first.
    public static func merged(_ days: [Self]) -> [Self] {
        days.reduce(into: []) { merged, day in
            if let last = merged.last, last.date == day.date {
                merged[merged.count - 1] = last.adding(day)
            } else {
                merged.append(day)
            }
        }
    }

    private func adding(_ other: Self) -> Self {
        var day = Self(
            date: date, isSpasmFree: isSpasmFree || other.isSpasmFree,
            isNotLogging: isNotLogging || other.isNotLogging,
            spasticity: spasticity ?? other.spasticity, pain: pain ?? other.pain,
            sleep: sleep ?? other.sleep, wakings: wakings ?? other.wakings,
            fatigue: fatigue ?? other.fatigue, stress: stress ?? other.stress,
            hasInfection: hasInfection ?? other.hasInfection, immobile: immobile ?? other.immobile,
            interferedWithSleep: interferedWithSleep || other.interferedWithSleep)
        (day.penn, day.pennSeverity) =
            penn == nil ? (other.penn, other.pennSeverity) : (penn, pennSeverity)
        return day
    }
}
