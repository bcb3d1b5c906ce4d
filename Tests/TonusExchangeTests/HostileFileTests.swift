import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusExchange
import TonusStore
import TonusTesting
import TonusTypes

@testable import TonusCommands

/// Files that somebody made by hand, or to do harm: each is refused whole, with its line.
struct HostileFileTests {
    private static let id = "00000000000000000000000000000001"
    private static let other = "00000000000000000000000000000002"

    private static func change(_ more: String, id: String = id) -> String {
        "{\"by\":\"patient\",\"entity\":\"\(id)\",\"id\":\"\(id)\",\"kind\":\"episode\","
            + "\"written\":\"2026-11-19T22:30:00+01:00\"\(more)}"
    }

    private static func file(_ changes: String...) -> String {
        "{\"schema\":\"tonus.diary/1\",\n\"people\":[],\n\"changes\":[\n"
            + changes.joined(separator: ",\n") + "\n]}"
    }

    private static func write(_ write: String) -> String {
        file(change(",\"writes\":[\(write)]"))
    }

    @Test func `JSON in UTF-16 is meant to be a diary, and told apart by its mark too`() {
        for mark in [[0xFE, 0xFF] as [UInt8], []] {
            let bytes = mark + "{}".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            #expect(DiaryFile.isMeant(by: bytes))
            #expect(problem(bytes) == DiaryFileError(1, .utf16))
        }
        #expect(!DiaryFile.isMeant(by: [0xFF, 0xFE, 0x6F, 0, 0x7B, 0]))
    }

    private func problem(_ bytes: [UInt8]) -> DiaryFileError? {
        do {
            try DiaryImport(DiaryFile(reading: bytes)).checkFit()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("", DiaryFileError(1, .notJSON)),
        ("[]", DiaryFileError(1, .notJSON)),
        ("{", DiaryFileError(1, .notJSON)),
        ("{}", DiaryFileError(1, .notADiary)),
        ("\0{\0}", DiaryFileError(1, .utf16)), ("{\0}\0", DiaryFileError(1, .utf16)),
        ("{\"a\":1}", DiaryFileError(1, .notADiary)),
        ("{\"changes\":[]}", DiaryFileError(1, .notADiary)),
        ("{\n\"schema\":7}", DiaryFileError(2, .notADiary)),
        ("{\"schema\":\"tonus.list/1\"}", DiaryFileError(1, .notADiary)),
        ("{\"schema\":\"tonus.diary/2\"}", DiaryFileError(1, .newerSchema("tonus.diary/2"))),
        (file() + "x", DiaryFileError(5, .notJSON)),
        (file("{\"a\":" + String(repeating: "[", count: 100_000)), DiaryFileError(4, .tooDeep)),
        (file(change(",\"reason\":1.5")), DiaryFileError(4, .badNumber("1.5"))),
        (file(change(",\"reason\":1e9")), DiaryFileError(4, .badNumber("1e9"))),
        (file(change(",\"id\":\"x\"")), DiaryFileError(4, .doubledName("id"))),
        (file(change(",\"mood\":1")), DiaryFileError(4, .unknown("mood"))),
        (file("{}"), DiaryFileError(4, .missing("id"))),
        (file("7"), DiaryFileError(4, .bad("changes"))),
        (file(change(""), change("")), DiaryFileError(5, .changeTwice(id))),
        (file(change(",\"undoes\":[\"\(other)\"]")), DiaryFileError(4, .noSuchChange(other))),
        (file(change(",\"undoes\":[\"\(id)\"]")), DiaryFileError(4, .circle(id))),
        (
            file(
                change(",\"undoes\":[\"\(other)\"]"),
                change(",\"undoes\":[\"\(id)\"]", id: other)), DiaryFileError(4, .circle(id))
        ),
        (file(change(",\"undoes\":[\"zz\"]")), DiaryFileError(4, .bad("undoes"))),
        (file(change(",\"undoes\":7")), DiaryFileError(4, .bad("undoes"))),
        (file(change(",\"private\":\"yes\"")), DiaryFileError(4, .bad("private"))),
        (file(change(",\"reason\":\"\\ud800\"")), DiaryFileError(4, .notUTF8)),
        (file(change(",\"reason\":\"\\ud800\\u0041\"")), DiaryFileError(4, .notUTF8)),
        (file(change(",\"reason\":\"\\x\"")), DiaryFileError(4, .notJSON)),
        (file(change(",\"reason\":\"\u{1}\"")), DiaryFileError(4, .notJSON)),
        (write("{\"field\":\"mood\",\"value\":1}"), DiaryFileError(4, .unknown("mood"))),
        (write("{\"field\":0,\"value\":1}"), DiaryFileError(4, .bad("field"))),
        (write("{\"field\":4294967296,\"value\":1}"), DiaryFileError(4, .bad("field"))),
        (write("{\"field\":190}"), DiaryFileError(4, .missing("value"))),
        (write("{\"field\":190,\"value\":[]}"), DiaryFileError(4, .bad("value"))),
        (
            write("{\"field\":190,\"value\":9223372036854775808}"),
            DiaryFileError(4, .badNumber("9223372036854775808"))
        ),
        (
            write("{\"field\":190,\"value\":{\"integer\":\"9223372036854775808\"}}"),
            DiaryFileError(4, .bad("integer"))
        ),
        (
            write("{\"field\":190,\"value\":{\"decimal\":\"1e19\"}}"),
            DiaryFileError(4, .bad("decimal"))
        ),
        (
            write("{\"field\":190,\"value\":{\"date\":\"2026-11-31\"}}"),
            DiaryFileError(4, .bad("date"))
        ),
        (
            write("{\"field\":190,\"value\":{\"time\":\"2026-11-19\"}}"),
            DiaryFileError(4, .bad("time"))
        ),
        (
            write(
                "{\"field\":190,\"value\":{\"time\":{\"ms\":9007199254740992,\"offset\":0}}}"),
            DiaryFileError(4, .unfit)
        ),
        (
            write("{\"field\":\"severity\",\"value\":{\"word\":\"7\"}}"),
            DiaryFileError(4, .unknown("7"))
        ),
        (
            write("{\"field\":\"site\",\"key\":\"left tail\",\"value\":true}"),
            DiaryFileError(4, .unknown("left tail"))
        ),
        (
            write("{\"field\":190,\"value\":{\"unknown\":\"ff\"}}"),
            DiaryFileError(4, .unfit)
        ),
        (
            write(
                "{\"field\":190,\"key\":{\"hex\":\"\(String(repeating: "00", count: 65))\"},\"value\":1}"
            ), DiaryFileError(4, .unfit)
        ),
        (
            write("{\"field\":190,\"value\":1},{\"field\":190,\"value\":2}"),
            DiaryFileError(4, .unfit)
        ),
        (
            file(change(",\"newer\":\"1803\"")),
            DiaryFileError(4, .unfit)
        ),
        (
            file(change(",\"reason\":\"\(String(repeating: "a", count: 70_000))\"")),
            DiaryFileError(4, .unfit)
        ),
    ])
    func `a file that nobody wrote is refused, with its line`(
        text: String, expected: DiaryFileError
    ) {
        #expect(problem(Array(text.utf8)) == expected)
    }

