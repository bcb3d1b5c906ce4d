#if canImport(Glibc)
    import Glibc
#endif

/// The two pieces from which densities are put together without losing digits at large counts.
///
/// Taking the difference of logarithms of gamma functions costs a digit for each power of ten of
/// the count; these two are small where a density is large. Source: C. Loader, *Fast and Accurate
/// Computation of Binomial Probabilities*, 2000.
enum SaddlePoint {
    /// ln √(2π).
    static let halfLogOfTwoPi = 0.918_938_533_204_672_741_78

    /// What Stirling's formula leaves out of ln Γ(x + 1), for x from 0.
    static func stirlingError(_ x: Double) -> Double {
        if x < 10 {
            if x == 0 { return 0 }
            return Gamma.logarithm(x + 1) - (x + 0.5) * log(x) + x - halfLogOfTwoPi
        }
        return stirlingSeries(x)
    }

    /// The asymptotic series Σ B₂ₖ / (2k(2k − 1)x²ᵏ⁻¹); full precision for x from 10.
    static func stirlingSeries(_ x: Double) -> Double {
        let terms: [Double] = [
            1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
            -3617.0 / 122_400,
        ]
        let square = 1 / (x * x)
        return terms.reversed().reduce(0) { $0 * square + $1 } / x
    }

    /// x ln(x/mean) + mean − x, which never is negative; x from 0, the mean above 0.
    static func deviance(_ x: Double, mean: Double) -> Double {
        if x == 0 { return mean }
        guard abs(x - mean) < 0.1 * (x + mean) else {
            return x * log(x / mean) + mean - x
        }
        let ratio = (x - mean) / (x + mean)
        var sum = (x - mean) * ratio
        var power = 2 * x * ratio
        var order = 3.0
        while true {
            power *= ratio * ratio
            let next = sum + power / order
            if next == sum { return sum }
            sum = next
            order += 2
        }
    }

    /// xᵃ e⁻ˣ / Γ(a + 1): a Poisson probability, for any a from 0.
    static func poisson(_ a: Double, mean x: Double) -> Double {
        if x == 0 { return a == 0 ? 1 : 0 }
        if a == 0 { return exp(-x) }
        return exp(-stirlingError(a) - deviance(a, mean: x)) / (2 * Double.pi * a).squareRoot()
    }

    /// Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) · xᵃ yᵇ with y = 1 − x: a binomial probability, for any
    /// a and b from 0.
    static func binomial(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
        if x == 0 { return a == 0 ? 1 : 0 }
        if y == 0 { return b == 0 ? 1 : 0 }
        if a == 0 { return exp(b * (x < 0.5 ? log1p(-x) : log(y))) }
        if b == 0 { return exp(a * (y < 0.5 ? log1p(-y) : log(x))) }
        let n = a + b
        let exponent =
            stirlingError(n) - stirlingError(a) - stirlingError(b)
            - deviance(a, mean: n * x) - deviance(b, mean: n * y)
        return exp(exponent) * (n / (2 * Double.pi * a * b)).squareRoot()
    }
}
