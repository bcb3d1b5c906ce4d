import Testing
import TonusCore
import TonusDiary
import TonusTypes

/// Numbers that no person could have typed here, from a file or a broken device.
struct AllowedValueTests {
    private static let member = MemberID(high: 0, low: 1)

    private func sheet(_ kind: Kind, _ field: Field, _ value: Value, key: [UInt8] = []) throws
        -> Sheet
    {
        let entity = EntityKey(
            audience: .everyone, kind: kind.rawValue, id: EntityID(high: 1, low: 1))
        var body = ChangeBody(entity: entity, timestamp: .zero, written: 0, writtenOffset: 0)
        body.writes = [Write(cell: field.cell(key: key), value: value)]
        let change = Change(
            id: ChangeID(high: 1, low: 2),
            author: Author(device: DeviceID(high: 0, low: 1), member: Self.member), body: body)
        return try #require(Sheet(EntityState(entity, alone: change), patient: Self.member))
    }

    private func amount(_ mantissa: Int64, _ exponent: Int = 0) throws -> Value {
        .decimal(try #require(Decimal10(mantissa: mantissa, exponent: exponent)))
    }

    @Test func `a value beyond its field's range is as if nobody had said it`() throws {
        let cases: [(Kind, Field, Value, Value)] = [
            (.checkIn, .spasticity, .integer(10), .integer(11)),
            (.checkIn, .spasticity, .integer(0), .integer(-1)),
            (.checkIn, .sleepHours, try amount(24), try amount(241, -1)),
            (.checkIn, .sleepHours, try amount(75, -1), try amount(1, 18)),
            (.checkIn, .wakings, .integer(20), .integer(.max)),
            (.checkIn, .distress, .integer(1), .integer(0)),
            (.exercise, .exerciseMinutes, .integer(600), .integer(5000)),
            (.measure, .measureValue, try amount(65, -1), try amount(1_000_000_000)),
            (.measure, .measureValue, try amount(0), try amount(-1)),
            (.dose, .doseAmount, try amount(400), .text("400")),
        ]
        for (kind, field, within, beyond) in cases {
            #expect(try sheet(kind, field, within)[field] == within, "\(field.name)")
            let sheet = try sheet(kind, field, beyond)
            #expect(sheet[field] == nil && sheet.reports(field).isEmpty, "\(field.name)")
            #expect(!sheet.said.contains(field), "\(field.name)")
        }
    }

    @Test func `a part of the day troubles from one to four`() throws {
        let key = [PartOfDay.evening.rawValue]
        #expect(try sheet(.checkIn, .troubled, .integer(4), key: key).keys(.troubled) == [key])
        #expect(try sheet(.checkIn, .troubled, .integer(5), key: key).keys(.troubled) == [])
    }

    @Test func `a word of a newer version passes`() throws {
        let sheet = try sheet(.dose, .doseUnit, .integer(200))
        #expect(sheet[.doseUnit] == .integer(200))
    }
}
