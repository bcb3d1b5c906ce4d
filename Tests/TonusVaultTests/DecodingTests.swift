import Foundation
import Testing
import TonusCore
import TonusProtocol
import TonusTesting
import TonusTypes
import TonusVault

/// Bytes from outside: any of them are read or refused, and none of them trap.
struct DecodingTests {
    private func body(_ random: inout SplitMix64) -> ChangeBody {
        func ids() -> [ChangeID] {
            (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
                ChangeID(bytes: random.bytes(16))
            }
        }
        let values: [Value?] = [
            nil, .integer(.random(in: .min ... .max, using: &random)), .boolean(true),
            .text("ä\u{0}🙂"),
            .date(LocalDate(days: -1)), .entity(EntityID(high: 1, low: 2)),
            Decimal10(mantissa: -5, exponent: -18).map { .decimal($0) },
            .time(
                TimePoint(
                    instant: 1_795_132_800_000, offset: 3600, zone: "Europe/Berlin",
                    precision: .partOfDay, earliest: 1, latest: 2)),
            .unknown([0x82, 0x06, 0x01, 0x41]),
        ]
        var body = ChangeBody(
            entity: EntityKey(audience: .everyone, kind: 7, id: EntityID(high: 5, low: 6)),
            timestamp: Timestamp(rawValue: .random(in: 0...UInt64.max, using: &random)), written: 0,
            writtenOffset: 19_800)
        body.written = body.timestamp.milliseconds + 5
        body.writes = values.shuffled(using: &random).prefix(4).enumerated().map { place, value in
            Write(
                cell: CellAddress(field: UInt32(place + 1), key: random.bytes(place)), value: value,
                replaces: ids())
        }
        (body.deletes, body.restores, body.undoes) = (ids(), ids(), ids())
        body.survivor = EntityID(high: 7, low: 8)
        body.importID = EntityID(high: 9, low: 1)
        body.intentSize = 2
        body.reason = "doubled"
        return body
    }

    @Test(arguments: 0..<64 as Range<UInt64>)
    func `a change is read back as it was written`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let body = body(&random)
        let bytes = try ChangeCodec.encode(body, salt: random.bytes(8))
        #expect(try ChangeCodec.decode(bytes, audience: .everyone) == body)
    }

    @Test func `a cell written twice makes a change say nothing at all`() throws {
        var random = SplitMix64(seed: 1)
        var body = body(&random)
        body.writes.append(body.writes[0])
        let bytes = try ChangeCodec.encode(body, salt: random.bytes(8))
        #expect(throws: VaultError.malformed(part: "writes")) {
            try ChangeCodec.decode(bytes, audience: .everyone)
        }
    }

    @Test func `a change above 64 KiB is refused when it is written, not later`() throws {
        var random = SplitMix64(seed: 1)
        var body = body(&random)
        body.reason = String(repeating: "x", count: Limits.changeBytes)
        #expect(throws: VaultError.tooLarge(part: "change")) {
            try ChangeCodec.encode(body, salt: random.bytes(8))
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `garbage is refused by every decoder, and none of it traps`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let good = try ChangeCodec.encode(body(&random), salt: random.bytes(8))
        for _ in 0..<2_500 {
            var bytes = random.bytes(Int.random(in: 0...200, using: &random))
            if Bool.random(using: &random) {
                bytes = good
                bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(
                    in: 1...255, using: &random)
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            }
            _ = try? ChangeCodec.decode(bytes, audience: .owner)
            _ = try? EnvelopeHeader(parsing: bytes)
            _ = try? Padding.unpack(bytes)
            var entry = WireRosterEntry()
            entry.body = Data(bytes)
            #expect((try? Roster(genesis: entry)) == nil)
            let text = String(decoding: bytes, as: UTF8.self)
            _ = try? Ticket(text: text)
            #expect(RequestAuthorization(headerValue: "Tonus1 " + text) == nil)
        }
    }
}
