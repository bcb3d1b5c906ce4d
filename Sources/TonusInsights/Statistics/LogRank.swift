/// Whether two groups wait equally long.
///
/// Source: N. Mantel, *Evaluation of survival data and two new rank order statistics arising in its
/// consideration*, Cancer Chemotherapy Reports 50, 1966.
public struct LogRank: Hashable, Sendable {
    /// What came to the first group.
    public let observed: Int
    /// What would have come to it, had both waited alike.
    public let expected: Double
    /// With one degree of freedom.
    public let chiSquare: Double

    public var pValue: Double { ChiSquare.above(chiSquare, degrees: 1) }

    /// Nil where the groups cannot be told apart: nothing came, or never while both waited.
    public init?(_ first: [Waiting], _ second: [Waiting]) {
        self.init(strata: [(first, second)])
    }

    /// Compares within each stratum, and adds up.
    public init?(strata: [(first: [Waiting], second: [Waiting])]) {
        var (observed, expected, variance) = (0, 0.0, 0.0)
        for (first, second) in strata {
            let waits =
                (first.map { (wait: $0, isMine: true) }
                + second.map { (wait: $0, isMine: false) }).sorted { $0.wait.time < $1.wait.time }
            var (place, waiting) = (0, first.count)
            while place < waits.count {
                let here = waits[place...].prefix { $0.wait.time == waits[place].wait.time }
                let (mine, all) = (Double(waiting), Double(waits.count - place))
                let came = here.count { $0.isMine && $0.wait.hasCome }
                let events = Double(here.count { $0.wait.hasCome })
                observed += came
                expected += events * mine / all
                if all > 1 {
                    variance +=
                        events * mine * (all - mine) * (all - events) / (all * all * (all - 1))
                }
                waiting -= here.count(where: \.isMine)
                place += here.count
            }
        }
        guard variance > 0 else { return nil }
        (self.observed, self.expected) = (observed, expected)
        let gap = Double(observed) - expected
        chiSquare = gap * gap / variance
    }
}
