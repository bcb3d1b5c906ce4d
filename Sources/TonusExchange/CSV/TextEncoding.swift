/// How the letters of a file are written.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf16Swapped = "utf-16be"
    case windows1252 = "windows-1252"
}

/// Why a file is no text.
package enum TextProblem: Error, Hashable, Sendable {
    case binary
    /// The first line, from 1, that is not written as it should be.
    case notIn(TextEncoding, line: Int)
}

extension TextEncoding {
    /// Reads a file. A mark at its front says how it is written; without one it is UTF-8, unless
    /// something else was declared.
    ///
    /// - Returns: the text as UTF-8, without a mark.
    package static func read(
        _ file: [UInt8], declared: TextEncoding?
    ) throws(TextProblem) -> (text: [UInt8], encoding: TextEncoding) {
        for (mark, encoding) in marks where file.starts(with: mark) {
            return (try encoding.decode(file.dropFirst(mark.count)), encoding)
        }
        let encoding = declared ?? .utf8
        return (try encoding.decode(file[...]), encoding)
    }

    /// The bytes of a text; what cannot be written so becomes a question mark.
    package func bytes(of text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf16: [0xFF, 0xFE] + text.utf16.flatMap { Self.halves($0).reversed() }
        case .utf16Swapped: [0xFE, 0xFF] + text.utf16.flatMap { Self.halves($0) }
        case .windows1252: text.unicodeScalars.map { Self.codes[$0] ?? UInt8(ascii: "?") }
        }
    }

    /// The upper one first.
    private static func halves(_ unit: UInt16) -> [UInt8] {
        [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }

    private static let marks: [([UInt8], TextEncoding)] = [
        ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16Swapped),
    ]

    private func decode(_ file: ArraySlice<UInt8>) throws(TextProblem) -> [UInt8] {
        switch self {
        case .utf8:
            // Zeros are in no text, and tell a program's own file from one in another encoding.
            guard !file.contains(0) else { throw .binary }
            guard String(validating: file, as: UTF8.self) != nil else {
                throw .notIn(self, line: Self.firstBadLine(file))
            }
            return Array(file)
        case .utf16, .utf16Swapped:
            let (high, low) = self == .utf16Swapped ? (0, 1) : (1, 0)
            let units = stride(from: file.startIndex, to: file.endIndex - 1, by: 2).map { place in
                UInt16(file[place + high]) << 8 | UInt16(file[place + low])
            }
            guard file.count.isMultiple(of: 2),
                let text = String(validating: units, as: UTF16.self)
            else { throw .notIn(self, line: 1) }
            guard !units.contains(0) else { throw .binary }
            return Array(text.utf8)
        case .windows1252:
            guard !file.contains(0) else { throw .binary }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: file.map { Self.letters[Int($0)] })
            return Array(String(text).utf8)
        }
    }

    private static func firstBadLine(_ file: ArraySlice<UInt8>) -> Int {
        for (line, bytes) in zip(
            1..., file.split(separator: 0x0A, omittingEmptySubsequences: false))
        where String(validating: bytes, as: UTF8.self) == nil { return line }
        return 1
    }

    /// The letters of Windows-1252; its five free places are the control characters of Latin-1.
    ///
    /// Source: WHATWG Encoding Standard, index windows-1252.
    private static let letters: [Unicode.Scalar] = {
        var letters = (UInt8.min...UInt8.max).map { Unicode.Scalar($0) }
        let high: [(Int, Unicode.Scalar)] = [
            (0x80, "€"), (0x82, "‚"), (0x83, "ƒ"), (0x84, "„"), (0x85, "…"), (0x86, "†"),
            (0x87, "‡"), (0x88, "ˆ"), (0x89, "‰"), (0x8A, "Š"), (0x8B, "‹"), (0x8C, "Œ"),
            (0x8E, "Ž"), (0x91, "‘"), (0x92, "’"), (0x93, "“"), (0x94, "”"), (0x95, "•"),
            (0x96, "–"), (0x97, "—"), (0x98, "˜"), (0x99, "™"), (0x9A, "š"), (0x9B, "›"),
            (0x9C, "œ"), (0x9E, "ž"), (0x9F, "Ÿ"),
        ]
        for (code, letter) in high { letters[code] = letter }
        return letters
    }()

    private static let codes: [Unicode.Scalar: UInt8] = Dictionary(
        zip(letters, UInt8.min...UInt8.max), uniquingKeysWith: { first, _ in first })
}
