import TonusCore
import TonusDiary
import TonusTypes

/// Entities as people wrote them, folded without a store.
enum FoldedState {
    static let maria = Author(device: DeviceID(high: 1, low: 1), member: MemberID(high: 1, low: 1))
    static let ana = Author(device: DeviceID(high: 2, low: 2), member: MemberID(high: 2, low: 2))
    /// Maria's other device.
    static let phone = Author(device: DeviceID(high: 3, low: 3), member: maria.member)

    /// What each wrote of one entity, none having seen the others'.
    static func of(_ kind: Kind, _ acts: [(by: Author, writes: [Write])]) -> EntityState {
        let key = EntityKey(
            audience: .everyone, kind: kind.rawValue, id: EntityID(high: 1, low: 1))
        let held = acts.enumerated().map { place, act in
            var body = ChangeBody(
                entity: key, timestamp: Timestamp(milliseconds: Int64(place + 1)), written: 0,
                writtenOffset: 0)
            body.writes = act.writes
            let id = ChangeID(high: 1, low: UInt64(place + 1))
            return HeldChange(Change(id: id, author: act.by, body: body), counts: true)
        }
        return EntityState(key, folding: held)
    }
}
