/// A value of a fixed number of bytes, compared byte by byte.
public protocol FixedBytes: Hashable, Comparable, Sendable, CustomStringConvertible {
    static var count: Int { get }
    /// Nil unless there are exactly `count` bytes.
    init?(bytes: some Sequence<UInt8>)
    var bytes: [UInt8] { get }
    /// Lends the bytes, without an array for them.
    func withBytes<Answer>(_ body: (UnsafeRawBufferPointer) throws -> Answer) rethrows -> Answer
}

extension FixedBytes {
    public var bytes: [UInt8] { withBytes { Array($0) } }

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
        guard let words = inARow(bytes, Self.count, { ($0.word(0), $0.word(1)) }) else {
            return nil
        }
        (high, low) = words
    }

    public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    public func withBytes<Answer>(
        _ body: (UnsafeRawBufferPointer) throws -> Answer
    ) rethrows -> Answer {
        try withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
    }

    public static func < (a: Self, b: Self) -> Bool { (a.high, a.low) < (b.high, b.low) }

    /// The same bytes, as what something else is called by: a change in a file is called by the id of
    /// the change that it once was.
    public func renamed<Other>(_: ID16<Other>.Type = ID16<Other>.self) -> ID16<Other> {
        ID16<Other>(high: high, low: low)
    }
}

/// Thirty-two bytes: a hash, or what is named by one.
public struct ID32<Tag>: FixedBytes {
    public static var count: Int { 32 }
    private let a: UInt64
    private let b: UInt64
    private let c: UInt64
    private let d: UInt64

    public init?(bytes: some Sequence<UInt8>) {
        let words = inARow(bytes, Self.count) {
            ($0.word(0), $0.word(1), $0.word(2), $0.word(3))
        }
        guard let words else { return nil }
        (a, b, c, d) = words
    }

    public func withBytes<Answer>(
        _ body: (UnsafeRawBufferPointer) throws -> Answer
    ) rethrows -> Answer {
        try withUnsafeBytes(of: (a.bigEndian, b.bigEndian, c.bigEndian, d.bigEndian), body)
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
        guard let word = inARow(bytes, Self.count, { $0.word(0) }) else { return nil }
        self.word = word
    }

    public func withBytes<Answer>(
        _ body: (UnsafeRawBufferPointer) throws -> Answer
    ) rethrows -> Answer {
        try withUnsafeBytes(of: word.bigEndian, body)
    }
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

/// Lets `read` look at the bytes in a row; nil unless there are exactly `count`.
private func inARow<Value>(
    _ bytes: some Sequence<UInt8>, _ count: Int, _ read: (UnsafeRawBufferPointer) -> Value
) -> Value? {
    let found = bytes.withContiguousStorageIfAvailable { buffer in
        buffer.count == count ? read(UnsafeRawBufferPointer(buffer)) : nil
    }
    if let found { return found }
    let copy = Array(bytes)
    return copy.count == count ? copy.withUnsafeBytes(read) : nil
}

extension UnsafeRawBufferPointer {
    fileprivate func word(_ index: Int) -> UInt64 {
        UInt64(bigEndian: loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
}
