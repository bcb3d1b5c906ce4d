import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusExchange

/// Entries as people wrote them, made in memory.
struct Written {
    static let maria = MemberID(high: 1, low: 1)
    static let ana = MemberID(high: 2, low: 2)
    /// Thu 19 Nov 2026, 22:30 in Berlin.
    static let onset: Int64 = 1_795_123_800_000
    static let noon = TimePoint(instant: onset, offset: 3600, zone: "Europe/Berlin")

    /// One act: who, and what on which cell.
    struct Act {
        var member = Written.maria
        var writes: [Write] = []
        var isDelete = false
    }

    /// Folds acts, a second apart, none of which saw another's but for a delete, which saw all.
    static func state(
        _ kind: Kind, _ id: UInt64, _ acts: [Act], _ audience: Audience = .everyone
    ) -> EntityState {
        let key = EntityKey(
            audience: audience, kind: kind.rawValue, id: EntityID(high: 0xABCD, low: id))
        var changes: [Change] = []
        for (place, act) in acts.enumerated() {
            var body = ChangeBody(
                entity: key,
                timestamp: Timestamp(milliseconds: onset + Int64(place + 1) * 1000),
                written: onset, writtenOffset: 3600)
            body.writes = act.writes
            if act.isDelete { body.deletes = changes.map(\.id) }
            changes.append(
                Change(
                    id: ChangeID(high: id, low: UInt64(place + 1)),
                    author: Author(
                        device: DeviceID(high: act.member == maria ? 11 : 22, low: 0),
                        member: act.member),
                    body: body))
        }
        return EntityState(key, folding: changes.map { HeldChange($0, counts: true) })
    }

    static func episode(_ id: UInt64 = 7, _ acts: Act...) -> Episode {
        Episode(state(.episode, id, acts), patient: maria)
    }

    static func sheet(_ kind: Kind, _ id: UInt64 = 7, _ acts: Act...) -> Sheet? {
        Sheet(state(kind, id, acts), patient: maria)
    }

    static func act(
        _ member: MemberID = maria, _ cells: (Field, Value)..., sites: [Site] = [],
        in field: Field = .sites, words: [(Field, UInt8)] = []
    ) -> Act {
        Act(
            member: member,
            writes: cells.map { Write(cell: $0.0.cell(), value: $0.1) }
                + sites.map { Write(cell: field.cell(key: $0.key), value: .boolean(true)) }
                + words.map { Write(cell: $0.0.cell(key: [$0.1]), value: .boolean(true)) })
    }

    static let deleted = Act(isDelete: true)
}

extension FHIRBundle {
    /// What is in it of a type.
    func all(_ type: String) -> [JSONTree] {
        guard case .list(let entries)? = tree["entry"] else { return [] }
        return entries.compactMap { $0["resource"] }.filter { $0["resourceType"] == .text(type) }
    }

    /// Observations by what they are called.
    func observations(_ words: String) -> [JSONTree] {
        all("Observation").filter { $0["code"]?["text"] == .text(words) }
    }
}

extension JSONTree {
    var list: [JSONTree] { if case .list(let list) = self { list } else { [] } }

    /// The components with this name.
    func components(_ words: String) -> [JSONTree] {
        (self["component"]?.list ?? []).filter { $0["code"]?["text"] == .text(words) }
    }

    var performer: JSONTree? { self["performer"]?.list.first?["reference"] }
}
