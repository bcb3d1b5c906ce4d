import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusExchange

/// What stands in a file for a value is that value and no other.
struct FiledValueTests {
    @Test(arguments: [
        (1250, -2, "12.50"), (-5, -2, "-0.05"), (0, -3, "0.000"), (7, 0, "7"), (12, 3, "12e3"),
        (Int64.min, -18, "-9.223372036854775808"), (Int64.max, 18, "9223372036854775807e18"),
    ])
    func `a decimal keeps each of its digits`(mantissa: Int64, exponent: Int, text: String) throws {
        let decimal = try #require(Decimal10(mantissa: mantissa, exponent: exponent))
        #expect(decimal.filed == text)
        #expect(Decimal10(filed: text) == decimal)
    }

    @Test(arguments: ["", "1.", ".5", "1e0", "+1", "01", "1.5e3", "1e19", "-", "-0", "1.2.3"])
    func `what no decimal is written as is none`(text: String) {
        #expect(Decimal10(filed: text) == nil)
    }

    @Test(arguments: [
        (1_795_132_800_123, 3600, "\"2026-11-20T01:00:00.123+01:00\""),
        (-1, -3208, "\"1969-12-31T23:06:31.999-00:53:28\""),
        (Int64.max, 0, "{\"ms\":\"9223372036854775807\",\"offset\":0}"),
        (0, 86_400, "{\"ms\":0,\"offset\":86400}"),
    ])
    func `a moment is read as it was written`(ms: Int64, offset: Int, json: String) throws {
        let moment = FiledMoment(milliseconds: ms, offset: offset)
        #expect(moment.json == json)
        var reader = JSONReader(Array(json.utf8))
        #expect(try FiledMoment(reader.readValue(), in: "time") == moment)
    }

    @Test(arguments: [
        "2026-11-19", "2026-11-19T22:30", "2026-11-31T22:30:00Z", "2026-11-19T24:00:00Z",
        "2026-11-19T22:30:00", "2026-11-19T22:30:00+1:00", "2026-11-19T22:30:00Zx",
        "2026-11-19T22:30:00.1Z", "0000-11-19T22:30:00Z",
    ])
    func `what no moment is written as is none`(text: String) {
        #expect(FiledMoment(text) == nil)
    }

    @Test(arguments: Kind.allCases)
    func `every field of a kind has a name of its own`(kind: Kind) {
        let names = ([.sameAs, .merged, .attached] + kind.ownFields).map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test func `every word that a field can hold is read as what it stands for`() throws {
        for kind in Kind.allCases {
            let cells = FiledCell(kind: kind.rawValue)
            for field in kind.ownFields {
                for code in Array(0...32) + [200, 255] as [UInt8] {
                    let keys: [[UInt8]] = [[], [code], [code, 1], [0, code]]
                    for key in keys {
                        let write = Write(
                            cell: CellAddress(field: field.number, key: key),
                            value: .integer(Int64(code)))
                        var reader = JSONReader(Array(cells.json(write, newer: nil).utf8))
                        #expect(try cells.write(reader.readValue()).write == write)
                    }
                }
            }
        }
    }

    @Test func `a text is the same to the last byte`() throws {
        let text = String(String.UnicodeScalarView((0...0x2FF).compactMap { Unicode.Scalar($0) }))
        let all = text + "e\u{301}\u{2028}\u{1F6C1}\u{FEFF}"
        var reader = JSONReader(Array(JSONText.string(all).utf8))
        #expect(try Array(reader.readValue().text("x").utf8) == Array(all.utf8))
    }
}
