/// A time zone, as the questions this module asks of one; whoever has the tables answers.
public struct Zone: Sendable {
    /// The IANA name, such as `Europe/Berlin`.
    public let identifier: String
    /// Seconds east of UTC at a Unix second.
    public let offset: @Sendable (Int64) -> Int
    /// What people there call the time at a Unix second, such as CET.
    public let abbreviation: @Sendable (Int64) -> String

    public init(
        identifier: String,
        offset: @escaping @Sendable (Int64) -> Int,
        abbreviation: @escaping @Sendable (Int64) -> String
    ) {
        self.identifier = identifier
        self.offset = offset
        self.abbreviation = abbreviation
    }
}

/// Now, here, and among people who write times in their way.
public struct Moment: Sendable {
    /// Unix milliseconds, in the years 1 to 9999.
    public let milliseconds: Int64
    public let zone: Zone
    /// The offset that is meant where a local time came twice; nil asks.
    public var chosenOffset: Int?
    /// How people here write a time.
    public private(set) var customs: Customs

    /// A clock outside the years 1 to 9999 counts as their nearest end, so that no sum overflows.
    public init(milliseconds: Int64, zone: Zone, customs: Customs = .international) {
        self.milliseconds = min(max(milliseconds, Self.earliest), Self.latest)
        self.zone = zone
        self.customs = customs
    }

    /// The same moment, for people of other customs.
    public func speaking(_ customs: Customs) -> Moment {
        var moment = self
        moment.customs = customs
        return moment
    }

    /// The same moment once the person has said which offset they mean in a doubled hour.
    public func choosing(offset: Int) -> Moment {
        var moment = self
        moment.chosenOffset = offset
        return moment
    }

    static let earliest = CivilTime.firstSecond * 1000
    static let latest = CivilTime.lastSecond * 1000 + 999
}

extension Zone {
    /// A change of the clocks: the Unix second it happens at, and what the clock on the wall showed
    /// before and after, as local seconds.
    struct Shift: Hashable {
        let second: Int64
        let from: Int64
        let to: Int64
    }

    /// The Unix seconds at which the clock on the wall shows a local time.
    enum Occurrence: Hashable {
        /// Skipped, because the clocks went forward.
        case never(Shift)
        case once(Int64)
        /// Doubled, because the clocks went back; the earlier one first.
        case twice(Int64, Int64)

        var seconds: [Int64] {
            switch self {
            case .never: []
            case .once(let second): [second]
            case .twice(let first, let second): [first, second]
            }
        }

        /// The first moment that is not before the local time.
        var first: Int64 {
            switch self {
            case .never(let shift): shift.second
            case .once(let second), .twice(let second, _): second
            }
        }

        /// The last moment that is not after the local time.
        var last: Int64 {
            switch self {
            case .never(let shift): shift.second
            case .once(let second), .twice(_, let second): second
            }
        }
    }

    /// Tries the offsets of a day before and a day after: no zone is further than that from UTC,
    /// so one of them holds at the local time unless it is skipped.
    ///
    /// Source: the same approach as PEP 495 and Temporal's "possible instants".
    func occurrence(ofLocal local: Int64) -> Occurrence {
        let (before, after) = (offset(local - 86_400), offset(local + 86_400))
        let (early, late) = (local - Int64(before), local - Int64(after))
        let isEarly = offset(early) == before
        let isLate = offset(late) == after
        if before == after || (isEarly && !isLate) { return .once(early) }
        if isEarly && isLate { return .twice(min(early, late), max(early, late)) }
        return isLate ? .once(late) : .never(shift(between: local - 86_400, and: local + 86_400))
    }

    /// Halves the range until the second at which the offset changes is left.
    private func shift(between start: Int64, and end: Int64) -> Shift {
        let (before, after) = (offset(start), offset(end))
        var (low, high) = (start, end)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(middle) == before { low = middle } else { high = middle }
        }
        return Shift(second: high, from: high + Int64(before), to: high + Int64(after))
    }
}

extension Zone {
    /// Whether a text has the form of a zone's name: `Europe/Berlin`, `Etc/GMT+5`, or an offset
    /// that stands for a zone, such as `+05:30`.
    ///
    /// Source: RFC 9557, section 4.1, `time-zone`.
    static func isName(_ text: String) -> Bool {
        guard (1...64).contains(text.utf8.count) else { return false }
        if let first = text.first, "+-".contains(first) { return secondsEast(text) != nil }
        return text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isNamePart)
    }

    private static func isNamePart(_ part: Substring) -> Bool {
        guard let first = part.first, part != ".", part != ".." else { return false }
        return !("0"..."9").contains(first) && !"+-".contains(first)
            && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-+".contains($0)) }
    }

    /// Reads `+01:00`, and `-00:44:30` as some zones had it once.
    static func secondsEast(_ text: String) -> Int? {
        var scanner = WordScanner(text)
        guard let seconds = scanner.offset(), scanner.isAtEnd else { return nil }
        return seconds
    }
}