    @Test func `a text that is not UTF-8 is refused`() {
        let text = Array(Self.file(Self.change(",\"reason\":\"ab\"")).utf8)
        #expect(problem(text.replacing([0x61, 0x62], with: [0xFF, 0xFE]))?.problem == .notUTF8)
    }

    @Test func `a file that was pretty printed, with its names in another order, is the same`()
        throws
    {
        let plain = Self.file(Self.change(",\"reason\":\"a\""))
        let pretty = plain.replacing(",", with: " ,\r\n\t").replacing(":", with: " : ")
            .replacing("22 : 30 : 00+01 : 00", with: "22:30:00+01:00")
        let (a, b) = (
            try DiaryFile(reading: Array(plain.utf8)),
            try DiaryFile(reading: [0xEF, 0xBB, 0xBF] + Array(pretty.utf8))
        )
        #expect(a.text == b.text)
    }

    @Test func `a chain of changes without end is read like any other`() throws {
        // Each names the one after it: the file's order is turned round.
        let count = 5000
        func name(_ number: Int) -> String {
            let text = String(number, radix: 16)
            return String(repeating: "0", count: 32 - text.utf8.count) + text
        }
        let changes = (1...count).map { number in
            Self.change(
                number < count ? ",\"undoes\":[\"\(name(number + 1))\"]" : "", id: name(number))
        }
        let text =
            "{\"schema\":\"tonus.diary/1\",\"changes\":[\(changes.joined(separator: ","))]}"
        let file = try DiaryFile(reading: Array(text.utf8))
        #expect(file.intents.first?.first?.id.description == name(count))
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `bytes that were turned or cut are refused or read, and never more`(seed: UInt64) throws {
        let exchange = Exchange()
        let maria = try exchange.replica("maria")
        let key = try maria.log("left leg 8 20m fell tried=heat")
        try maria.note("a \u{1F6C1} note", .everyone, on: key)
        let whole = Array(try maria.text().utf8)
        var random = SplitMix64(seed: seed)
        var refused = 0
        for _ in 0..<100 {
            var bytes = whole
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: bytes.removeSubrange(place..<min(place + 9, bytes.count))
                default: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
                }
            }
            if problem(bytes) != nil { refused += 1 }
        }
        #expect(refused > 50)
    }
}
