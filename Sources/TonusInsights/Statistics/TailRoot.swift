#if canImport(Glibc)
    import Glibc
#endif

/// Where a distribution leaves a given part of itself on one side.
enum TailRoot {
    /// Solves `tail(u) = tail` by Newton's steps on the logarithm, inside a bracket that only
    /// shrinks.
    ///
    /// The logarithm of a tail is nearly straight where the tail is tiny, so a few steps do for
    /// 10⁻³⁰⁰ as for 0.4. The bracket is the range of exponents of a `Double`: beyond it the root
    /// is 0 or infinite to everybody who takes `exp` of it.
    ///
    /// - Parameter evaluate: at u, the part on the wanted side and the density, which is positive.
    static func find(
        tail: Double, start: Double, isLower: Bool,
        evaluate: (Double) -> (part: Double, density: Double)
    ) -> Double {
        var (low, high) = (-745.0, 709.0)
        var u = min(max(start, low), high)
        let goal = log(tail)
        for _ in 0..<200 {
            let (part, density) = evaluate(u)
            let gap = log(part) - goal
            if gap == 0 { return u }
            let isBeyond = isLower ? gap > 0 : gap < 0
            if isBeyond { high = u } else { low = u }
            let slope = (isLower ? density : -density) / part
            var next = u - gap / slope
            if !(next > low && next < high) { next = (low + high) / 2 }
            if abs(next - u) <= 2e-16 * abs(u) || abs(next - u) < 1e-17 { return next }
            u = next
        }
        return u
    }
}
