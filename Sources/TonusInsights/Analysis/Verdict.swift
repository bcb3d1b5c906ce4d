/// What may be said about one question.
public enum Verdict: Hashable, Sendable {
    /// Counts and days only. The weeks are nil where this diary's pace leads to no answer.
    case notEnough([Gate], weeksNeeded: Int?)
    case noClearPattern
    /// It stands out, but does so already before it could have had an effect.
    case alsoBeforehand
    /// It stands out, but points the other way once the events are counted otherwise, or among days alike.
    case turnsWhenRepeated
    case worthDiscussing
}

/// What a verdict is made from.
public struct Evidence: Hashable, Sendable {
    public var q: Double
    /// Nil where there is none.
    public var interval: Interval?
    /// Nil where the days could not be turned.
    public var shiftPValue: Double?
    /// Nil where nothing is known of the days after.
    public var isAlsoBeforehand: Bool?
    /// Whether both halves of the record point the way the whole does.
    public var holdsInBothHalves: Bool
    /// Whether any of the repeats points the other way.
    public var turnsWhenRepeated: Bool
    /// Whether days of one month, alike in being in a bad spell, point the other way.
    public var turnsAmongAlike: Bool

    public static let greatestQ = 0.10
    public static let greatestShiftPValue = 0.05

    public init(
        q: Double, interval: Interval?, shiftPValue: Double?, isAlsoBeforehand: Bool?,
        holdsInBothHalves: Bool, turnsWhenRepeated: Bool = false, turnsAmongAlike: Bool = false
    ) {
        (self.q, self.interval, self.shiftPValue) = (q, interval, shiftPValue)
        self.isAlsoBeforehand = isAlsoBeforehand
        self.holdsInBothHalves = holdsInBothHalves
        (self.turnsWhenRepeated, self.turnsAmongAlike) = (turnsWhenRepeated, turnsAmongAlike)
    }

    /// The verdict on what has passed every gate.
    public var verdict: Verdict {
        guard q <= Self.greatestQ, let interval, interval.excludes(1), let shiftPValue,
            shiftPValue <= Self.greatestShiftPValue, holdsInBothHalves, let isAlsoBeforehand
        else { return .noClearPattern }
        if isAlsoBeforehand { return .alsoBeforehand }
        return turnsWhenRepeated || turnsAmongAlike ? .turnsWhenRepeated : .worthDiscussing
    }
}
