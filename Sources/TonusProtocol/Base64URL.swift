import Foundation

/// Base 64 with the alphabet for URLs, without padding. Source: RFC 4648, section 5.
package enum Base64URL {
    package static func encode(_ bytes: [UInt8]) -> String {
        let standard = Data(bytes).base64EncodedData().prefix { $0 != UInt8(ascii: "=") }
        return String(decoding: standard.map(urlDigit), as: UTF8.self)
    }

    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.allSatisfy(isDigit) else { return nil }
        let padding = repeatElement(UInt8(ascii: "="), count: (4 - digits.count % 4) % 4)
        guard let data = Data(base64Encoded: Data(digits.map(standardDigit) + padding)) else {
            return nil
        }
        // A second spelling of the same bytes would let a signature travel in two forms.
        let bytes = Array(data)
        return encode(bytes).utf8.elementsEqual(digits) ? bytes : nil
    }

    private static func urlDigit(_ c: UInt8) -> UInt8 {
        switch c {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: c
        }
    }

    private static func standardDigit(_ c: UInt8) -> UInt8 {
        switch c {
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: c
        }
    }

    private static func isDigit(_ c: UInt8) -> Bool {
        (48...57).contains(c) || (65...90).contains(c) || (97...122).contains(c)
            || c == 45 || c == 95
    }
}
