/// Everything there is to know about one question.
public struct Finding: Hashable, Sendable {
    public let question: TriggerQuestion
    /// Spasms on observed days in the window and outside it.
    public let estimate: Estimate
    /// Among days of the same month, and alike in being a relapse day; nil where none compare.
    public let stratified: StratifiedRatio?
    /// Nil where a gate is unmet, and where the days could not be turned.
    public let shiftPValue: Double?
    /// Among all questions; those behind an unmet gate count as certain chance.
    public let q: Double
    public let beforehand: Beforehand
    public let isAlsoBeforehand: Bool?
    /// Which way each half of the record points: 1, −1, or 0 for neither.
    public let halves: [Int]
    public let repeats: Repeats
    /// Weeks until the exact test would find twice as often four times in five, and there are days
    /// enough to turn for so many questions: 0 if already, nil if this diary's pace leads nowhere.
    ///
    /// Worked out when asked, which takes a millisecond or two.
    public var weeksForDoubling: Int? { pace.weeksForDoubling }
    public let verdict: Verdict
    let pace: Pace
}

/// The comparison again, with the events counted otherwise.
public struct Repeats: Hashable, Sendable {
    /// Days with any spasm: one bad day counts once.
    public let spasmDays: Estimate
    /// The day's first episode only: a cluster counts once, and so do no tallies.
    public let firstEpisodes: Estimate
    public let withoutRelapse: Estimate
    /// Spasms written down within two hours.
    public let promptly: Estimate

    public var all: [Estimate] { [spasmDays, firstEpisodes, withoutRelapse, promptly] }

    init(_ days: [DayRecord], _ exposures: [Exposure]) {
        let repeated = { (count: (DayRecord) -> Int?) in
            Estimate(days.map { $0.isObserved ? count($0) : nil }, exposures)
        }
        spasmDays = repeated { min(1, $0.spasms) }
        firstEpisodes = repeated { min(1, $0.episodes) }
        withoutRelapse = repeated { $0.isRelapse ? nil : $0.spasms }
        promptly = repeated { $0.promptly }
    }
}
