/// The standard normal distribution.
public enum Normal {
    /// The part below `z`, precise in the far lower tail.
    public static func below(_ z: Double) -> Double {
        let (inner, outer) = Gamma.regularized(0.5, z * z / 2)
        if z < 0 { return outer / 2 }
        return inner < 0.5 ? 0.5 + inner / 2 : 1 - outer / 2
    }

    /// The part above `z`, precise in the far upper tail.
    public static func above(_ z: Double) -> Double { below(-z) }

    /// The z with the part `p` below it; `p` in `0...1`.
    public static func quantile(below p: Double) -> Double {
        precondition((0...1).contains(p))
        let tail = min(p, 1 - p)
        // Near the middle the part between −z and z is the small one, farther out the rest.
        let square =
            tail < 0.25
            ? Gamma.quantile(0.5, above: 2 * tail)
            : Gamma.quantile(0.5, below: 2 * abs(0.5 - p))
        let size = (2 * square).squareRoot()
        return p < 0.5 ? -size : size
    }
}
