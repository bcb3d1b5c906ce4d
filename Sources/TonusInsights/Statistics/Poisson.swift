/// Counts of things that happen on their own at an even pace.
public enum Poisson {
    public static func probability(_ count: Int, mean: Double) -> Double {
        count < 0 ? 0 : SaddlePoint.poisson(Double(count), mean: mean)
    }

    public static func atMost(_ count: Int, mean: Double) -> Double {
        if count < 0 { return 0 }
        return Gamma.regularized(Double(count) + 1, mean).upper
    }

    public static func atLeast(_ count: Int, mean: Double) -> Double {
        if count <= 0 { return 1 }
        return Gamma.regularized(Double(count), mean).lower
    }
}
