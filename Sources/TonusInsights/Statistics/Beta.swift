#if canImport(Glibc)
    import Glibc
#endif

/// The incomplete beta function, which holds every binomial tail.
public enum Beta {
    /// I(x; a, b) and its complement, each precise where it is small; `a`, `b` above 0, `x` in
    /// `0...1`.
    public static func regularized(
        _ a: Double, _ b: Double, _ x: Double
    ) -> (lower: Double, upper: Double) {
        precondition((0...1).contains(x))
        return regularized(a, b, x: x, y: 1 - x)
    }

    /// The x with I(x; a, b) = p; `p` in `0...1`.
    public static func quantile(_ a: Double, _ b: Double, below p: Double) -> Double {
        let odds = oddsQuantile(a, b, below: p)
        return odds == .infinity ? 1 : odds / (1 + odds)
    }

    /// x / (1 − x) at the x with I(x; a, b) = p, without the loss of digits near 1.
    public static func oddsQuantile(_ a: Double, _ b: Double, below p: Double) -> Double {
        precondition(a > 0 && b > 0 && (0...1).contains(p))
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        return p <= 0.5
            ? solve(a, b, tail: p, isLower: true) : solve(a, b, tail: 1 - p, isLower: false)
    }

    /// The same from the upper side, for a `q` that 1 − q could not hold.
    public static func oddsQuantile(_ a: Double, _ b: Double, above q: Double) -> Double {
        1 / oddsQuantile(b, a, below: q)
    }

    private static func solve(_ a: Double, _ b: Double, tail: Double, isLower: Bool) -> Double {
        exp(
            TailRoot.find(tail: tail, start: log(a / b), isLower: isLower) { u in
                let (x, y) = (1 / (1 + exp(-u)), 1 / (1 + exp(u)))
                let (lower, upper) = regularized(a, b, x: x, y: y)
                let density = a * b / (a + b) * SaddlePoint.binomial(a, b, x: x, y: y)
                return (isLower ? lower : upper, density)
            })
    }

    /// As above, with y = 1 − x given by whoever knows it better.
    private static func regularized(
        _ a: Double, _ b: Double, x: Double, y: Double
    ) -> (lower: Double, upper: Double) {
        precondition(a > 0 && b > 0)
        if x == 0 { return (0, 1) }
        if y == 0 { return (1, 0) }
        let weight = SaddlePoint.binomial(a, b, x: x, y: y)
        if x < (a + 1) / (a + b + 2) {
            let lower = min(1, weight * b / (a + b) * fraction(a, b, x))
            return (lower, 1 - lower)
        }
        let upper = min(1, weight * a / (a + b) * fraction(b, a, y))
        return (1 - upper, upper)
    }

    /// The continued fraction of I(x; a, b), by Lentz's method; it needs some √max(a, b) steps.
    ///
    /// Source: *NIST Digital Library of Mathematical Functions*, 8.17.22.
    private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        var c = 1.0
        var d = 1 / (1 - (a + b) * x / (a + 1))
        var value = d
        var step = 1.0
        while true {
            let even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
            d = 1 / (1 + even * d)
            c = 1 + even / c
            value *= c * d
            let odd =
                -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
            d = 1 / (1 + odd * d)
            c = 1 + odd / c
            value *= c * d
            if abs(c * d - 1) < 4e-16 || step > 1e7 { return value }
            step += 1
        }
    }
}
