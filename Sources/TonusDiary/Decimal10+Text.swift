import TonusCore

extension Decimal10 {
    /// Reads `7`, `7.5` and `7,5`; at most nine digits on either side.
    public init?(reading text: String) {
        let parts = text.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "," })
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ (1...9).contains($0.utf8.count) && $0.allSatisfy(\.isASCIIDigit) }),
            var mantissa = Int64(parts.joined())
        else { return nil }
        var exponent = parts.count == 2 ? -parts[1].utf8.count : 0
        // Alike however it was typed: 7.50 is 7.5.
        while exponent < 0, mantissa % 10 == 0 {
            (mantissa, exponent) = (mantissa / 10, exponent + 1)
        }
        self.init(mantissa: mantissa, exponent: exponent)
    }

    /// With a full stop and no needless zeros, whatever the language.
    public var text: String {
        if exponent >= 0 {
            return "\(mantissa)" + (mantissa == 0 ? "" : String(repeating: "0", count: exponent))
        }
        let sign = mantissa < 0 ? "-" : ""
        var digits = "\(mantissa.magnitude)"
        while digits.utf8.count <= -exponent { digits = "0" + digits }
        let whole = digits.dropLast(-exponent)
        var rest = digits.suffix(-exponent)
        while rest.hasSuffix("0") { rest = rest.dropLast() }
        return sign + whole + (rest.isEmpty ? "" : "." + rest)
    }

    /// As near as a binary number comes to it: for drawing and averages, never for what is stored.
    public var double: Double {
        var value = Double(mantissa)
        for _ in 0..<abs(exponent) { value = exponent < 0 ? value / 10 : value * 10 }
        return value
    }

    func isWithin(_ range: ClosedRange<Int>) -> Bool {
        (Double(range.lowerBound)...Double(range.upperBound)).contains(double)
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
