#if canImport(Glibc)
    import Glibc
#endif

/// Each event's own hazard time beside one control time of the same person.
///
/// Pairs in which both times had the exposure, or neither, say nothing. Source: M. Maclure, *The
/// case-crossover design*, American Journal of Epidemiology 133, 1991.
public struct DiscordantPairs: Hashable, Sendable {
    /// Exposed before the event only.
    public let caseOnly: Int
    /// Exposed at the control time only.
    public let controlOnly: Int

    public init(caseOnly: Int, controlOnly: Int) {
        (self.caseOnly, self.controlOnly) = (caseOnly, controlOnly)
    }

    /// As if both sides had been watched for the same time.
    private var comparison: RateComparison {
        RateComparison(
            exposed: Rate(events: caseOnly, time: 1), unexposed: Rate(events: controlOnly, time: 1))
    }

    /// The odds ratio: infinite if only cases were exposed, nil without a discordant pair.
    public var ratio: Double? { comparison.ratio }

    public func exactInterval(level: Double = 0.95) -> Interval? {
        comparison.exactInterval(level: level)
    }

    public func waldInterval(level: Double = 0.95) -> Interval? {
        comparison.waldInterval(level: level)
    }

    /// Twice the smaller tail.
    public var pValue: Double? { comparison.pValue(.central) }

    /// McNemar's chi-square with one degree, without a correction.
    public var mcNemar: Double? { comparison.score.map { $0 * $0 } }
}

/// One event and its control times, of which some had the exposure.
public struct MatchedSet: Hashable, Sendable {
    public let isCaseExposed: Bool
    public let exposedControls: Int
    /// All of them, the exposed ones too; those of which nothing is known are left out.
    public let controls: Int

    public init(isCaseExposed: Bool, exposedControls: Int, controls: Int) {
        precondition((0...controls).contains(exposedControls))
        self.isCaseExposed = isCaseExposed
        self.exposedControls = exposedControls
        self.controls = controls
    }

    var exposed: Double { Double(exposedControls + (isCaseExposed ? 1 : 0)) }
    var unexposed: Double { Double(controls + 1) - exposed }
}

/// The odds ratio of one exposure by conditional logistic regression: a stratum is an event.
///
/// Source: N. E. Breslow and N. E. Day, *Statistical Methods in Cancer Research* 1, 1980, chapter 7.
public struct ConditionalLogistic: Hashable, Sendable {
    /// 0 or infinite where no finite ratio is likeliest.
    public let ratio: Double
    /// Nil where the ratio is 0 or infinite.
    public let logError: Double?

    /// Finds the ratio by Newton's steps; nil where no set has both exposed and unexposed times.
    public init?(_ sets: some Sequence<MatchedSet>) {
        let informative = sets.filter { $0.exposed > 0 && $0.unexposed > 0 }
        guard !informative.isEmpty else { return nil }
        let seen = informative.count { $0.isCaseExposed }
        guard seen > 0, seen < informative.count else {
            (ratio, logError) = (seen > 0 ? .infinity : 0, nil)
            return
        }
        var beta = 0.0
        var information = 0.0
        for _ in 0..<100 {
            var score = Double(seen)
            information = 0
            for set in informative {
                let weight = set.exposed * exp(beta)
                let chance = weight / (weight + set.unexposed)
                score -= chance
                information += chance * (1 - chance)
            }
            // The likelihood has one peak; a bounded step cannot run past it for good.
            let step = max(-1, min(1, score / information))
            beta += step
            if abs(step) < 1e-14 { break }
        }
        (ratio, logError) = (exp(beta), 1 / information.squareRoot())
    }

    public func interval(level: Double = 0.95) -> Interval? {
        logError.map { .around(ratio, logError: $0, level: level) }
    }
}

extension ConditionalLogistic {
    public var logRatio: Double { log(ratio) }

    /// Which way it points: 1, −1, or 0 for neither.
    public var sign: Int { ratio > 1 ? 1 : ratio < 1 ? -1 : 0 }

    /// The score test of a ratio of 1, which needs no finite ratio; with one control each it is that of McNemar.
    ///
    /// Nil where no set has both exposed and unexposed times. Source: as for the type, 7.5.
    public static func scorePValue(_ sets: some Sequence<MatchedSet>) -> Double? {
        var (gap, variance) = (0.0, 0.0)
        for set in sets where set.exposed > 0 && set.unexposed > 0 {
            let chance = set.exposed / (set.exposed + set.unexposed)
            gap += (set.isCaseExposed ? 1 : 0) - chance
            variance += chance * (1 - chance)
        }
        return variance > 0 ? ChiSquare.above(gap * gap / variance, degrees: 1) : nil
    }
}
