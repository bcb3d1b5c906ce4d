/// Writes JSON on one line: names in order, no blanks, and every text as it is but for what JSON
/// itself forbids. The same values are the same bytes.
enum JSONText {
    static func object(_ members: [String: String?]) -> String {
        let parts = members.sorted { $0.key < $1.key }.compactMap { name, value in
            value.map { "\(string(name)):\($0)" }
        }
        return "{\(parts.joined(separator: ","))}"
    }

    static func array(_ values: [String]) -> String { "[\(values.joined(separator: ","))]" }

    /// In quotes where a program that holds numbers as binary fractions would round it.
    static func integer(_ number: Int64) -> String {
        number.magnitude <= 1 << 53 ? "\(number)" : string("\(number)")
    }

    static func string(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += "\\n".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0x09: bytes += "\\t".utf8
            case ..<0x20:
                bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
