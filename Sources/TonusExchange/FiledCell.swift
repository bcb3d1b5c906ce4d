import TonusCore
import TonusDiary
import TonusTypes

/// What a kind and its fields are called in a file: by name where this version knows one, so that a
/// person can read it, and by number where only a newer one does.
struct FiledCell {
    let kind: UInt32

    static func json(kind: UInt32) -> String {
        Kind(rawValue: kind).map { JSONText.string($0.word) } ?? "\(kind)"
    }

    static func kind(_ value: JSONValue) throws(DiaryFileError) -> UInt32 {
        guard case .text(let word) = value.content else {
            return try value.number("kind", in: 1...UInt32.max)
        }
        guard let kind = Kind.allCases.first(where: { $0.word == word }) else {
            throw DiaryFileError(value.line, .unknown(word))
        }
        return kind.rawValue
    }

    /// The fields that an entity of the kind can have.
    private var fields: [Field] {
        [.sameAs, .merged, .attached] + (Kind(rawValue: kind)?.ownFields ?? [])
    }

    private func field(_ number: UInt32) -> Field? { fields.first { $0.number == number } }

    // MARK: - Writing

    func json(_ write: Write, newer: [UInt8]?) -> String {
        let field = field(write.cell.field)
        return JSONText.object([
            "field": field.map { JSONText.string($0.name) } ?? "\(write.cell.field)",
            "key": write.cell.key.isEmpty ? nil : Self.json(key: write.cell.key, of: field),
            "newer": newer.map { JSONText.string(Hex.encode($0)) },
            "replaces": DiaryFile.json(write.replaces),
            "value": write.value.map { Self.json($0, of: field) } ?? "null",
        ])
    }

    private static func json(key: [UInt8], of field: Field?) -> String {
        let words = field.flatMap { Self.words(key, of: $0) }
        if let field, let words, Self.key(words, of: field) == key { return JSONText.string(words) }
        return JSONText.object(["hex": JSONText.string(Hex.encode(key))])
    }

    private static func words(_ key: [UInt8], of field: Field) -> String? {
        switch field.shape {
        case .sites, .sited: Site(key: key)?.words
        case .set(let words), .rated(let words, _):
            key.count == 1 ? key.first.flatMap(words.word) : nil
        case .clocks: TimeOfDay(key: key)?.text
        case .links: EntityID(bytes: key)?.description
        default: nil
        }
    }

    private static func key(_ words: String, of field: Field) -> [UInt8]? {
        switch field.shape {
        case .sites, .sited:
            let parts = words.split(separator: " ").map(String.init)
            return Site.read(parts).flatMap { $0.count == parts.count ? $0.site.key : nil }
        case .set(let known), .rated(let known, _): return known.code(words).map { [$0] }
        case .clocks: return TimeOfDay(words)?.key
        case .links: return Hex.decode(words).flatMap { EntityID(bytes: $0)?.bytes }
        default: return nil
        }
    }

    private static func json(_ value: Value, of field: Field?) -> String {
        switch value {
        case .integer(let number):
            guard let word = field.flatMap({ Self.word(number, of: $0) }) else {
                let text = JSONText.integer(number)
                return text.hasPrefix("\"") ? JSONText.object(["integer": text]) : text
            }
            return JSONText.object(["word": JSONText.string(word)])
        case .decimal(let number):
            return JSONText.object(["decimal": JSONText.string(number.filed)])
        case .text(let text): return JSONText.string(text)
        case .boolean(let flag): return flag ? "true" : "false"
        case .time(let time): return time.json
        case .date(let date): return JSONText.object(["date": date.json])
        case .entity(let id):
            return JSONText.object(["entity": JSONText.string(id.description)])
        case .unknown(let bytes):
            return JSONText.object(["unknown": JSONText.string(Hex.encode(bytes))])
        }
    }

    private static let endings = ["ongoing", "unknown"]

