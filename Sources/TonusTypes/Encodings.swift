public enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil unless `text` is an even number of hexadecimal digits, in either case.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let nibbles = text.utf8.map { digit -> UInt8? in
            switch digit {
            case 48...57: digit - 48
            case 97...102: digit - 87
            case 65...70: digit - 55
            default: nil
            }
        }
        guard nibbles.count.isMultiple(of: 2), !nibbles.contains(nil) else { return nil }
        return stride(from: 0, to: nibbles.count, by: 2).map {
            (nibbles[$0] ?? 0) << 4 | (nibbles[$0 + 1] ?? 0)
        }
    }
}

/// Base 32 with Crockford's alphabet: no letter that looks like a digit; case does not matter.
///
/// Source: Douglas Crockford, *Base 32*, crockford.com/base32.html.
public enum Base32 {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// Five bits a character, most significant first, the last one filled up with zero bits.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        text(of: symbols(of: bytes))
    }

    /// Nil if a character is not in the alphabet, or the bits left over are not zero.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        symbols(in: text).flatMap { bytes(of: $0) }
    }

    public static func symbols(of bytes: some Sequence<UInt8>) -> [UInt8] {
        var symbols: [UInt8] = []
        var (held, bits) = (UInt32(0), 0)
        for byte in bytes {
            held = (held << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                symbols.append(UInt8(held >> UInt32(bits) & 31))
            }
        }
        if bits > 0 { symbols.append(UInt8(held << UInt32(5 - bits) & 31)) }
        return symbols
    }

    public static func bytes(of symbols: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (held, bits) = (UInt32(0), 0)
        for symbol in symbols {
            held = (held << 5 | UInt32(symbol & 31)) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
            }
        }
        guard bits < 5, held & ((1 << UInt32(bits)) - 1) == 0 else { return nil }
        return bytes
    }

    public static func text(of symbols: some Sequence<UInt8>) -> String {
        String(decoding: symbols.map { alphabet[Int($0 & 31)] }, as: UTF8.self)
    }

    /// The values of the characters; `o` reads as 0, `i` and `l` as 1, as people write them.
    public static func symbols(in text: some StringProtocol) -> [UInt8]? {
        var symbols: [UInt8] = []
        for character in text.lowercased().utf8 {
            let meant: UInt8 =
                switch character {
                case UInt8(ascii: "o"): UInt8(ascii: "0")
                case UInt8(ascii: "i"), UInt8(ascii: "l"): UInt8(ascii: "1")
                default: character
                }
            guard let value = alphabet.firstIndex(of: meant) else { return nil }
            symbols.append(UInt8(value))
        }
        return symbols
    }
}
