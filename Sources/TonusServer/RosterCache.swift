import TonusProtocol
import TonusTypes

/// The last roster that was checked of each diary, so that each request does not check it again.
///
/// A roster is as good as the hash of its last entry, which vouches for all the entries before it. Whether it
/// is still the newest is for the log to say.
final class RosterCache: Sendable {
    struct Known: Sendable {
        let diary: StoredDiary
        let roster: Roster
    }

    private struct Slots {
        var known: [DiaryID: (known: Known, used: UInt64)] = [:]
        var entries: UInt64 = 0
        var uses: UInt64 = 0
    }

    /// Entries in all: what a roster weighs grows with them, up to some KiB each.
    private let entryLimit: UInt64
    private let slots = Locked(Slots())

    init(entryLimit: UInt64 = 1 << 14) { self.entryLimit = entryLimit }

    subscript(id: DiaryID) -> Known? {
        slots.withLock { slots in
            slots.uses += 1
            slots.known[id]?.used = slots.uses
            return slots.known[id]?.known
        }
    }

    func keep(_ roster: Roster, of diary: StoredDiary) {
        slots.withLock { slots in
            slots.uses += 1
            Self.drop(diary.id, &slots)
            slots.known[diary.id] = (Known(diary: diary, roster: roster), slots.uses)
            slots.entries += roster.index + 1
            while slots.entries > entryLimit, slots.known.count > 1,
                let oldest = slots.known.min(by: { $0.value.used < $1.value.used })?.key
            {
                Self.drop(oldest, &slots)
            }
        }
    }

    private static func drop(_ id: DiaryID, _ slots: inout Slots) {
        guard let gone = slots.known.removeValue(forKey: id) else { return }
        slots.entries -= gone.known.roster.index + 1
    }
}
