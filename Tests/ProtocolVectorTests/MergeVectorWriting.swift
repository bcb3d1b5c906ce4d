import Foundation
import Testing
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// Makes `merge`: small households, and what they then show.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TONUS_WRITE_VECTORS"] != nil))
struct MergeVectorWriting {
    static let phone = DeviceID(high: 1, low: 1)
    static let laptop = DeviceID(high: 1, low: 2)
    static let tablet = DeviceID(high: 2, low: 1)
    static let maria = MemberID(high: 0xA, low: 1)
    static let ana = MemberID(high: 0xB, low: 1)

    /// A case while it is being made.
    final class Making {
        var changes: [MergeCase.Held] = []
        private var stamp: UInt16 = 0

        static let entity = EntityKey(audience: .everyone, kind: 1, id: EntityID(high: 1, low: 1))

        @discardableResult
        func add(
            _ device: DeviceID, on entity: EntityKey = Making.entity, at milliseconds: Int64 = 1000,
            isAllowed: Bool = true, _ fill: (inout ChangeBody) -> Void
        ) throws -> ChangeID {
            stamp += 1
            var body = ChangeBody(
                entity: entity, timestamp: Timestamp(milliseconds: milliseconds, counter: stamp),
                written: milliseconds, writtenOffset: 0)
            fill(&body)
            let bytes = try ChangeCodec.encode(
                body, salt: UInt64(stamp).bigEndianBytes)
            changes.append(
                MergeCase.Held(
                    device: device.description, audience: entity.audience.rawValue,
                    isAllowed: isAllowed, change: Hex.encode(bytes)))
            return Chain.changeID(leaf: Chain.leaf(device: device, changeBytes: bytes))
        }

        @discardableResult
        func write(
            _ device: DeviceID, _ value: Value?, over replaced: [ChangeID] = [],
            at milliseconds: Int64 = 1000, isAllowed: Bool = true
        ) throws -> ChangeID {
            try add(device, at: milliseconds, isAllowed: isAllowed) {
                $0.writes = [
                    Write(cell: CellAddress(field: 101), value: value, replaces: replaced)
                ]
            }
        }

        @discardableResult
        func undo(_ device: DeviceID, _ targets: ChangeID...) throws -> ChangeID {
            try add(device) { $0.undoes = targets }
        }
    }

    func one(
        _ name: String, patient: MemberID = MergeVectorWriting.maria,
        _ fill: (Making) throws -> Void
    ) throws -> MergeCase {
        let making = Making()
        try fill(making)
        return try MergeCase(
            name: name,
            members: [
                Self.phone.description: Self.maria.description,
                Self.laptop.description: Self.maria.description,
                Self.tablet.description: Self.ana.description,
            ], patient: patient.description, changes: making.changes)
    }

    @Test func merges() throws {
        let (phone, laptop, tablet) = (Self.phone, Self.laptop, Self.tablet)
        let cases =
            try writes(phone, laptop, tablet) + undos(phone, tablet)
            + existence(phone, tablet) + places(phone, tablet) + deeper()
        try Vectors.write("merge", "What changes come to (1-model.md)", cases)
    }

    private func writes(
        _ phone: DeviceID, _ laptop: DeviceID, _ tablet: DeviceID
    ) throws -> [MergeCase] {
        [
            try one("an edit that saw another wins under any clock") {
                let first = try $0.write(phone, .integer(0), at: 9000)
                try $0.write(laptop, .integer(1), over: [first], at: 10)
            },
            try one("two that did not see each other both live, the patient's is shown") {
                try $0.write(phone, .integer(0))
                try $0.write(tablet, .integer(1), at: 5000)
            },
            try one("of one person's two the later is shown, and they are a conflict") {
                try $0.write(phone, .integer(1), at: 1000)
                try $0.write(laptop, .integer(0), at: 2000)
            },
            try one("equal values are no conflict") {
                try $0.write(phone, .integer(1))
                try $0.write(tablet, .integer(1))
            },
            try one("nothing is a value too") {
                try $0.write(phone, nil)
                try $0.write(tablet, .integer(1))
            },
            try one("adding wins over removing") {
                let first = try $0.write(phone, .boolean(true))
                try $0.write(laptop, .boolean(false), over: [first])
                try $0.write(tablet, .boolean(true))
            },
            try one("the highest rank is shown: a time, then over, then going on") {
                try $0.write(phone, .integer(0), at: 9000)
                try $0.write(tablet, .time(TimePoint(instant: 50, offset: 0, zone: "UTC")))
            },
            try one("of two equal ranks the patient's own") {
                try $0.write(tablet, .time(TimePoint(instant: 50, offset: 0, zone: "UTC")))
                try $0.write(phone, .time(TimePoint(instant: 90, offset: 0, zone: "UTC")))
            },
            try one("of two equal ranks of others the earlier time") {
                try $0.write(
                    tablet, .time(TimePoint(instant: 90, offset: 0, zone: "UTC")), at: 5000)
                try $0.write(tablet, .time(TimePoint(instant: 50, offset: 0, zone: "UTC")))
            },
            try one("a write that comes before the one it replaces") {
                let making = Making()
                let first = try making.write(phone, .integer(0))
                try $0.write(laptop, .integer(1), over: [first])
                $0.changes += making.changes
            },
        ]
    }

