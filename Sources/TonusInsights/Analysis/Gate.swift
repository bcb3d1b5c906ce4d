/// What has to be there before a comparison is more than counts.
public enum Gate: Hashable, Sendable {
    case events(Int)
    case exposedDays(Int)
    case unexposedDays(Int)
    case coverage(Double)

    /// Source: a published single-patient study needed 24 events for moderate associations
    /// (N. K. Holst, thesis, Stanford; PMC9645460). The others are ours.
    public static let leastEvents = 24
    public static let leastDays = 10
    public static let leastCoverage = 0.6

    /// Those that keep a comparison from being judged, each with what there is.
    public static func unmet(by comparison: RateComparison, coverage: Double) -> [Gate] {
        var found: [Gate] = []
        let exposed = Int(comparison.exposed.time)
        let unexposed = Int(comparison.unexposed.time)
        if comparison.events < leastEvents { found.append(.events(comparison.events)) }
        if exposed < leastDays { found.append(.exposedDays(exposed)) }
        if unexposed < leastDays { found.append(.unexposedDays(unexposed)) }
        if coverage < leastCoverage { found.append(.coverage(coverage)) }
        return found
    }
}
