import Foundation
import Testing
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// The cases of `change.json` at the bounds and beyond them, and of how bytes are read.
extension ModelVectorWriting {
    private func wire(_ name: String, _ fill: (inout WireChange) -> Void) throws -> ChangeCase {
        var change = try WireChange(
            serializedBytes: body { $0.writes = [write(105, .integer(1))] })
        fill(&change)
        return one(name, try change.serializedBytes())
    }

    private func time(
        _ name: String, _ fill: @escaping (inout WireTimePoint) -> Void
    ) throws -> ChangeCase {
        try wire(name) { fill(&$0.writes[0].value.time) }
    }

    private func accepted(_ cases: [ChangeCase]) -> [ChangeCase] {
        for one in cases { #expect(one.says != nil, "\(one.name)") }
        return cases
    }

    private func malformed(_ cases: [ChangeCase]) -> [ChangeCase] {
        for one in cases { #expect(one.says == nil, "\(one.name)") }
        return cases
    }

    /// A change whose last field is one that no version knows, filled with zeros up to a length.
    private func filled(_ name: String, to length: Int) throws -> ChangeCase {
        let start = try body { $0.writes = [write(105, .integer(1))] } + [0xAA, 0x06]
        let zeros = length - start.count - 3
        let count: [UInt8] = [
            UInt8(zeros & 0x7F) | 0x80, UInt8(zeros >> 7 & 0x7F) | 0x80, UInt8(zeros >> 14),
        ]
        return one(name, start + count, zeros: zeros)
    }

    func atTheBounds() throws -> [ChangeCase] {
        let bound: Int64 = 1 << 52
        let key = [UInt8](repeating: 0xFF, count: 64)
        return accepted([
            try wire("a change that writes nothing") { $0.writes = [] },
            try filled("a change of 64 KiB", to: Limits.changeBytes),
            try wire("a key of 64 bytes") { $0.writes[0].key = Data(key) },
            try wire("the greatest kind and field") {
                ($0.kind, $0.writes[0].field) = (.max, .max)
            },
            try wire("one field, two keys") {
                $0.writes.append($0.writes[0])
                $0.writes[1].key = Data([0])
            },
            try wire("the least whole number") { $0.writes[0].value.integer = .min },
            try wire("the greatest whole number") { $0.writes[0].value.integer = .max },
            try wire("a decimal with exponent 18") {
                ($0.writes[0].value.decimal.mantissa, $0.writes[0].value.decimal.exponent) = (1, 18)
            },
            try wire("a decimal of nothing but exponent -18") {
                $0.writes[0].value.decimal.exponent = -18
            },
            try wire("an empty text") { $0.writes[0].value.text = "" },
            try wire("false") { $0.writes[0].value.boolean = false },
            try time("the earliest instant") { ($0.instant, $0.offset) = (-bound, -86_400) },
            try time("the latest instant, a zone of 64 bytes") {
                ($0.instant, $0.offset) = (bound, 86_400)
                $0.zone = String(repeating: "a", count: 64)
            },
            try time("a span from bound to bound") { ($0.earliest, $0.latest) = (-bound, bound) },
            try time("a span whose ends are 0, which is not absent") {
                ($0.earliest, $0.latest) = (0, 0)
            },
            try time("the day is all that was known") { $0.precision = 6 },
            try wire("written long before its timestamp, with a reason") {
                ($0.writtenDelta, $0.writtenOffset) = (-5_000_000_000, -12_600)
                $0.reason = "twice"
            },
            try wire("an intent of as many as there can be") { $0.intentSize = .max },
        ])
    }

    func readings() throws -> [ChangeCase] {
        let plain = try body { $0.writes = [write(105, .integer(1))] }
        return accepted([
            try time("a precision of a newer version makes the time unknown") { $0.precision = 7 },
            one(
                "a field of a newer version makes the time unknown",
                try written(value: [0x2A, 0x05, 0x08, 0x02, 0x98, 0x06, 0x01])),
            one(
                "a field of a newer version beside a value leaves it known",
                try written(value: [0x08, 0x06, 0x98, 0x06, 0x01])),
            one("a value that says nothing is unknown", try written(value: [])),
            one(
                "of two kinds of value the last counts",
                try written(value: [0x08, 0x06, 0x20, 0x01])),
            one(
                "two times in one value are put together",
                try written(value: [0x2A, 0x02, 0x08, 0x02, 0x2A, 0x02, 0x10, 0x04])),
            one("of a field that comes twice the last counts", plain + [0x18, 0x02]),
            one("a field whose wire type is not its own is not known", plain + [0x1D, 1, 2, 3, 4]),
            one("an intent size of 0 means 1", plain + [0x68, 0x00]),
            one("a number that is longer than it needs to be", plain + [0x18, 0x82, 0x80, 0x00]),
            one("100 levels of groups", plain + nested(99)),
        ])
    }

    /// A change with one write on 105 whose value has these bytes.
    private func written(value: [UInt8]) throws -> [UInt8] {
        let inner = [0x08, 105, 0x1A, UInt8(value.count)] + value
        return try body { $0.writes = [] } + [0x3A, UInt8(inner.count)] + inner
    }

    /// Groups within each other, of a field that no version knows.
    private func nested(_ levels: Int) -> [UInt8] {
        Array(repeatElement([0x9B, 0x06], count: levels).joined())
            + Array(repeatElement([0x9C, 0x06], count: levels).joined())
    }

    func beyondTheBounds() throws -> [ChangeCase] {
        let beyond: Int64 = (1 << 52) + 1
        return malformed([
            try filled("a change of one byte more than 64 KiB", to: Limits.changeBytes + 1),
            try wire("no salt") { $0.salt = Data() },
            try wire("a salt of nine bytes") { $0.salt.append(0) },
            try wire("no entity") { $0.entity = Data() },
            try wire("an entity of seventeen bytes") { $0.entity.append(0) },
            try wire("an empty id to delete") { $0.deletes = [Data()] },
            try wire("one good id to undo, and a long one") {
                $0.undoes = [Data(repeating: 1, count: 16), Data(repeating: 1, count: 17)]
            },
            try wire("two writes on one cell, one of them of nothing") {
                $0.writes.append($0.writes[0])
                $0.writes[1].clearValue()
            },
            try wire("a second write that is malformed") {
                $0.writes.append($0.writes[0])
                $0.writes[1].field = 0
            },
            try wire("a decimal with exponent -19") {
                $0.writes[0].value.decimal.exponent = -19
            },
            try wire("an empty entity value") { $0.writes[0].value.entity = Data() },
            try time("an instant before -2^52") { $0.instant = -beyond },
            try time("a span from before -2^52") { $0.earliest = -beyond },
            try time("a span to beyond 2^52") { $0.latest = beyond },
            try time("an offset of more than a day west") { $0.offset = -86_401 },
            try time("a zone of 65 bytes in 64 characters") {
                $0.zone = String(repeating: "a", count: 63) + "ü"
            },
            try time("an unknown precision, and an instant beyond 2^52") {
                ($0.precision, $0.instant) = (7, beyond)
            },
        ])
    }

    func notMessages() throws -> [ChangeCase] {
        let plain = try body { $0.writes = [write(105, .integer(1))] }
        return malformed([
            one("nothing at all", []),
            one("field number 0", plain + [0x00, 0x00]),
            one("a tag of six bytes", plain + [0x98, 0x86, 0x80, 0x80, 0x80, 0x00, 0x01]),
            one(
                "a number of eleven bytes",
                plain + [0x18] + [UInt8](repeating: 0x80, count: 10) + [0x01]),
            one("a number that is cut short", plain + [0x18, 0x80]),
            one("bytes that are cut short", plain + [0x62, 0x10, 0x01]),
            one("a group without its end", plain + [0x9B, 0x06]),
            one("a group that ends as another", plain + [0x9B, 0x06, 0xA4, 0x06]),
            one("the end of a group that did not begin", plain + [0x9C, 0x06]),
            one("a wire type that there is not", plain + [0x9E, 0x06]),
            one("101 levels of groups", plain + nested(100)),
            one("a reason that is not UTF-8", plain + [0x72, 0x01, 0xFF]),
        ])
    }
}
