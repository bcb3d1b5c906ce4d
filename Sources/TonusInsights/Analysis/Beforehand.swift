/// The same comparison by what the person did on the day after: it cannot have had an effect.
///
/// A pattern that is there all the same comes from a trend, from resting because of spasms, or from
/// memory. Source: M. Lipsitch, E. Tchetgen Tchetgen and T. Cohen, *Negative controls*,
/// Epidemiology 21, 2010.
public struct Beforehand: Hashable, Sendable {
    public let tomorrow: Estimate
    /// The same among days alike in their own exposure; nil where there are too few to tell.
    ///
    /// What lasts for days is there tomorrow because it is there today, so a true effect shows in
    /// `tomorrow` too. It does not show here.
    public let amongAlike: StratifiedRatio?

    /// At this part of the logarithm of the ratio, the pattern of the day after is called similar.
    public static let similarity = 0.5

    init(_ counts: [Int?], today: [Exposure], tomorrow: [Exposure]) {
        self.tomorrow = Estimate(counts, tomorrow)
        amongAlike = StratifiedRatio(
            [Exposure.no, .yes].map { kind in
                let alike = zip(counts, today).map { $0.1 == kind ? $0.0 : nil }
                return Estimate(alike, tomorrow).comparison
            })
    }

    /// Whether the pattern is there already: by tomorrow's exposure, and also among days alike.
    ///
    /// Nil where there is nothing to compare.
    func isSimilar(to estimate: Estimate) -> Bool? {
        guard let here = estimate.steadiedLogRatio, let after = tomorrow.steadiedLogRatio else {
            return nil
        }
        guard Self.isSimilar(after, to: here) else { return false }
        guard let amongAlike else { return true }
        return Self.isSimilar(amongAlike.logRatio, to: here)
    }

    private static func isSimilar(_ after: Double, to here: Double) -> Bool {
        after * here > 0 && abs(after) >= similarity * abs(here)
    }
}
