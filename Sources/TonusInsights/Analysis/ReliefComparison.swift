/// How fast spasms eased after one treatment, beside untreated ones as severe.
///
/// Worse spasms get treated, so a slower treated group may say nothing about the treatment. Whoever
/// shows this says so.
public struct ReliefComparison: Hashable, Sendable {
    /// One spasm: from the dose, or without one from its onset, until it eased.
    public struct Spasm: Hashable, Sendable {
        /// At the dose or onset, `0...10`.
        public let severity: Int
        /// In minutes; it has not come where logging ended first.
        public let relief: Waiting

        public init(severity: Int, relief: Waiting) {
            (self.severity, self.relief) = (severity, relief)
        }
    }

    public let treated: Survival
    public let untreated: Survival
    public let treatedCount: Int
    public let untreatedCount: Int
    /// Among spasms in the same third of the scale; nil where none can be told apart.
    public let difference: LogRank?

    /// Takes all of both kinds, and compares those in thirds of the scale that hold both kinds.
    public init(treated: [Spasm], untreated: [Spasm]) {
        let bands = (0...2).map { band in
            (
                treated.filter { Self.band($0.severity) == band }.map(\.relief),
                untreated.filter { Self.band($0.severity) == band }.map(\.relief)
            )
        }
        let shared = bands.filter { !$0.0.isEmpty && !$0.1.isEmpty }
        let (first, second) = (shared.flatMap { $0.0 }, shared.flatMap { $0.1 })
        self.treated = Survival(first)
        self.untreated = Survival(second)
        (treatedCount, untreatedCount) = (first.count, second.count)
        difference = LogRank(strata: shared)
    }

    /// Which third of the scale a severity lies in, from 0.
    static func band(_ severity: Int) -> Int { severity <= 3 ? 0 : severity <= 6 ? 1 : 2 }

    /// Whether a fall on the scale of 0 to 10 counts as eased: by three tenths or more.
    ///
    /// Source: J. T. Farrar et al., *Clinical Therapeutics* 30(5), 2008, 974–985.
    public static func hasEased(from before: Int, to after: Int) -> Bool {
        before > 0 && 10 * (before - after) >= 3 * before
    }
}
