import Foundation
import Testing
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// The cases of `merge.json` that look twice.
extension MergeVectorWriting {
    func deeper() throws -> [MergeCase] {
        try passingOn() + deeperUndos() + deeperExistence() + readings() + ranks() + links()
            + kept() + tellings()
    }

    private func time(_ instant: Int64, zone: String = "UTC") -> Value {
        .time(TimePoint(instant: instant, offset: 0, zone: zone))
    }

    private func entity(
        _ low: UInt64, kind: UInt32 = 1, _ audience: Audience = .everyone
    ) -> EntityKey {
        EntityKey(audience: audience, kind: kind, id: EntityID(high: low, low: low))
    }

    private func passingOn() throws -> [MergeCase] {
        let (phone, tablet) = (Self.phone, Self.tablet)
        return [
            try one("what was replaced by way of two that do not count is dead") {
                let first = try $0.write(phone, .integer(0))
                let second = try $0.write(phone, .integer(1), over: [first])
                let third = try $0.write(tablet, .integer(0), over: [second], isAllowed: false)
                try $0.write(phone, time(5), over: [third])
                try $0.undo(phone, second)
            },
            try one("what does not count, and nobody replaced, brings nothing back or down") {
                let first = try $0.write(phone, .integer(0))
                let second = try $0.write(tablet, .integer(1), over: [first], isAllowed: false)
                try $0.write(tablet, time(5), over: [second], isAllowed: false)
            },
            try one("a name of a change that nobody holds is no fault") {
                try $0.write(phone, .integer(0), over: [ChangeID(high: 99, low: 99)])
            },
            try one("a write names a change of another entity, which has no effect there") {
                let first = try $0.add(phone, on: entity(3)) {
                    $0.writes = [Write(cell: CellAddress(field: 101), value: .integer(0))]
                }
                try $0.write(phone, .integer(1), over: [first])
            },
            try one("a write names a write on another cell, which has no effect there") {
                let first = try $0.add(phone) {
                    $0.writes = [Write(cell: CellAddress(field: 105), value: .integer(3))]
                }
                try $0.write(tablet, .integer(1), over: [first])
            },
            try one("the same bytes by two devices are two changes") {
                try $0.write(phone, .integer(0))
                let held = $0.changes[0]
                $0.changes.append(
                    MergeCase.Held(
                        device: tablet.description, audience: 1, isAllowed: true,
                        change: held.change))
            },
        ]
    }

    private func deeperUndos() throws -> [MergeCase] {
        let (phone, tablet) = (Self.phone, Self.tablet)
        return [
            try one("an undo of an undo of an undo") {
                let first = try $0.write(phone, .integer(0))
                let undo = try $0.undo(phone, first)
                let redo = try $0.undo(tablet, undo)
                try $0.undo(phone, redo)
            },
            try one("undone by two, of whom one was undone") {
                let first = try $0.write(phone, .integer(0))
                let undo = try $0.undo(phone, first)
                try $0.undo(tablet, first)
                try $0.undo(phone, undo)
            },
            try one("an undo that the roster does not allow leaves what it names") {
                let first = try $0.write(phone, .integer(0))
                let undo = try $0.undo(phone, first)
                try $0.add(tablet, isAllowed: false) { $0.undoes = [undo] }
            },
            try one("an undo from another entity of its audience") {
                let first = try $0.write(phone, .integer(0))
                try $0.add(phone, on: entity(3)) { $0.undoes = [first] }
            },
            try one("an undo among the owners") {
                let first = try $0.add(phone, on: entity(1, .owner)) {
                    $0.writes = [Write(cell: CellAddress(field: 101), value: .integer(0))]
                }
                try $0.add(phone, on: entity(3, .owner)) { $0.undoes = [first] }
            },
            try one("a malformed undo undoes nothing") {
                let first = try $0.write(phone, .integer(0))
                try $0.undo(phone, first)
                let undo = $0.changes.removeLast()
                // A salt of nine bytes: the first field, one longer.
                $0.changes.append(
                    MergeCase.Held(
                        device: undo.device, audience: 1, isAllowed: true,
                        change: "0a0900" + undo.change.dropFirst(4)))
            },
            try one("an undone write leaves the other writes of its change undone too") {
                let both = try $0.add(phone) { body in
                    body.writes = [
                        Write(cell: CellAddress(field: 101), value: .integer(1)),
                        Write(cell: CellAddress(field: 105), value: .integer(9)),
                    ]
                }
                try $0.undo(phone, both)
            },
        ]
    }

