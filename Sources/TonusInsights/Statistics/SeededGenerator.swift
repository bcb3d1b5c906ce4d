/// The generator of all drawing in an analysis: one seed, one sequence, on every machine.
///
/// Replicas that hold the same diary must show the same figures, so its numbers never change.
/// Source: G. L. Steele, D. Lea and C. H. Flood, *Fast Splittable Pseudorandom Number Generators*,
/// OOPSLA 2014.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

extension RandomNumberGenerator {
    /// A number from 0 below `bound`, each equally likely.
    ///
    /// The standard library does the same, but does not promise to do it alike for ever. Source:
    /// D. Lemire, *Fast Random Integer Generation in an Interval*, ACM TOMACS 29, 2019.
    mutating func draw(below bound: Int) -> Int {
        let bound = UInt64(bound)
        let reject = (0 &- bound) % bound
        while true {
            let (high, low) = bound.multipliedFullWidth(by: next())
            if low >= reject { return Int(high) }
        }
    }
}
