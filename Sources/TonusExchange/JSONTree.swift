/// A JSON document as a value, written the same way every time: keys in order, no needless space.
package indirect enum JSONTree: Hashable, Sendable {
    case text(String)
    /// The digits as they are: no binary number comes between.
    case number(String)
    case flag(Bool)
    case list([JSONTree])
    case object([String: JSONTree])

    /// An object of what there is: nil, and what is empty, is left out.
    package static func fields(_ pairs: KeyValuePairs<String, JSONTree?>) -> JSONTree {
        var object: [String: JSONTree] = [:]
        for (key, value) in pairs {
            if let value, !value.isEmpty { object[key] = value }
        }
        return .object(object)
    }

    package static func integer(_ number: Int) -> JSONTree { .number("\(number)") }

    package var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .list(let list): list.isEmpty
        case .object(let object): object.isEmpty
        case .number, .flag: false
        }
    }

    /// Nil for what is no object, or has no such key.
    package subscript(key: String) -> JSONTree? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    /// With no other keys than these.
    package func only(_ keys: [String]) -> JSONTree {
        guard case .object(let object) = self else { return self }
        return .object(object.filter { keys.contains($0.key) })
    }

    /// With the keys of another object, which win.
    package func adding(_ more: JSONTree) -> JSONTree {
        guard case .object(let mine) = self, case .object(let theirs) = more else { return self }
        return .object(mine.merging(theirs) { _, other in other })
    }
}

extension JSONTree {
    package var written: String {
        var text: [UInt8] = []
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends it, in UTF-8.
    package func write(to text: inout [UInt8]) {
        switch self {
        case .text(let said): Self.write(said, to: &text)
        case .number(let digits): text += digits.utf8
        case .flag(let flag): text += (flag ? "true" : "false").utf8
        case .list(let list):
            text.append(UInt8(ascii: "["))
            for (place, one) in list.enumerated() {
                if place > 0 { text.append(UInt8(ascii: ",")) }
                one.write(to: &text)
            }
            text.append(UInt8(ascii: "]"))
        case .object(let object):
            text.append(UInt8(ascii: "{"))
            for (place, member) in object.sorted(by: { $0.key < $1.key }).enumerated() {
                if place > 0 { text.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &text)
                text.append(UInt8(ascii: ":"))
                member.value.write(to: &text)
            }
            text.append(UInt8(ascii: "}"))
        }
    }

    /// What would steer a terminal or turn the order of letters is written as an escape, which any
    /// reader undoes: a document may be printed as well as kept.
    private static func write(_ said: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        if said.utf8.allSatisfy({ isPlain($0) }) {
            text += said.utf8
        } else {
            for scalar in said.unicodeScalars { write(scalar, to: &text) }
        }
        text.append(UInt8(ascii: "\""))
    }

    /// The same of a document that another encoder wrote.
    package static func escapingSteering(_ document: String) -> String {
        guard document.unicodeScalars.contains(where: steers) else { return document }
        var text: [UInt8] = []
        for scalar in document.unicodeScalars {
            // Between the texts of a document stand line ends and blanks; they steer nothing.
            if scalar.value > 0x1F, steers(scalar) {
                escape(scalar, to: &text)
            } else {
                text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}"..."\u{202E}",
            "\u{2066}"..."\u{2069}":
            true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        let digits = String(scalar.value, radix: 16)
        text += "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8
    }

    private static func write(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        switch scalar {
        case "\"": text += "\\\"".utf8
        case "\\": text += "\\\\".utf8
        case "\n": text += "\\n".utf8
        case "\r": text += "\\r".utf8
        case "\t": text += "\\t".utf8
        case _ where steers(scalar): escape(scalar, to: &text)
        default: text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }

    /// ASCII that stands for itself.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