    private func deeperExistence() throws -> [MergeCase] {
        let (phone, tablet) = (Self.phone, Self.tablet)
        return [
            try one("a delete that did not see one of two cells") {
                let first = try $0.write(phone, .integer(0))
                try $0.add(tablet) {
                    $0.writes = [Write(cell: CellAddress(field: 105), value: .integer(3))]
                }
                try $0.add(phone) { $0.deletes = [first] }
            },
            try one("a delete that is undone") {
                let first = try $0.write(phone, .integer(0))
                let delete = try $0.add(phone) { $0.deletes = [first] }
                try $0.undo(phone, delete)
            },
            try one("deleted, restored, and deleted again with the restore named") {
                let first = try $0.write(phone, .integer(0))
                let delete = try $0.add(phone) { $0.deletes = [first] }
                let restore = try $0.add(tablet) { $0.restores = [delete] }
                try $0.add(phone) { $0.deletes = [first, restore] }
            },
            try one("a delete that had not seen the restore is contested") {
                let first = try $0.write(phone, .integer(0))
                let delete = try $0.add(phone) { $0.deletes = [first] }
                try $0.add(tablet) { $0.restores = [delete] }
                try $0.add(phone) { $0.deletes = [first] }
            },
            try one("a restore that is undone, and replaced nothing") {
                let first = try $0.write(phone, .integer(0))
                let delete = try $0.add(phone) { $0.deletes = [first] }
                let restore = try $0.add(tablet) { $0.restores = [delete] }
                try $0.undo(tablet, restore)
            },
            try one("a delete is replaced by way of a restore that does not count") {
                let first = try $0.write(phone, .integer(0))
                let delete = try $0.add(phone) { $0.deletes = [first] }
                let restore = try $0.add(tablet, isAllowed: false) { $0.restores = [delete] }
                try $0.add(phone) { $0.restores = [restore] }
            },
            try one("a delete and a restore in one change have one record") {
                let first = try $0.write(phone, .integer(0))
                let delete = try $0.add(phone) { $0.deletes = [first] }
                try $0.add(tablet) { ($0.deletes, $0.restores) = ([first], [delete]) }
            },
            try one("a delete from another entity hides nothing") {
                let first = try $0.write(phone, .integer(0))
                try $0.add(phone, on: entity(3)) { $0.deletes = [first] }
            },
            try one("a delete names what another write replaced later") {
                let first = try $0.write(phone, .integer(0))
                try $0.write(tablet, .integer(1), over: [first])
                try $0.add(phone) {
                    ($0.deletes, $0.survivor) = ([first], EntityID(high: 3, low: 3))
                }
            },
            try one("an entity of which nothing counts is hidden") {
                try $0.write(tablet, .integer(0), isAllowed: false)
            },
            try one("an entity that was only ever undone on is hidden") {
                let first = try $0.write(phone, .integer(0))
                try $0.add(phone, on: entity(3)) { $0.undoes = [first] }
            },
        ]
    }

