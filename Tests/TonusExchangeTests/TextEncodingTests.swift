import Testing
import TonusExchange

struct TextEncodingTests {
    private let text = "Wärme; „wach“\r\nÄ"

    @Test(arguments: [TextEncoding.utf8, .windows1252])
    func `a declared encoding is read, and written back alike`(encoding: TextEncoding) throws {
        let file = encoding.bytes(of: text)
        let read = try TextEncoding.read(file, declared: encoding)
        #expect(read.text == Array(text.utf8))
        #expect(read.encoding.bytes(of: text) == file)
    }

    @Test(arguments: [TextEncoding.utf16, .utf16Swapped])
    func `a mark at the front says how a file is written, whatever was declared`(
        encoding: TextEncoding
    ) throws {
        let file = encoding.bytes(of: text)
        let read = try TextEncoding.read(file, declared: .windows1252)
        #expect(read.text == Array(text.utf8))
        #expect(read.encoding == encoding)
    }

    @Test func `a mark in UTF-8 is no part of the text`() throws {
        let read = try TextEncoding.read([0xEF, 0xBB, 0xBF] + Array(text.utf8), declared: nil)
        #expect(read.text == Array(text.utf8))
    }

    @Test func `every byte of Windows-1252 but zero is a letter, and the same byte again`() throws {
        let file = (1...255).map { UInt8($0) }
        let read = try TextEncoding.read(file, declared: .windows1252)
        #expect(
            TextEncoding.windows1252.bytes(of: String(decoding: read.text, as: UTF8.self)) == file)
    }

    @Test(arguments: [
        (
            Array("a\nb\n\u{FC}".unicodeScalars.map { UInt8($0.value) }),
            TextProblem.notIn(.utf8, line: 3)
        ),
        ([0xFF, 0xFE, 0x61], .notIn(.utf16, line: 1)),
        ([0xFF, 0xFE, 0x00, 0xD8], .notIn(.utf16, line: 1)),
        ([0x7F, 0x45, 0x00, 0x01], .binary),
    ])
    func `what is no text is refused`(file: [UInt8], problem: TextProblem) {
        #expect(throws: problem) { try TextEncoding.read(file, declared: nil) }
    }
}
