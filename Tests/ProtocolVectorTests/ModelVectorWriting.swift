import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

/// Makes `change`, `clock`, `derived-id` and `padding`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TONUS_WRITE_VECTORS"] != nil))
struct ModelVectorWriting {
    let entity = EntityKey(
        audience: .everyone, kind: 1, id: EntityID(high: 0x0102, low: 0x0304))
    let salt: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]

    func body(_ fill: (inout ChangeBody) -> Void) throws -> [UInt8] {
        var body = ChangeBody(
            entity: entity, timestamp: Timestamp(milliseconds: 1_795_132_800_000, counter: 3),
            written: 1_795_132_799_000, writtenOffset: 3600)
        fill(&body)
        return try ChangeCodec.encode(body, salt: salt)
    }

    func write(_ field: UInt32, _ value: Value?, key: [UInt8] = []) -> Write {
        Write(cell: CellAddress(field: field, key: key), value: value)
    }

    func one(_ name: String, _ bytes: [UInt8], zeros: Int? = nil) -> ChangeCase {
        let all = bytes + [UInt8](repeating: 0, count: zeros ?? 0)
        let told = try? ChangeCodec.decode(all, audience: .everyone)
        return ChangeCase(
            name: name, bytes: Hex.encode(bytes), zeros: zeros,
            says: told.map(ChangeCase.Told.init))
    }

    @Test func changes() throws {
        let ids = [ChangeID(high: 7, low: 8), ChangeID(high: 9, low: 10)]
        let time = TimePoint(
            instant: 1_795_132_000_000, offset: 3600, zone: "Europe/Berlin",
            precision: .fifteenMinutes, earliest: 1_795_131_000_000, latest: 1_795_133_000_000)
        let decimal = try #require(Decimal10(mantissa: -125, exponent: -1))
        let told = ToldBy(member: MemberID(high: 3, low: 4), name: "Ana Ü", relation: 2)
        var cases = [
            one("one whole number", try body { $0.writes = [write(105, .integer(-7))] }),
            one("a decimal", try body { $0.writes = [write(105, .decimal(decimal))] }),
            one("a text", try body { $0.writes = [write(201, .text("nach dem Bad ü"))] }),
            one(
                "a boolean in a cell with a key",
                try body { $0.writes = [write(102, .boolean(true), key: [2, 1])] }),
            one(
                "a time with zone, precision and span",
                try body { $0.writes = [write(100, .time(time))] }),
            one(
                "a date before 1970",
                try body { $0.writes = [write(400, .date(LocalDate(days: -3)))] }),
            one("an entity", try body { $0.writes = [write(200, .entity(entity.id))] }),
            one("a cell set to nothing", try body { $0.writes = [write(105, nil)] }),
            one(
                "a kind of value that a newer version wrote",
                try body { $0.writes = [write(105, .unknown([0x9A, 0x01, 0x01, 0x41]))] }),
            one(
                "a field that a newer version added",
                try body { $0.writes = [write(105, .integer(1))] } + [0xAA, 0x06, 0x02, 0x41, 0x42]),
            one(
                "a write that replaces two",
                try body { body in
                    body.writes = [
                        Write(cell: CellAddress(field: 105), value: .integer(1), replaces: ids)
                    ]
                }),
            one(
                "a delete as a duplicate",
                try body { ($0.deletes, $0.survivor) = (ids, EntityID(high: 5, low: 6)) }),
            one(
                "an edit of what was deleted",
                try body { ($0.writes, $0.restores) = ([write(105, .integer(2))], ids) }),
            one(
                "an undo, one of an intent of three",
                try body { ($0.undoes, $0.intentSize) = (ids, 3) }),
            one("from a file", try body { $0.importID = EntityID(high: 1, low: 2) }),
            one(
                "from a file, in the words of somebody else",
                try body { ($0.importID, $0.toldBy) = (EntityID(high: 1, low: 2), told) }),
            one("somebody else's words that came from no file", try body { $0.toldBy = told }),
            one(
                "somebody else's words, and whose they are is no member",
                try body { $0.importID = EntityID(high: 1, low: 2) }
                    + [0x7A, 0x05, 0x0A, 0x03, 1, 2, 3]),
        ]
        cases += try atTheBounds() + readings() + refused() + beyondTheBounds() + notMessages()
        try Vectors.write("change", "Changes, their bytes and what they say (1-model.md)", cases)
    }

    /// Each line of "Malformed changes".
    private func refused() throws -> [ChangeCase] {
        func wire(_ name: String, _ fill: (inout WireChange) -> Void) throws -> ChangeCase {
            var change = try WireChange(
                serializedBytes: body { $0.writes = [write(105, .integer(1))] })
            fill(&change)
            let case_ = one(name, try change.serializedBytes())
            #expect(case_.says == nil, "\(name)")
            return case_
        }
        func value(_ name: String, _ fill: @escaping (inout WireValue) -> Void) throws -> ChangeCase
        {
            try wire(name) { fill(&$0.writes[0].value) }
        }
        return [
            one("no change at all", [0xFF, 0xFF, 0xFF]),
            one(
                "a text that is not UTF-8",
                try body { $0.writes = [write(201, .text("ab"))] }.replacing(
                    [0x61, 0x62], with: [0xFF, 0xFE])),
            try wire("a salt of seven bytes") { $0.salt = Data(repeating: 1, count: 7) },
            try wire("an entity of fifteen bytes") { $0.entity = Data(repeating: 1, count: 15) },
            try wire("kind 0") { $0.kind = 0 },
            try wire("a write on field 0") { $0.writes[0].field = 0 },
            try wire("a key of 65 bytes") { $0.writes[0].key = Data(repeating: 1, count: 65) },
            try wire("two writes on one cell") { $0.writes.append($0.writes[0]) },
            try wire("an id to replace of three bytes") {
                $0.writes[0].replaces = [Data([1, 2, 3])]
            },
            try wire("an id to delete of three bytes") { $0.deletes = [Data([1, 2, 3])] },
            try wire("an id to restore of three bytes") { $0.restores = [Data([1, 2, 3])] },
            try wire("an id to undo of three bytes") { $0.undoes = [Data([1, 2, 3])] },
            try wire("a survivor of three bytes") { $0.survivor = Data([1, 2, 3]) },
            try wire("an import id of three bytes") { $0.importID = Data([1, 2, 3]) },
            try value("a decimal with exponent 19") { $0.decimal.exponent = 19 },
            try value("an entity value of three bytes") { $0.entity = Data([1, 2, 3]) },
            try value("an instant beyond 2^52") { $0.time.instant = (1 << 52) + 1 },
            try value("an offset of more than a day") { $0.time.offset = 86_401 },
            try value("a zone of 65 bytes") { $0.time.zone = String(repeating: "a", count: 65) },
        ]
    }

    @Test func clocks() throws {
        let now: Int64 = 1_795_132_800_000
        func stamp(_ milliseconds: Int64, _ counter: UInt16) -> Timestamp {
            Timestamp(milliseconds: milliseconds, counter: counter)
        }
        func given(_ name: String, _ latest: Timestamp) -> ClockCase {
            var clock = HybridClock(latest: latest)
            let startsOver = clock.isFarAhead(of: now)
            if startsOver { clock = HybridClock() }
            let after = clock.tick(now: now)
            return ClockCase(
                name: name, clock: Hex.encode(latest.rawValue.bigEndianBytes), wall: now, seen: nil,
                after: Hex.encode(after.rawValue.bigEndianBytes), isSuspect: false,
                isFarAhead: startsOver)
        }
        func seen(_ name: String, _ latest: Timestamp, _ other: Timestamp) -> ClockCase {
            var clock = HybridClock(latest: latest)
            let isSuspect = clock.observe(other, now: now)
            return ClockCase(
                name: name, clock: Hex.encode(latest.rawValue.bigEndianBytes), wall: now,
                seen: Hex.encode(other.rawValue.bigEndianBytes),
                after: Hex.encode(clock.latest.rawValue.bigEndianBytes), isSuspect: isSuspect,
                isFarAhead: nil)
        }
        let limit = now + 300_000
        var last = HybridClock(latest: Timestamp(rawValue: .max))
        let end = Timestamp.millisecondsLimit
        let greatest = ClockCase(
            name: "the greatest timestamp stays, where the wall clock is there too",
            clock: "ffffffffffffffff", wall: end, seen: nil,
            after: Hex.encode(last.tick(now: end).rawValue.bigEndianBytes), isSuspect: false,
            isFarAhead: false)
        try Vectors.write(
            "clock", "New timestamps, and those of others (1-model.md)",
            [
                given("the wall clock has moved on", stamp(now - 5, 9)),
                given("the wall clock stands still", stamp(now, 0)),
                given("the wall clock went back", stamp(now + 60_000, 4)),
                given("a full counter carries into the milliseconds", stamp(now, .max)),
                given("the first of all", .zero),
                given("a clock at the limit goes on", stamp(limit, .max)),
                given("a clock beyond the limit is set back", stamp(limit + 1, 0)),
                given("the greatest timestamp is set back too", Timestamp(rawValue: .max)),
                greatest,
                seen("an older one changes nothing", stamp(now, 5), stamp(now - 1, 7)),
                seen("a newer one is taken over", stamp(now, 5), stamp(now + 10, 7)),
                seen("five minutes ahead is the limit", stamp(now, 5), stamp(limit, .max)),
                seen(
                    "beyond it is suspect, and drags no further", stamp(now, 5), stamp(limit + 1, 0)
                ),
                seen(
                    "years ahead drags no further either", stamp(now, 5), Timestamp(rawValue: .max)),
                seen(
                    "a clock that is ahead already stays", stamp(limit + 50, 0),
                    stamp(limit + 70, 0)),
            ])
    }

    @Test func `derived ids`() throws {
        func one(_ name: String, _ kind: UInt32, _ key: [UInt8]) -> DerivedCase {
            DerivedCase(
                name: name, kind: kind, key: Hex.encode(key),
                id: derivedEntityID(kind: kind, canonicalKey: key).description)
        }
        try Vectors.write(
            "derived-id", "Derived ids (1-model.md)",
            [
                one("a row of a file", 1, Array("csv\u{0}a1\u{0}1795132800000".utf8)),
                one("the note of that row", 2, Array("csv\u{0}a1\u{0}1795132800000".utf8)),
                one("the check-in of a day", 4, Array("checkin\u{0}2026-11-19".utf8)),
                one("an empty key", 4, []),
                one(
                    "a factor that comes with the program, on a day", 6,
                    CanonicalKey.exposure(.heat, LocalDate(days: 20_776))),
                one(
                    "a factor of this diary, on a day", 6,
                    CanonicalKey.exposure(EntityID(high: 1, low: 2), LocalDate(days: 20_776))),
                one(
                    "a dose that is due", 9,
                    CanonicalKey.dose(
                        EntityID(high: 1, low: 2), LocalDate(days: 20_776),
                        try #require(TimeOfDay("08:00")))),
            ])
    }

    @Test func padding() throws {
        func one(_ name: String, _ packed: [UInt8]) -> PaddingCase {
            PaddingCase(
                name: name, packed: Hex.encode(packed),
                content: (try? Padding.unpack(packed)).map { Hex.encode($0) })
        }
        let long = (0..<3000).map { UInt8($0 % 7) }
        let squeezed = Padding.pack(long, compressing: true)
        let frame = Array(squeezed[5..<5 + Int(UInt32(bigEndianBytes: squeezed[1..<5]))])
        func framed(_ packing: UInt8, _ content: [UInt8]) -> [UInt8] {
            let bytes = [packing] + UInt32(content.count).bigEndianBytes + content
            return bytes
                + [UInt8](repeating: 0, count: Padding.paddedCount(bytes.count) - bytes.count)
        }
        let small = Padding.pack([1, 2, 3], compressing: false)
        var dirty = small
        dirty[127] = 1
        var longer = small
        longer[4] = 200
        try Vectors.write(
            "padding", "Packing and padding inside a seal (2-envelopes.md)",
            [
                one("three bytes in 128", small),
                one("nothing at all", Padding.pack([], compressing: false)),
                one(
                    "a length of its own above 128",
                    Padding.pack(Array(long.prefix(300)), compressing: false)),
                one("compressed", squeezed),
                one("padding that is not zero", dirty),
                one("one byte too long", small + [0]),
                one("one byte too short", Array(small.dropLast())),
                one("a content longer than what is there", longer),
                one("a packing that is not known", framed(2, [1, 2, 3])),
                one("packed as a frame, and none", framed(1, [1, 2, 3])),
                one(
                    "a frame, and an empty one behind it",
                    framed(1, frame + [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0, 1, 0, 0])),
                one(
                    "a frame, and one to be skipped behind it",
                    framed(1, frame + [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0])),
                one("a frame cut short", framed(1, Array(frame.dropLast()))),
            ])
    }
}
