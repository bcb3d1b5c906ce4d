/// Successes among independent trials with one chance, `0...1`.
public enum Binomial {
    public static func probability(_ count: Int, of trials: Int, chance: Double) -> Double {
        guard (0...trials).contains(count) else { return 0 }
        return SaddlePoint.binomial(
            Double(count), Double(trials - count), x: chance, y: 1 - chance)
    }

    public static func atMost(_ count: Int, of trials: Int, chance: Double) -> Double {
        if count < 0 { return 0 }
        if count >= trials { return 1 }
        return Beta.regularized(Double(count) + 1, Double(trials - count), chance).upper
    }

    public static func atLeast(_ count: Int, of trials: Int, chance: Double) -> Double {
        if count <= 0 { return 1 }
        if count > trials { return 0 }
        return Beta.regularized(Double(count), Double(trials - count) + 1, chance).lower
    }
}
