import TonusProtocol
import TonusTypes

/// Rosters whose signatures have been checked, so that each request does not check them again.
///
/// A roster is found by the hash of its last entry, which vouches for all the entries before it;
/// so nothing here can ever be out of date, only unused.
final class RosterCache: Sendable {
    struct Key: Hashable {
        let diary: DiaryID
        let index: UInt64
        let hash: Hash
    }

    private struct Slots {
        var rosters: [Key: (roster: Roster, used: UInt64)] = [:]
        var entries: UInt64 = 0
        var uses: UInt64 = 0
    }

    /// Entries in all: what a roster weighs grows with them, up to some KiB each.
    private let entryLimit: UInt64
    private let slots = Locked(Slots())

    init(entryLimit: UInt64 = 1 << 14) { self.entryLimit = entryLimit }

    subscript(key: Key) -> Roster? {
        slots.withLock { slots in
            slots.uses += 1
            slots.rosters[key]?.used = slots.uses
            return slots.rosters[key]?.roster
        }
    }

    func keep(_ roster: Roster) {
        let key = Key(diary: roster.diary, index: roster.index, hash: roster.hash)
        slots.withLock { slots in
            guard slots.rosters[key] == nil else { return }
            slots.uses += 1
            slots.rosters[key] = (roster, slots.uses)
            slots.entries += roster.index + 1
            while slots.entries > entryLimit, slots.rosters.count > 1 { Self.dropOldest(&slots) }
        }
    }

    private static func dropOldest(_ slots: inout Slots) {
        guard let oldest = slots.rosters.min(by: { $0.value.used < $1.value.used })?.key else {
            return
        }
        slots.rosters[oldest] = nil
        slots.entries -= oldest.index + 1
    }
}
