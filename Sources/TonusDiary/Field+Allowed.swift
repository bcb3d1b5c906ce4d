import TonusCore

extension Field {
    /// The value, or nil for a number that nobody here could type: no person said that a night had a
    /// thousand hours. Another program, or a device that is broken, may have written it.
    ///
    /// The change is kept and handed on as it is. A word that only a newer version knows passes.
    func allowed(_ value: Value) -> Value? {
        let isAllowed =
            switch shape {
            case .score: value.isWhole(in: 0...10)
            case .count: value.isWhole(in: Self.counts)
            case .number(let range), .rated(_, let range): value.isWhole(in: range)
            case .amount(let most): value.amount?.isWithin(0...most) ?? false
            default: true
            }
        return isAllowed ? value : nil
    }

    /// What a count can be.
    static let counts = 1...1_000_000
}

extension Value {
    fileprivate func isWhole(in range: ClosedRange<Int>) -> Bool {
        integer.flatMap { Int(exactly: $0) }.map(range.contains) ?? false
    }
}
