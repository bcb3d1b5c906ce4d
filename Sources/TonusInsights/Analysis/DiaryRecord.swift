import TonusCore

/// A diary as the analysis needs it: one row for each calendar day, without gaps.
///
/// Whoever fills it decides what a day is and what each factor means on it. Nothing here is an
/// identity, a name or a note.
public struct DiaryRecord: Hashable, Sendable {
    /// Since 1970-01-01.
    public let firstDay: Int
    public let days: [DayRecord]
    /// What might matter, in the order in which it is to be listed.
    public let factors: [FactorRecord]

    public init(firstDay: Int, days: [DayRecord], factors: [FactorRecord]) {
        precondition(factors.allSatisfy { $0.exposures.count == days.count })
        (self.firstDay, self.days, self.factors) = (firstDay, days, factors)
    }

    /// What will be asked, known before anything is answered: every one counts in the correction.
    public var questions: [TriggerQuestion] {
        factors.flatMap { factor in
            factor.windows.map { TriggerQuestion(factor, $0) }
        }
    }

    public var observedDays: Int { days.count { $0.isObserved } }

    /// Whether a day is one of these, and somebody looked.
    public func observes(_ date: LocalDate) -> Bool {
        let place = date.days - firstDay
        return days.indices.contains(place) && days[place].isObserved
    }

    /// Observed days out of all, `0...1`.
    public var coverage: Double {
        days.isEmpty ? 0 : Double(observedDays) / Double(days.count)
    }
}

/// One local day.
public struct DayRecord: Hashable, Sendable {
    /// Whether somebody looked: a check-in, a "none today", or an episode or tally. The rest of an
    /// unobserved day is not read.
    public var isObserved: Bool
    public var episodes: Int
    /// Spasms that were counted and not told apart.
    public var tallied: Int
    /// Those of both kinds that were written down within two hours of their onset.
    public var promptly: Int
    public var isRelapse: Bool
    /// The day's spasticity, `0...10`.
    public var spasticity: Int?

    public init(
        isObserved: Bool = true, episodes: Int = 0, tallied: Int = 0, promptly: Int = 0,
        isRelapse: Bool = false, spasticity: Int? = nil
    ) {
        precondition(episodes >= 0 && tallied >= 0 && promptly >= 0)
        (self.isObserved, self.episodes, self.tallied) = (isObserved, episodes, tallied)
        (self.promptly, self.isRelapse, self.spasticity) = (promptly, isRelapse, spasticity)
    }

    public static let unobserved = DayRecord(isObserved: false)

    public var spasms: Int { episodes + tallied }
}

/// One factor, day by day.
public struct FactorRecord: Hashable, Sendable {
    /// Names it in what comes out, and nothing else; unlike all others.
    public let name: String
    /// Above which number it counts as there, in decimal digits; nil where it is not measured.
    public let cut: String?
    /// As many as the record has days.
    public let exposures: [Exposure]
    /// Fixed in advance, at least one.
    public let windows: [LagWindow]

    public init(
        name: String, cut: String? = nil, exposures: [Exposure],
        windows: [LagWindow] = [.sameDay]
    ) {
        (self.name, self.cut, self.exposures, self.windows) = (name, cut, exposures, windows)
    }
}

/// Whether spasms are more or less frequent in one window after one factor.
public struct TriggerQuestion: Hashable, Sendable {
    public let factor: String
    /// Above which number the factor counts as there, in decimal digits; nil where it is not measured.
    public let cut: String?
    public let window: LagWindow

    public init(factor: String, cut: String? = nil, window: LagWindow) {
        (self.factor, self.cut, self.window) = (factor, cut, window)
    }

    init(_ factor: FactorRecord, _ window: LagWindow) {
        self.init(factor: factor.name, cut: factor.cut, window: window)
    }
}
