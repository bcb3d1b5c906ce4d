/// Whether somebody did something on a day, or had it: what one factor says about it.
public enum Exposure: UInt8, Hashable, Sendable {
    case no, yes, unknown
}

/// How often chance alone would do it: the days of a factor are turned against those of the spasms.
///
/// Turning keeps bad weeks together and holidays together, and breaks only what ties one to the
/// other. A test that takes days for independent finds a pattern in three of ten such diaries where
/// there is none. Source: B. F. J. Manly, *Randomization, Bootstrap and Monte Carlo Methods in
/// Biology*, 2007, chapter 11.
public struct ShiftTest: Sendable {
    /// One bit a day: whether it counts.
    private let observed: [UInt64]
    /// The days' counts in binary, word by word: the bits of worth 1, those of worth 2, and so on. What is all
    /// zeros, as most of what days with many spasms would fill, is left out: counting bits is most of the time.
    private let planes: [(depth: Int, bits: UInt64)]
    /// Where each word's begin in them, and at last where they end.
    private let starts: [Int]
    private let length: Int

    /// Takes the counts of days in a row, nil where nobody looked.
    public init(_ counts: [Int?]) {
        length = counts.count
        observed = Self.bits(counts.map { $0 != nil })
        let depth = Int.bitWidth - (counts.lazy.compactMap { $0 }.max() ?? 0).leadingZeroBitCount
        let whole = (0..<depth).map { place in
            Self.bits(counts.map { ($0 ?? 0) >> place & 1 == 1 })
        }
        var (planes, starts): ([(depth: Int, bits: UInt64)], [Int]) = ([], [0])
        for index in observed.indices {
            for place in 0..<depth where whole[place][index] != 0 {
                planes.append((place, whole[place][index]))
            }
            starts.append(planes.count)
        }
        (self.planes, self.starts) = (planes, starts)
    }

    /// The days by which a factor is turned: all that leave it at least a week away from where it
    /// was, or `limit` of them, drawn.
    public static func shifts(
        length: Int, limit: Int = 1999, using generator: inout some RandomNumberGenerator
    ) -> [Int] {
        let possible = length - 2 * leastShift + 1
        if possible <= 0 { return [] }
        if possible <= limit { return Array(leastShift...length - leastShift) }
        return (0..<limit).map { _ in leastShift + generator.draw(below: possible) }
    }

    static let leastShift = 7

    /// (1 + turns at least as far from an even spread) / (1 + turns), on either side.
    ///
    /// "Far" is how many standard deviations the exposed days' count is from its share. A logarithm
    /// of the ratio would be infinite whenever a turn leaves the exposed days without a spasm. A
    /// turn that leaves nothing to compare counts as far. Nil without turns, or with nothing to
    /// compare where the days lie.
    ///
    /// - Parameter exposure: as many days as there are counts.
    public func pValue(_ exposure: [Exposure], shifts: [Int]) -> Double? {
        precondition(exposure.count == length)
        // Written twice, so that a turn is a place to read from.
        let twice = exposure + exposure
        let yes = Self.bits(twice.map { $0 == .yes }, spare: 2)
        let known = Self.bits(twice.map { $0 != .unknown }, spare: 2)
        guard !shifts.isEmpty, let here = distance(yes, known, shift: 0) else { return nil }
        let far = shifts.count { shift in
            distance(yes, known, shift: shift).map { $0 >= here } ?? true
        }
        return Double(1 + far) / Double(1 + shifts.count)
    }

    /// The square of the score. It is put together from whole numbers by operations that round
    /// alike everywhere, so that equal turns are equal on every machine.
    private func distance(_ yes: [UInt64], _ known: [UInt64], shift: Int) -> Double? {
        var (exposedDays, days, exposedEvents, events) = (0, 0, 0, 0)
        let (word, bit) = (shift >> 6, UInt64(shift & 63))
        for index in observed.indices {
            let place = word + index
            let isYes = Self.read(yes, place, bit)
            let isKnown = Self.read(known, place, bit)
            exposedDays += (observed[index] & isYes).nonzeroBitCount
            days += (observed[index] & isKnown).nonzeroBitCount
            for plane in starts[index]..<starts[index + 1] {
                let (depth, bits) = planes[plane]
                exposedEvents += (bits & isYes).nonzeroBitCount << depth
                events += (bits & isKnown).nonzeroBitCount << depth
            }
        }
        guard exposedDays > 0, days > exposedDays, events > 0 else { return nil }
        let (a, b) = (Double(exposedDays), Double(days - exposedDays))
        let gap = Double(exposedEvents) * Double(days) - Double(events) * a
        return gap * gap / (Double(events) * a * b)
    }

    /// 64 days from a place between words. The word after the last has no day that counts.
    @inline(__always)
    private static func read(_ bits: [UInt64], _ place: Int, _ bit: UInt64) -> UInt64 {
        // Shifting by 64 gives 0, as it must for days that start with a word.
        bits[place] >> bit | bits[place + 1] << (64 - bit)
    }

    /// One bit for each day, and words of zeros behind, for reading past the end.
    private static func bits(_ days: [Bool], spare: Int = 0) -> [UInt64] {
        var words = Array(repeating: UInt64(0), count: (days.count + 63) / 64 + spare)
        for (day, isSet) in days.enumerated() where isSet {
            words[day >> 6] |= 1 << UInt64(day & 63)
        }
        return words
    }
}
