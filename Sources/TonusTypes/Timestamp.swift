/// A moment of a hybrid logical clock: 48 bits of Unix milliseconds, 16 bits of counter.
///
/// Comparing raw values compares moments.
public struct Timestamp: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// - Parameter milliseconds: since 1970, UTC; held to `0..<2^48`, the year 10889.
    public init(milliseconds: Int64, counter: UInt16 = 0) {
        let held = UInt64(min(max(milliseconds, 0), Self.millisecondsLimit))
        rawValue = held << 16 | UInt64(counter)
    }

    public static let millisecondsLimit: Int64 = (1 << 48) - 1
    public static let zero = Timestamp(rawValue: 0)

    public var milliseconds: Int64 { Int64(rawValue >> 16) }
    public var counter: UInt16 { UInt16(truncatingIfNeeded: rawValue) }

    /// The next moment; a full counter carries into the milliseconds. The last moment stays.
    public var next: Timestamp { rawValue == .max ? self : Timestamp(rawValue: rawValue + 1) }

    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.rawValue < b.rawValue }
}
