import TonusInsights

/// A scale of times as often on which twice is as far from once as half is.
struct RatioAxis {
    /// The ends, as powers of two.
    let powers: ClosedRange<Int>

    /// Each a power of two; 1 is always among them.
    var ticks: [Double] {
        powers.map { power in
            power < 0 ? 1 / Double(1 << -power) : Double(1 << power)
        }
    }

    /// How many decimals write a tick out in full.
    func decimals(of tick: Double) -> Int {
        (0...10).first { digits in
            let scaled = (0..<digits).reduce(tick) { sum, _ in sum * 10 }
            return scaled == scaled.rounded()
        } ?? 10
    }

    /// 0 at the low end and 1 at the high one; beyond them for what is not on the axis.
    func place(of ratio: Double) -> Double {
        let low = Double(powers.lowerBound)
        let power = logarithm(ratio) / logarithm(2)
        return (power - low) / (Double(powers.upperBound) - low)
    }
}

extension ForestChart {
    /// Holds every ratio, and intervals as far as an eighth and eight times; nil without any ratio.
    var axis: RatioAxis? {
        let ratios = rows.compactMap(\.ratio)
        guard !ratios.isEmpty else { return nil }
        let places = ratios.flatMap { ratio in
            [ratio.value, max(ratio.lower, 0.125), min(ratio.upper, 8)]
        }.map { logarithm($0) / logarithm(2) }
        let low = (places.min() ?? -1) + 0.01
        let high = (places.max() ?? 1) - 0.01
        return RatioAxis(
            powers: max(
                -10, min(-1, Int(low.rounded(.down))))...min(10, max(1, Int(high.rounded(.up)))))
    }
}
