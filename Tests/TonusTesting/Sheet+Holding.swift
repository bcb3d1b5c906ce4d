import TonusCore
import TonusDiary
import TonusTypes

extension Sheet {
    /// One that holds the writes of these changes, none of which saw another.
    package static func holding(_ kind: Kind, id: UInt64 = 1, _ changes: [Write]...) -> Sheet? {
        let key = EntityKey(
            audience: .everyone, kind: kind.rawValue, id: EntityID(high: 1, low: id))
        let held = zip(1..., changes).map { number, writes in
            var body = ChangeBody(
                entity: key, timestamp: Timestamp(rawValue: UInt64(number)), written: 0,
                writtenOffset: 0)
            body.writes = writes
            let author = Author(
                device: DeviceID(high: 1, low: 1), member: MemberID(high: 1, low: 1))
            return HeldChange(
                Change(id: ChangeID(high: 1, low: UInt64(number)), author: author, body: body),
                counts: true)
        }
        return Sheet(EntityState(key, folding: held), patient: nil)
    }
}