    private static func word(_ number: Int64, of field: Field) -> String? {
        switch field.shape {
        case .word(let words), .sited(let words): UInt8(exactly: number).flatMap(words.word)
        case .ending: (0...1).contains(number) ? endings[Int(number)] : nil
        default: nil
        }
    }

    // MARK: - Reading

    func write(
        _ value: JSONValue
    ) throws(DiaryFileError) -> (write: Write, newer: [UInt8]?) {
        var members = try JSONMembers(value, in: "writes")
        let named = try members.need("field")
        let (number, field) = try self.field(named)
        let key = try members.take("key").map { (key) throws(DiaryFileError) in
            try Self.key(key, of: field)
        }
        let content = try Self.value(members.need("value"), of: field)
        let newer = try members.take("newer").map { (hex) throws(DiaryFileError) in
            try DiaryFile.bytes(hex, in: "newer")
        }
        let replaces = try DiaryFile.ids(members.take("replaces"), in: "replaces")
        try members.finish()
        return (
            Write(
                cell: CellAddress(field: number, key: key ?? []), value: content, replaces: replaces
            ),
            newer
        )
    }

    private func field(_ value: JSONValue) throws(DiaryFileError) -> (UInt32, Field?) {
        guard case .text(let name) = value.content else {
            let number = try value.number("field", in: 1...UInt32.max)
            return (number, field(number))
        }
        guard let field = fields.first(where: { $0.name == name }) else {
            throw DiaryFileError(value.line, .unknown(name))
        }
        return (field.number, field)
    }

    private static func key(_ value: JSONValue, of field: Field?) throws(DiaryFileError) -> [UInt8]
    {
        if case .text(let words) = value.content {
            guard let field, let key = key(words, of: field) else {
                throw DiaryFileError(value.line, .unknown(words))
            }
            return key
        }
        var members = try JSONMembers(value, in: "key")
        let bytes = try DiaryFile.bytes(members.need("hex"), in: "key")
        try members.finish()
        return bytes
    }

    private static func value(_ value: JSONValue, of field: Field?) throws(DiaryFileError) -> Value?
    {
        switch value.content {
        case .null: return nil
        case .boolean(let flag): return .boolean(flag)
        case .integer(let number): return .integer(number)
        case .text(let text): return .text(text)
        case .array: throw DiaryFileError(value.line, .bad("value"))
        case .object: return try object(JSONMembers(value, in: "value"), of: field)
        }
    }

    private static func object(
        _ members: JSONMembers, of field: Field?
    ) throws(DiaryFileError) -> Value {
        var members = members
        if let time = members.take("time") { return .time(try TimePoint(time, &members)) }
        let value: Value
        if let word = members.take("word") {
            value = .integer(try number(word, of: field))
        } else if let number = members.take("integer") {
            value = .integer(try number.integer("integer"))
        } else if let decimal = members.take("decimal") {
            guard let number = Decimal10(filed: try decimal.text("decimal")) else {
                throw DiaryFileError(decimal.line, .bad("decimal"))
            }
            value = .decimal(number)
        } else if let date = members.take("date") {
            value = .date(try LocalDate(date))
        } else if let id = members.take("entity") {
            value = .entity(try DiaryFile.id(id, in: "entity"))
        } else {
            value = .unknown(try DiaryFile.bytes(members.need("unknown"), in: "unknown"))
        }
        try members.finish()
        return value
    }

    private static func number(
        _ value: JSONValue, of field: Field?
    ) throws(DiaryFileError) -> Int64 {
        let word = try value.text("word")
        let number: Int64? =
            switch field?.shape {
            case .word(let words)?, .sited(let words)?: words.code(word).map { Int64($0) }
            case .ending?: endings.firstIndex(of: word).map { Int64($0) }
            default: nil
            }
        guard let number else { throw DiaryFileError(value.line, .unknown(word)) }
        return number
    }
}