    private func readings() throws -> [MergeCase] {
        let (phone, laptop, tablet) = (Self.phone, Self.laptop, Self.tablet)
        return [
            try one("the patient's own is shown, whoever the patient is", patient: Self.ana) {
                try $0.write(phone, .integer(0), at: 9000)
                try $0.write(tablet, .integer(1))
            },
            try one("nobody on the roster is the patient, so the latest is shown", patient: ghost) {
                try $0.write(phone, .integer(0), at: 9000)
                try $0.write(tablet, .integer(1))
            },
            try one("a member's own two are a conflict of theirs, the other's is none") {
                try $0.write(phone, .integer(0))
                try $0.write(laptop, .integer(1))
                try $0.write(tablet, .integer(1))
            },
            try one("of two at one time the one with the greater id is shown") {
                for value in [Int64(0), 1] {
                    let making = Making()
                    try making.write(value == 0 ? phone : laptop, .integer(value))
                    $0.changes += making.changes
                }
            },
            try one("a whole number and the decimal of it are two values") {
                let decimal = Decimal10(mantissa: 1, exponent: 0)
                try $0.write(phone, .integer(1))
                try $0.write(tablet, decimal.map { .decimal($0) })
            },
            try one("10 times a tenth and 1 are two values") {
                try $0.write(phone, Decimal10(mantissa: 10, exponent: -1).map { .decimal($0) })
                try $0.write(tablet, Decimal10(mantissa: 1, exponent: 0).map { .decimal($0) })
            },
            try one("the same moment in two zones is two values") {
                try $0.write(phone, time(50))
                try $0.write(tablet, time(50, zone: "Europe/Berlin"))
            },
            try one("equal unknown values are no conflict") {
                for device in [phone, tablet] {
                    try $0.write(device, .unknown([0x9A, 0x01, 0x01, 0x41]))
                }
            },
            try one("unknown values that differ are a conflict, and present") {
                try $0.write(phone, .unknown([0x9A, 0x01, 0x01, 0x41]))
                try $0.write(tablet, .unknown([0x9A, 0x01, 0x01, 0x42]))
            },
            try one("removed by one and set to nothing by another is not present") {
                try $0.write(phone, .boolean(false))
                try $0.write(tablet, nil)
            },
            try one("whole number 0 is present, being not false") {
                try $0.write(phone, .integer(0))
            },
        ]
    }

    private var ghost: MemberID { MemberID(high: 0xC, low: 1) }

    private func ranks() throws -> [MergeCase] {
        let (phone, laptop, tablet) = (Self.phone, Self.laptop, Self.tablet)
        return [
            try one("over ranks above going on") {
                try $0.write(phone, .integer(0), at: 9000)
                try $0.write(tablet, .integer(1))
            },
            try one("a number that is no end ranks below going on") {
                try $0.write(phone, .integer(7))
                try $0.write(tablet, .integer(0))
            },
            try one("an unknown value and nothing rank lowest") {
                try $0.write(phone, .unknown([0x9A, 0x01, 0x01, 0x41]))
                try $0.write(laptop, nil)
                try $0.write(tablet, .integer(0))
            },
            try one("two times are a conflict, a lower rank beside them is none") {
                try $0.write(phone, time(50))
                try $0.write(laptop, time(60))
                try $0.write(tablet, .integer(1))
            },
            try one("two equal times are no conflict, and a lower rank makes none") {
                try $0.write(phone, time(50))
                try $0.write(laptop, time(50))
                try $0.write(tablet, .integer(0))
            },
            try one("of two equal times of one person the later written is shown") {
                try $0.write(phone, time(50), at: 1000)
                try $0.write(laptop, time(50, zone: "Europe/Berlin"), at: 2000)
            },
        ]
    }

