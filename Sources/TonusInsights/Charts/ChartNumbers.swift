/// How numbers look in the reader's language; the same value always gives the same letters.
public struct ChartNumbers: Hashable, Sendable {
    /// Such as the comma in `2,5`.
    public let decimalMark: String
    /// Between the ends of an interval, such as `to` in `1.1 to 5.8`.
    public let to: String
    /// Behind a share, with its space where the language has one.
    public let percent: String
    /// Stands where nothing was written down.
    public let missing: String
    /// Stands for the end of an interval that has none.
    public let unbounded: String

    public init(
        decimalMark: String, to: String, percent: String, missing: String, unbounded: String
    ) {
        (self.decimalMark, self.to, self.percent) = (decimalMark, to, percent)
        (self.missing, self.unbounded) = (missing, unbounded)
    }

    /// A value with exactly so many decimals, the last one rounded to nearest, half away from zero.
    public func text(_ value: Double, decimals: Int) -> String {
        guard !value.isNaN else { return missing }
        guard let digits = Self.digits(value, decimals: decimals) else { return unbounded }
        let (whole, part) = (digits.dropLast(decimals), digits.suffix(decimals))
        let isNegative = value < 0 && digits.contains { $0 != "0" }
        return (isNegative ? "-" : "") + whole + (part.isEmpty ? "" : decimalMark + part)
    }

    /// The same, or `missing` where nothing was written down.
    public func text(_ value: Double?, decimals: Int) -> String {
        value.map { text($0, decimals: decimals) } ?? missing
    }

    /// Such as `1.1 to 5.8`.
    public func interval(_ estimate: ChartEstimate, decimals: Int) -> String {
        text(estimate.lower, decimals: decimals) + " \(to) "
            + text(estimate.upper, decimals: decimals)
    }

    /// A share of one, in whole hundredths.
    public func share(_ value: Double) -> String { text(value * 100, decimals: 0) + percent }

    /// At least one digit before the decimals; nil for what is too large to write out.
    private static func digits(_ value: Double, decimals: Int) -> String? {
        let scaled = (0..<decimals).reduce(value.magnitude) { sum, _ in sum * 10 }
        guard scaled < 1e15 else { return nil }
        let digits = String(Int64(scaled.rounded()))
        return String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    }
}
