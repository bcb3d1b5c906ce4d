/// The chi-square distribution.
public enum ChiSquare {
    public static func above(_ value: Double, degrees: Double) -> Double {
        Gamma.regularized(degrees / 2, value / 2).upper
    }

    public static func below(_ value: Double, degrees: Double) -> Double {
        Gamma.regularized(degrees / 2, value / 2).lower
    }

    public static func quantile(below p: Double, degrees: Double) -> Double {
        2 * Gamma.quantile(degrees / 2, below: p)
    }

    public static func quantile(above q: Double, degrees: Double) -> Double {
        2 * Gamma.quantile(degrees / 2, above: q)
    }
}
