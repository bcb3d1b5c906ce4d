/// Reads JSON piece by piece: a diary of decades is never in memory as a tree.
///
/// Strict, as RFC 8259 has it, and stricter: only whole numbers, and no name twice in an object,
/// where programs would differ on which of them counts.
struct JSONReader {
    private let bytes: [UInt8]
    private var place = 0
    private(set) var line = 1

    /// A change has five levels; recursion beyond this is somebody's trick.
    private static let depth = 16

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    /// Whether a file begins as an object of JSON does, also in UTF-16.
    static func isMeant(by bytes: some Sequence<UInt8>) -> Bool {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0]
        return bytes.first { !blanks.contains($0) } == UInt8(ascii: "{")
    }

    /// The two bytes of a letter of ASCII are a zero and the letter, in either order.
    static func isUTF16(_ bytes: some Sequence<UInt8>) -> Bool {
        let start = Array(bytes.prefix(64))
        let brace = start.firstIndex(of: UInt8(ascii: "{")) ?? start.endIndex
        return start.prefix(brace + 2).contains(0)
    }

    /// Hands over each member of an object by name; `member` has to read its value.
    mutating func readObject(
        _ member: (inout JSONReader, String) throws(DiaryFileError) -> Void
    ) throws(DiaryFileError) {
        try expect("{")
        if take("}") { return }
        var names: Set<String> = []
        repeat {
            skipBlanks()
            let start = line
            let name = try readString()
            guard names.insert(name).inserted else {
                throw DiaryFileError(start, .doubledName(name))
            }
            try expect(":")
            try member(&self, name)
        } while take(",")
        try expect("}")
    }

    /// Hands over each element of an array; `element` has to read it.
    mutating func readArray(
        _ element: (inout JSONReader) throws(DiaryFileError) -> Void
    ) throws(DiaryFileError) {
        try expect("[")
        if take("]") { return }
        repeat { try element(&self) } while take(",")
        try expect("]")
    }

    mutating func readValue() throws(DiaryFileError) -> JSONValue {
        try readValue(within: Self.depth)
    }

    /// - Throws: where anything but blanks follows.
    mutating func finish() throws(DiaryFileError) {
        skipBlanks()
        guard place == bytes.count else { throw DiaryFileError(line, .notJSON) }
    }
}

extension JSONReader {
    private mutating func readValue(within depth: Int) throws(DiaryFileError) -> JSONValue {
        guard depth > 0 else { throw DiaryFileError(line, .tooDeep) }
        skipBlanks()
        let start = line
        guard place < bytes.count else { throw DiaryFileError(line, .notJSON) }
        let content: JSONValue.Content
        switch bytes[place] {
        case UInt8(ascii: "{"):
            var members: [String: JSONValue] = [:]
            try readObject { (reader, name) throws(DiaryFileError) in
                members[name] = try reader.readValue(within: depth - 1)
            }
            content = .object(members)
        case UInt8(ascii: "["):
            var values: [JSONValue] = []
            try readArray { (reader) throws(DiaryFileError) in
                values.append(try reader.readValue(within: depth - 1))
            }
            content = .array(values)
        case UInt8(ascii: "\""): content = .text(try readString())
        case UInt8(ascii: "t"): content = try readWord("true", .boolean(true))
        case UInt8(ascii: "f"): content = try readWord("false", .boolean(false))
        case UInt8(ascii: "n"): content = try readWord("null", .null)
        default: content = .integer(try readNumber())
        }
        return JSONValue(line: start, content: content)
    }

    private mutating func readWord(
        _ word: String, _ content: JSONValue.Content
    ) throws(DiaryFileError) -> JSONValue.Content {
        guard bytes[place...].starts(with: word.utf8) else { throw DiaryFileError(line, .notJSON) }
        place += word.utf8.count
        return content
    }

    private mutating func readNumber() throws(DiaryFileError) -> Int64 {
        let part = bytes[place...].prefix {
            (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0)
        }
        guard !part.isEmpty else { throw DiaryFileError(line, .notJSON) }
        let text = String(decoding: part.prefix(40), as: UTF8.self)
        guard part.count <= 20, let number = Int64(text), "\(number)" == text else {
            throw DiaryFileError(line, .badNumber(text))
        }
        place += part.count
        return number
    }

    private mutating func skipBlanks() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) {
            if bytes[place] == 0x0A { line += 1 }
            place += 1
        }
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ sign: Unicode.Scalar) throws(DiaryFileError) {
        guard take(sign) else { throw DiaryFileError(line, .notJSON) }
    }
}

// MARK: - Strings

extension JSONReader {
    private mutating func readString() throws(DiaryFileError) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let read = String(validating: text, as: UTF8.self) else {
                    throw DiaryFileError(line, .notUTF8)
                }
                return read
            case UInt8(ascii: "\\"): text += try readEscape()
            case ..<0x20: throw DiaryFileError(line, .notJSON)
            default: text.append(byte)
            }
        }
        throw DiaryFileError(line, .notJSON)
    }

    private mutating func readEscape() throws(DiaryFileError) -> [UInt8] {
        guard place < bytes.count else { throw DiaryFileError(line, .notJSON) }
        let letter = bytes[place]
        place += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try readScalar()).utf8)
        default: throw DiaryFileError(line, .notJSON)
        }
    }

    /// What stands behind `\u`: one unit of UTF-16, or the two of a pair.
    private mutating func readScalar() throws(DiaryFileError) -> Character {
        let high = try readUnit()
        if let scalar = Unicode.Scalar(high) { return Character(scalar) }
        guard (0xD800...0xDBFF).contains(high), bytes[place...].starts(with: "\\u".utf8) else {
            throw DiaryFileError(line, .notUTF8)
        }
        place += 2
        let low = try readUnit()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        else { throw DiaryFileError(line, .notUTF8) }
        return Character(scalar)
    }

    private mutating func readUnit() throws(DiaryFileError) -> UInt32 {
        let digits = bytes[place...].prefix(4)
        guard digits.count == 4, !digits.contains(UInt8(ascii: "+")),
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw DiaryFileError(line, .notJSON) }
        place += 4
        return unit
    }
}
