#if canImport(Glibc)
    import Glibc
#endif

/// Whether the hours of the day are all alike to what happens.
///
/// Source: K. V. Mardia and P. E. Jupp, *Directional Statistics*, 2000, 6.3.1; the approximation of
/// the p-value is that of J. H. Zar, *Biostatistical Analysis*, 2010, 27.1.
public struct Rayleigh: Hashable, Sendable {
    /// The length of the mean direction, `0...1`.
    public let length: Double
    /// Towards which hour it points, from 0 below 24; nil where it points nowhere.
    public let meanHour: Double?
    public let pValue: Double

    /// Takes a weight for each of the 24 hours, as events at its middle; nil without an event.
    public init?(hours: [Double]) {
        let total = hours.reduce(0, +)
        guard total > 0 else { return nil }
        var (east, north) = (0.0, 0.0)
        for (hour, weight) in hours.enumerated() {
            let angle = (Double(hour) + 0.5) * 2 * Double.pi / Double(hours.count)
            east += weight * cos(angle)
            north += weight * sin(angle)
        }
        let resultant = (east * east + north * north).squareRoot()
        length = min(1, resultant / total)
        if resultant > 1e-9 * total {
            let turns = atan2(north, east) / (2 * Double.pi)
            meanHour = (turns < 0 ? turns + 1 : turns) * Double(hours.count)
        } else {
            meanHour = nil
        }
        let square = (1 + 4 * total + 4 * (total * total - resultant * resultant)).squareRoot()
        pValue = min(1, exp(square - (1 + 2 * total)))
    }
}
