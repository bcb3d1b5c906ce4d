/// An axis from 0 in steps that people count in: 1, 2 or 5 times a power of ten.
struct Scale {
    let step: Double
    let count: Int
    /// How many decimals tell one tick from the next.
    let decimals: Int

    var top: Double { step * Double(count) }
    var ticks: [Double] { (0...count).map { step * Double($0) } }

    /// Reaches `greatest`, with about as many steps as asked for; 1 where there is nothing.
    init(to greatest: Double, steps wanted: Int) {
        let greatest = greatest.isFinite && greatest > 1e-9 ? min(greatest, 1e12) : 1
        var (power, decimals) = (1.0, 0)
        let rough = greatest / Double(max(1, wanted))
        while power > rough { (power, decimals) = (power / 10, decimals + 1) }
        while power * 10 <= rough { power *= 10 }
        let factor = [1, 2, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10
        if factor == 10, decimals > 0 { decimals -= 1 }
        (step, self.decimals) = (factor * power, decimals)
        count = max(1, Int((greatest / step * 0.9999).rounded(.up)))
    }
}

/// The natural logarithm, the same on every machine.
///
/// A system's own may differ in the last bit from another system's, and a picture in its bytes.
/// Source: ln m = 2 artanh((m − 1) / (m + 1)) for the significand m, which is in `1..<2`.
func logarithm(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return value > 0 ? .infinity : -.infinity }
    let ratio = (value.significand - 1) / (value.significand + 1)
    var (power, sum) = (ratio, 0.0)
    for odd in stride(from: 1.0, to: 35, by: 2) {
        sum += power / odd
        power *= ratio * ratio
    }
    return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
}

/// Which names along an axis are shown, so that none runs into the next.
enum TickChoice {
    /// Every n-th, n as small as can be, counted from the first that is major.
    ///
    /// - Parameter spans: where each name would stand, in order.
    static func shown(spans: [ClosedRange<Double>], firstMajor: Int, gap: Double) -> [Int] {
        for every in [1, 2, 3, 4, 6, 12, 24, 60, 120, 600] where every < max(2, spans.count) {
            let chosen = stride(from: firstMajor % every, to: spans.count, by: every).map(\.self)
            let isFree = zip(chosen, chosen.dropFirst()).allSatisfy { one, next in
                spans[one].upperBound + gap <= spans[next].lowerBound
            }
            if isFree { return chosen }
        }
        return spans.isEmpty ? [] : [firstMajor]
    }
}
