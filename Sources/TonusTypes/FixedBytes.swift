/// A value of a fixed number of bytes, compared byte by byte.
public protocol FixedBytes: Hashable, Comparable, Sendable, CustomStringConvertible {
    static var count: Int { get }
    /// Nil unless there are exactly `count` bytes.
    init?(bytes: some Sequence<UInt8>)
    var bytes: [UInt8] { get }
}

extension FixedBytes {
    public static func < (a: Self, b: Self) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

    /// Lowercase hexadecimal.
    public var description: String { Hex.encode(bytes) }
}

/// Sixteen bytes that name one thing; `Tag` says which sort of thing.
public struct ID16<Tag>: FixedBytes {
    public static var count: Int { 16 }
    private let high: UInt64
    private let low: UInt64

    public init?(bytes: some Sequence<UInt8>) {
        guard let words = bigEndianWords(bytes, count: 2) else { return nil }
        (high, low) = (words[0], words[1])
    }

    public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    public var bytes: [UInt8] { high.bigEndianBytes + low.bigEndianBytes }

    public static func < (a: Self, b: Self) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

/// Thirty-two bytes: a hash, or what is named by one.
public struct ID32<Tag>: FixedBytes {
    public static var count: Int { 32 }
    private let a: UInt64
    private let b: UInt64
    private let c: UInt64
    private let d: UInt64

    public init?(bytes: some Sequence<UInt8>) {
        guard let words = bigEndianWords(bytes, count: 4) else { return nil }
        (a, b, c, d) = (words[0], words[1], words[2], words[3])
    }

    public var bytes: [UInt8] {
        a.bigEndianBytes + b.bigEndianBytes + c.bigEndianBytes + d.bigEndianBytes
    }

    /// The first half, where a hash doubles as an identifier.
    public func prefix16<Other>(as _: ID16<Other>.Type = ID16<Other>.self) -> ID16<Other> {
        ID16<Other>(high: a, low: b)
    }

    /// The first eight bytes, enough for two parties to notice that they differ.
    public var prefix8: [UInt8] { a.bigEndianBytes }
}

/// Eight random bytes that name a chain of one device.
public struct ChainID: FixedBytes {
    public static let count = 8
    private let word: UInt64

    public init(_ word: UInt64) { self.word = word }

    public init?(bytes: some Sequence<UInt8>) {
        guard let words = bigEndianWords(bytes, count: 1) else { return nil }
        word = words[0]
    }

    public var bytes: [UInt8] { word.bigEndianBytes }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    public var bigEndianBytes: [UInt8] {
        withUnsafeBytes(of: bigEndian) { Array($0) }
    }

    /// Reads as many bytes as there are; the caller has checked that they fit.
    public init(bigEndianBytes bytes: some Sequence<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
    }
}

private func bigEndianWords(_ bytes: some Sequence<UInt8>, count: Int) -> [UInt64]? {
    var words = [UInt64](repeating: 0, count: count)
    var position = 0
    for byte in bytes {
        guard position < count * 8 else { return nil }
        words[position / 8] = words[position / 8] << 8 | UInt64(byte)
        position += 1
    }
    return position == count * 8 ? words : nil
}
