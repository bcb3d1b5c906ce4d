#if canImport(Glibc)
    import Glibc
#endif

/// The distributions that made-up diaries are drawn from, by whatever generator.
extension RandomNumberGenerator {
    /// From 0 below 1.
    package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// By the method of Box and Muller, one of the two.
    package mutating func normal(_ mean: Double = 0, _ spread: Double = 1) -> Double {
        let (a, b) = (1 - uniform(), uniform())
        return mean + spread * (-2 * log(a)).squareRoot() * cos(2 * Double.pi * b)
    }

    /// With mean `shape`. Below a shape of 1 it is that of the next shape, made smaller.
    ///
    /// Source: G. Marsaglia and W. W. Tsang, *A Simple Method for Generating Gamma Variables*, ACM
    /// Transactions on Mathematical Software 26(3), 2000.
    package mutating func gamma(_ shape: Double) -> Double {
        if shape < 1 { return gamma(shape + 1) * pow(1 - uniform(), 1 / shape) }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
            if v > 0, log(1 - uniform()) < x * x / 2 + d * (1 - v + log(v)) { return d * v }
        }
    }

    /// By inversion, in steps that keep exp(−mean) above 0.
    package mutating func poisson(_ mean: Double) -> Int {
        if mean > 50 { return poisson(mean / 2) + poisson(mean / 2) }
        var (count, chance) = (0, exp(-mean))
        var rest = uniform()
        while rest >= chance, chance > 0 {
            rest -= chance
            count += 1
            chance *= mean / Double(count)
        }
        return count
    }
}
