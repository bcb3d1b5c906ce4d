#if canImport(Glibc)
    import Glibc
#endif

/// The gamma function and the two halves into which x cuts its integral.
public enum Gamma {
    /// ln Γ(x), for x above 0.
    ///
    /// Relative precision holds at the zeros 1 and 2 as well, where differences would lose it.
    public static func logarithm(_ x: Double) -> Double {
        precondition(x > 0)
        if x >= 10 {
            return (x - 0.5) * log(x) - x + SaddlePoint.halfLogOfTwoPi
                + SaddlePoint.stirlingSeries(x)
        }
        if x < 0.5 { return aboveTwo(x) - log1p(x) - log(x) }
        if x < 1.5 { return aboveTwo(x - 1) - log1p(x - 1) }
        var (rest, product) = (x, 1.0)
        while rest > 2.5 {
            rest -= 1
            product *= rest
        }
        return aboveTwo(rest - 2) + log(product)
    }

    /// P(a, x) and Q(a, x) = 1 − P, each without having been subtracted from 1 where it is small.
    ///
    /// `a` is above 0, `x` from 0. Source: W. J. Cody's and W. Gautschi's choice of series and
    /// continued fraction, as in *NIST Digital Library of Mathematical Functions*, 8.7.1 and 8.9.2.
    public static func regularized(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
        precondition(a > 0 && x >= 0)
        if x == 0 { return (0, 1) }
        if x == .infinity { return (1, 0) }
        let weight = SaddlePoint.poisson(a, mean: x)
        if x < a + 1 {
            let lower = min(1, weight * series(a, x))
            return (lower, 1 - lower)
        }
        let upper = min(1, weight * a * fraction(a, x))
        return (1 - upper, upper)
    }

    /// The x with P(a, x) = p; `p` in `0...1`.
    public static func quantile(_ a: Double, below p: Double) -> Double {
        precondition(a > 0 && (0...1).contains(p))
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        return p <= 0.5 ? solve(a, tail: p, isLower: true) : solve(a, tail: 1 - p, isLower: false)
    }

    /// The x with Q(a, x) = q; `q` in `0...1`.
    public static func quantile(_ a: Double, above q: Double) -> Double {
        precondition(a > 0 && (0...1).contains(q))
        if q == 0 { return .infinity }
        if q == 1 { return 0 }
        return q <= 0.5 ? solve(a, tail: q, isLower: false) : solve(a, tail: 1 - q, isLower: true)
    }

    private static func solve(_ a: Double, tail: Double, isLower: Bool) -> Double {
        exp(
            TailRoot.find(tail: tail, start: log(a), isLower: isLower) { u in
                let x = exp(u)
                let (lower, upper) = regularized(a, x)
                return (isLower ? lower : upper, a * SaddlePoint.poisson(a, mean: x))
            })
    }

    /// ln Γ(2 + y) = (1 − γ)y + Σ (−1)ᵏ (ζ(k) − 1) yᵏ / k, for y in −½…½.
    ///
    /// Source: *NIST Digital Library of Mathematical Functions*, 5.7.3.
    private static func aboveTwo(_ y: Double) -> Double {
        var (sum, power, sign) = (0.422_784_335_098_467_139_39 * y, y, 1.0)
        for (index, excess) in zetaExcess.enumerated() {
            power *= y
            sum += sign * excess * power / Double(index + 2)
            sign = -sign
        }
        return sum
    }

    /// ζ(k) − 1 for k from 2.
    private static let zetaExcess: [Double] = [
        0.644934066848226436, 0.202056903159594285, 0.0823232337111381915, 0.0369277551433699263,
        0.0173430619844491397, 0.00834927738192282684, 0.00407735619794433938,
        0.00200839282608221442, 0.000994575127818085337, 0.000494188604119464559,
        0.000246086553308048299, 0.000122713347578489147, 0.0000612481350587048293,
        0.0000305882363070204936, 0.0000152822594086518717, 7.63719763789976227e-6,
        3.81729326499983986e-6, 1.90821271655393893e-6, 9.53962033872796113e-7,
        4.76932986787806463e-7, 2.3845050272773299e-7, 1.19219925965311073e-7,
        5.96081890512594796e-8, 2.98035035146522802e-8, 1.49015548283650412e-8,
    ]

    /// Σ xᵏ / ((a + 1)…(a + k)), all of whose terms are positive.
    private static func series(_ a: Double, _ x: Double) -> Double {
        var (sum, term, divisor) = (1.0, 1.0, a)
        while term > sum * 1e-17 {
            divisor += 1
            term *= x / divisor
            sum += term
        }
        return sum
    }

    /// The continued fraction of eˣ x⁻ᵃ Γ(a, x), by Lentz's method.
    private static func fraction(_ a: Double, _ x: Double) -> Double {
        var b = x + 1 - a
        var c = Double.infinity
        var d = 1 / b
        var value = d
        var step = 1.0
        while true {
            let numerator = -step * (step - a)
            b += 2
            d = 1 / (numerator * d + b)
            c = b + numerator / c
            let factor = c * d
            value *= factor
            if abs(factor - 1) < 4e-16 || step > 1e7 { return value }
            step += 1
        }
    }
}