    private func undos(_ phone: DeviceID, _ tablet: DeviceID) throws -> [MergeCase] {
        [
            try one("an undone write no longer counts, and what it replaced is back") {
                let first = try $0.write(phone, .integer(0))
                let second = try $0.write(phone, .integer(1), over: [first])
                _ = try $0.undo(tablet, second)
            },
            try one("an undone undo") {
                let first = try $0.write(phone, .integer(0))
                let second = try $0.write(phone, .integer(1), over: [first])
                let undo = try $0.undo(tablet, second)
                _ = try $0.undo(phone, undo)
            },
            try one("what an undone write replaced stays dead where a later one saw that write") {
                let first = try $0.write(phone, .integer(0))
                let second = try $0.write(phone, .integer(1), over: [first])
                try $0.write(tablet, .integer(0), over: [second])
                _ = try $0.undo(phone, second)
            },
            try one("what does not count passes on only what it replaced in the same cell") {
                let first = try $0.write(phone, .integer(0))
                let both = try $0.add(phone) { body in
                    body.writes = [
                        Write(cell: CellAddress(field: 105), value: .integer(9), replaces: [first]),
                        Write(cell: CellAddress(field: 101), value: .integer(1)),
                    ]
                }
                try $0.write(tablet, .integer(1), over: [both])
                _ = try $0.undo(phone, both)
            },
            try one("an undo does not reach the other audience") {
                let first = try $0.write(phone, .integer(0))
                let own = EntityKey(audience: .owner, kind: 2, id: EntityID(high: 2, low: 2))
                try $0.add(phone, on: own) { $0.undoes = [first] }
            },
            try one("what the roster does not allow does nothing") {
                let first = try $0.write(phone, .integer(0))
                try $0.write(tablet, .integer(1), over: [first], isAllowed: false)
                try $0.add(tablet, isAllowed: false) { $0.undoes = [first] }
            },
        ]
    }

    private func existence(_ phone: DeviceID, _ tablet: DeviceID) throws -> [MergeCase] {
        [
            try one("a delete hides what its author saw") {
                let first = try $0.write(phone, .integer(0))
                try $0.add(phone) { $0.deletes = [first] }
            },
            try one("an edit made elsewhere meanwhile brings it back, contested") {
                let first = try $0.write(phone, .integer(0))
                try $0.add(phone) { $0.deletes = [first] }
                try $0.write(tablet, .integer(1), over: [first])
            },
            try one("an edit that names the delete restores, and is not contested") {
                let first = try $0.write(phone, .integer(0))
                let delete = try $0.add(phone) { $0.deletes = [first] }
                try $0.add(tablet) { body in
                    body.restores = [delete]
                    body.writes = [
                        Write(
                            cell: CellAddress(field: 101), value: .integer(1), replaces: [first])
                    ]
                }
            },
            try one("taking back a delete restores without a write") {
                let first = try $0.write(phone, .integer(0))
                let delete = try $0.add(phone) { $0.deletes = [first] }
                try $0.add(tablet) { ($0.undoes, $0.restores) = ([delete], [delete]) }
            },
            try one("two deletes, one of them taken back") {
                let first = try $0.write(phone, .integer(0))
                let delete = try $0.add(phone) { $0.deletes = [first] }
                try $0.add(tablet) { $0.deletes = [first] }
                _ = try $0.undo(phone, delete)
            },
        ]
    }

    private func places(_ phone: DeviceID, _ tablet: DeviceID) throws -> [MergeCase] {
        let other = EntityKey(audience: .everyone, kind: 1, id: EntityID(high: 3, low: 3))
        let third = EntityKey(audience: .everyone, kind: 1, id: EntityID(high: 4, low: 4))
        func link(_ making: Making, _ from: EntityKey, _ to: EntityKey) throws {
            try making.add(phone, on: from) {
                $0.writes = [
                    Write(cell: CellAddress(field: 1, key: to.id.bytes), value: .boolean(true))
                ]
            }
        }
        return [
            try one("the same change at two places is one, allowed where it is in one of them") {
                try $0.write(tablet, .integer(0), isAllowed: false)
                let held = $0.changes[0]
                $0.changes.append(
                    MergeCase.Held(
                        device: held.device, audience: held.audience, isAllowed: true,
                        change: held.change))
            },
            try one("the same change for both audiences is for everyone") {
                try $0.write(phone, .integer(0))
                let held = $0.changes[0]
                $0.changes.insert(
                    MergeCase.Held(
                        device: held.device, audience: 2, isAllowed: true, change: held.change),
                    at: 0)
            },
            try one("the same id for another audience is another entity") {
                try $0.write(phone, .integer(0))
                let own = EntityKey(
                    audience: .owner, kind: 1, id: Making.entity.id)
                try $0.add(phone, on: own) {
                    $0.writes = [Write(cell: CellAddress(field: 101), value: .integer(1))]
                }
            },
            try one("a malformed change keeps its place and says nothing") {
                try $0.write(phone, .integer(0))
                $0.changes.append(
                    MergeCase.Held(
                        device: phone.description, audience: 1, isAllowed: true, change: "ffff"))
            },
            try one("links run from the lower id, and one leads to the next") {
                try $0.write(phone, .integer(0))
                try link($0, Making.entity, other)
                try link($0, other, third)
                try $0.add(tablet, on: third) {
                    $0.writes = [Write(cell: CellAddress(field: 101), value: .integer(1))]
                }
            },
            try one("a link on the higher id has no effect") {
                try $0.write(phone, .integer(0))
                try link($0, other, Making.entity)
            },
        ]
    }
}
