/// The four weeks before a regimen began or changed, beside four after it had time to act.
///
/// Two stretches of one life differ in more than a medicine. Nothing here says what did it.
public struct RegimenComparison: Hashable, Sendable {
    /// After as exposed, before as unexposed.
    public let estimate: Estimate
    /// Among days alike in being a relapse day.
    public let stratified: StratifiedRatio?
    /// Empty where the ratio may be shown.
    public let unmet: [Gate]
    public let spasticity: SpasticityChange?
    /// The four weeks before as exposed, the ninety days before those as unexposed.
    public let lead: RateComparison

    /// Observed days on each side.
    public static let span = 28
    /// Days from the start that are left out, while it comes to act.
    public static let skipped = 7
    /// The days before the span that show what was usual.
    public static let usual = 90
    /// From here on "the days before were bad": a quarter more spasms than usual.
    public static let badRatio = 1.25

    /// - Parameter start: the index of the day on which it began; nil if that is not in the record.
    public init?(_ record: DiaryRecord, start: Int) {
        guard record.days.indices.contains(start) else { return nil }
        let days = record.days
        let before = Self.observed((0..<start).reversed(), days)
        let after = Self.observed(
            Array(min(days.count, start + Self.skipped)..<days.count), days)
        let counts = (before + after).map { Optional(days[$0].spasms) }
        let sides =
            before.map { _ in Exposure.no } + after.map { _ in Exposure.yes }
        estimate = Estimate(counts, sides)
        stratified = StratifiedRatio(
            [false, true].map { isRelapse in
                let alike = zip(before + after, counts).map {
                    days[$0].isRelapse == isRelapse ? $1 : nil
                }
                return Estimate(alike, sides).comparison
            })
        unmet = Self.unmet(estimate.comparison)
        spasticity = SpasticityChange(
            before: Self.week(days, endingAt: start - 1),
            after: Self.week(days, endingAt: after.last ?? -1))
        lead = Self.lead(before, days)
    }

    /// Whether it began when things were bad: people often improve after a bad spell with or
    /// without a new treatment. Nil where too few of the ninety days tell what was usual.
    public var beganWhenBad: Bool? {
        guard lead.exposed.time > 0, lead.unexposed.time >= Gate.leastCoverage * Double(Self.usual)
        else { return nil }
        // Without a spasm on either side there is no ratio, and nothing was bad.
        return (lead.ratio ?? 0) >= Self.badRatio
    }

    /// Indexes of up to `span` observed days, as many as lie in the days that the least coverage
    /// allows for.
    private static func observed(_ indexes: [Int], _ days: [DayRecord]) -> [Int] {
        let reach = Int(Double(span) / Gate.leastCoverage)
        return Array(indexes.prefix(reach).filter { days[$0].isObserved }.prefix(span))
    }

    private static func unmet(_ comparison: RateComparison) -> [Gate] {
        var found: [Gate] = []
        let (after, before) = (Int(comparison.exposed.time), Int(comparison.unexposed.time))
        if comparison.events < Gate.leastEvents { found.append(.events(comparison.events)) }
        if after < span { found.append(.exposedDays(after)) }
        if before < span { found.append(.unexposedDays(before)) }
        return found
    }

    private static func lead(_ before: [Int], _ days: [DayRecord]) -> RateComparison {
        // The days run backwards: the last is the earliest.
        let edge = before.last ?? 0
        let usual = (max(0, edge - Self.usual)..<edge).filter { days[$0].isObserved }
        let rate = { (indexes: [Int]) in
            Rate(
                events: indexes.reduce(0) { $0 + days[$1].spasms }, time: Double(indexes.count))
        }
        return RateComparison(exposed: rate(before), unexposed: rate(usual))
    }

    private static func week(_ days: [DayRecord], endingAt last: Int) -> [Int] {
        guard last >= 0 else { return [] }
        return days[max(0, last - 6)...last].filter(\.isObserved).compactMap(\.spasticity)
    }
}

/// The mean spasticity of a week, beside that of another.
///
/// Source of the limits: J. T. Farrar et al., *Clinical Therapeutics* 30(5), 2008, 974–985.
public struct SpasticityChange: Hashable, Sendable {
    /// In `0...10`.
    public let before: Double
    public let after: Double

    public enum Size: Hashable, Sendable {
        case none
        /// A fall by 18 % or more: the least that people notice.
        case minimal
        /// A fall by 30 % or more.
        case important
        /// A rise by 18 % or more.
        case worse
    }

    /// A week with fewer values has no mean.
    public static let leastValues = 4

    /// Nil where a week has too few values.
    init?(before: [Int], after: [Int]) {
        guard before.count >= Self.leastValues, after.count >= Self.leastValues else { return nil }
        self.before = Double(before.reduce(0, +)) / Double(before.count)
        self.after = Double(after.reduce(0, +)) / Double(after.count)
    }

    /// The part by which it fell, negative for a rise; nil from 0.
    public var fall: Double? { before > 0 ? (before - after) / before : nil }

    public var size: Size {
        // A fall of exactly 18 % must not hang on the last digit of a mean.
        guard let fall else { return after > 0 ? .worse : .none }
        if fall >= 0.30 - 1e-9 { return .important }
        if fall >= 0.18 - 1e-9 { return .minimal }
        return fall <= -0.18 + 1e-9 ? .worse : .none
    }
}
