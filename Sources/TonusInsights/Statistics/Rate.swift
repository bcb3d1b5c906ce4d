/// Events, and the time over which somebody was looking.
public struct Rate: Hashable, Sendable {
    /// From 0.
    public var events: Int
    /// In days, or in any unit that all rates of a comparison share; from 0.
    public var time: Double

    public init(events: Int, time: Double) {
        precondition(events >= 0 && time >= 0)
        (self.events, self.time) = (events, time)
    }

    /// Events for each unit of time; nil where nobody looked.
    public var value: Double? { time > 0 ? Double(events) / time : nil }

    /// The exact limits of a Poisson rate; nil where nobody looked.
    ///
    /// Source: F. Garwood, *Fiducial limits for the Poisson distribution*, Biometrika 28, 1936.
    ///
    /// - Parameter inflation: how many times the variance is that of a Poisson count, from 1; events and
    ///   time then count for as many times fewer.
    public func interval(level: Double = 0.95, inflation: Double = 1) -> Interval? {
        guard time > 0 else { return nil }
        let (tail, events) = ((1 - level) / 2, Double(events) / inflation)
        let time = time / inflation
        let lower = events == 0 ? 0 : Gamma.quantile(events, below: tail)
        let upper = Gamma.quantile(events + 1, above: tail)
        return Interval(lower: lower / time, upper: upper / time)
    }
}