    private func links() throws -> [MergeCase] {
        let (phone, tablet) = (Self.phone, Self.tablet)
        let (own, other, third) = (Making.entity, entity(3), entity(4))
        func link(
            _ making: Making, _ from: EntityKey, to key: [UInt8], _ value: Value? = .boolean(true),
            over replaced: [ChangeID] = [], field: UInt32 = EntityState.linkField
        ) throws -> ChangeID {
            try making.add(phone, on: from) {
                $0.writes = [
                    Write(
                        cell: CellAddress(field: field, key: key), value: value,
                        replaces: replaced)
                ]
            }
        }
        func there(_ making: Making, _ entity: EntityKey) throws {
            try making.add(phone, on: entity) {
                $0.writes = [Write(cell: CellAddress(field: 101), value: .integer(0))]
            }
        }
        return [
            try one("a link that was taken away again") {
                try there($0, other)
                let made = try link($0, own, to: other.id.bytes)
                _ = try link($0, own, to: other.id.bytes, nil, over: [made])
            },
            try one("a link that one takes away and another makes anew") {
                try there($0, other)
                let made = try link($0, own, to: other.id.bytes)
                _ = try link($0, own, to: other.id.bytes, .boolean(false), over: [made])
                _ = try link($0, own, to: other.id.bytes)
            },
            try one("a link to what nobody holds leads nowhere") {
                _ = try link($0, own, to: third.id.bytes)
            },
            try one("a link whose key is no id leads nowhere") {
                try there($0, other)
                _ = try link($0, own, to: Array(other.id.bytes.dropLast()))
            },
            try one("a link leads to no other kind and no other audience") {
                try there($0, entity(3, kind: 2))
                try there($0, entity(3, .owner))
                _ = try link($0, own, to: other.id.bytes)
            },
            try one("two lower ones linked with a third are all one") {
                try there($0, third)
                _ = try link($0, own, to: third.id.bytes)
                _ = try link($0, other, to: third.id.bytes)
            },
            try one("a duplicate that was deleted is one with the entity that stays") {
                let first = try $0.write(phone, .integer(0))
                _ = try link($0, other, to: own.id.bytes, field: EntityState.mergedField)
                try $0.add(phone) { ($0.deletes, $0.survivor) = ([first], other.id) }
            },
            try one("of two that were deleted as duplicates of each other both stay, as one") {
                let first = try $0.write(phone, .integer(0))
                let second = try link($0, other, to: third.id.bytes)
                _ = try link($0, other, to: own.id.bytes, field: EntityState.mergedField)
                try $0.add(phone) { ($0.deletes, $0.survivor) = ([first], other.id) }
                _ = try link($0, own, to: other.id.bytes, field: EntityState.mergedField)
                try $0.add(tablet, on: other) {
                    ($0.deletes, $0.survivor) = ([second], own.id)
                }
            },
            try one("what was added keeps an entity that somebody deleted without seeing it") {
                let first = try $0.write(phone, .integer(0))
                try $0.add(phone) { $0.deletes = [first] }
                _ = try link($0, own, to: third.id.bytes, field: EntityState.attachedField)
            },
            try one("a link goes on where one of the two was deleted") {
                try there($0, other)
                let made = try link($0, own, to: other.id.bytes)
                try $0.add(phone) { $0.deletes = [made] }
            },
        ]
    }

    private func kept() throws -> [MergeCase] {
        let (phone, tablet) = (Self.phone, Self.tablet)
        func keyed(_ making: Making, _ field: UInt32, _ key: [UInt8], _ entity: EntityKey) throws {
            try making.add(tablet, on: entity) {
                $0.writes = [
                    Write(cell: CellAddress(field: field, key: key), value: .boolean(true))
                ]
            }
        }
        return [
            try one("records are sorted by numbers, and keys where one begins another") {
                for key in [[2], [1, 255], [1], [], [255], [1, 0], [1, 0, 0]] as [[UInt8]] {
                    try keyed($0, 102, key, Making.entity)
                }
                try keyed($0, 70_000, [3], Making.entity)
                try keyed($0, 256, [], Making.entity)
                try keyed($0, 1, [9], Making.entity)
            },
            try one("kinds and fields of a newer version are counted") {
                try keyed($0, 7_777, [], entity(9, kind: 77))
                try keyed($0, 65_536, [], entity(9, kind: 65_536))
                try keyed($0, 100, [1], entity(9, kind: 2))
                try keyed($0, 100, [1], entity(8, kind: 300))
            },
            try one("what was set to nothing is counted, and so is what is hidden") {
                let first = try $0.write(phone, nil)
                try $0.add(phone) { $0.deletes = [first] }
            },
            try one("what only the owners see is in their digest alone") {
                try keyed($0, 100, [], entity(5, .owner))
            },
            try one("nothing that counts leaves the digest of nothing") {
                try $0.write(tablet, .integer(1), isAllowed: false)
            },
        ]
    }
}
