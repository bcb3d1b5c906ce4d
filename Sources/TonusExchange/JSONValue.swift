/// A value as JSON has it, and where it stood. Numbers are whole: this diary has no others.
struct JSONValue {
    enum Content {
        case null
        case boolean(Bool)
        case integer(Int64)
        case text(String)
        case array([JSONValue])
        case object([String: JSONValue])
    }

    let line: Int
    let content: Content
}

/// The members of an object, taken out one by one; what is left over in the end is not known here.
struct JSONMembers {
    let line: Int
    private var rest: [String: JSONValue]

    init(_ value: JSONValue, in name: String) throws(DiaryFileError) {
        guard case .object(let members) = value.content else {
            throw DiaryFileError(value.line, .bad(name))
        }
        (line, rest) = (value.line, members)
    }

    mutating func take(_ name: String) -> JSONValue? { rest.removeValue(forKey: name) }

    mutating func need(_ name: String) throws(DiaryFileError) -> JSONValue {
        guard let value = take(name) else { throw DiaryFileError(line, .missing(name)) }
        return value
    }

    /// - Throws: where anything is left: to skip it would be to lose it.
    func finish() throws(DiaryFileError) {
        if let name = rest.keys.min() { throw DiaryFileError(line, .unknown(name)) }
    }
}

extension JSONValue {
    func text(_ name: String) throws(DiaryFileError) -> String {
        guard case .text(let text) = content else { throw DiaryFileError(line, .bad(name)) }
        return text
    }

    /// A number; one that other programs would round stands in quotes.
    func integer(_ name: String) throws(DiaryFileError) -> Int64 {
        switch content {
        case .integer(let number): return number
        case .text(let text):
            guard let number = Int64(text), "\(number)" == text else { break }
            return number
        default: break
        }
        throw DiaryFileError(line, .bad(name))
    }

    func number<Number: FixedWidthInteger>(
        _ name: String, in range: ClosedRange<Number>
    ) throws(DiaryFileError) -> Number {
        guard let number = Number(exactly: try integer(name)), range.contains(number) else {
            throw DiaryFileError(line, .bad(name))
        }
        return number
    }

    func array(_ name: String) throws(DiaryFileError) -> [JSONValue] {
        guard case .array(let values) = content else { throw DiaryFileError(line, .bad(name)) }
        return values
    }
}
