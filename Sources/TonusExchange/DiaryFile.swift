import TonusCore
import TonusTypes

/// A whole diary as one file that people and programs can read: every change that was allowed, the
/// undone ones and those that undid them included.
///
/// What is written twice from one diary, or from one that took the file in, is the same to the byte.
package struct DiaryFile: Hashable, Sendable {
    package static let schema = "tonus.diary/1"

    /// Whose words a change is.
    package enum Speaker: Hashable, Sendable {
        /// Whose diary it is, whoever that will be where the file is taken in.
        case patient
        case member(MemberID)
    }

    /// Somebody else than the patient who said something in the diary.
    package struct Person: Hashable, Sendable {
        package let name: String
        /// 1 the patient, 2 a caregiver, 3 a clinician, 0 where nobody said.
        package let relation: UInt32

        package init(name: String, relation: UInt32) {
            (self.name, self.relation) = (name, relation)
        }
    }

    package struct Entry: Hashable, Sendable {
        /// Where it stood in the file that was read; 0 in one that is to be written.
        package let line: Int
        package let speaker: Speaker
        /// What the changes of one act of a person have in common, where there are several.
        let intent: ChangeID?
        package let change: FiledChange

        /// What it is called in the file.
        package let id: ChangeID

        /// The changes that it names.
        var names: [ChangeID] {
            let body = change.body
            return body.writes.flatMap(\.replaces) + body.deletes + body.restores + body.undoes
        }
    }

    package let people: [MemberID: Person]
    /// Act by act, in an order in which each change comes after those it names.
    package let intents: [[Entry]]

    package var count: Int { intents.reduce(0) { $0 + $1.count } }

    /// How many of its changes are for the owner's devices alone.
    package var privateCount: Int {
        intents.reduce(0) { sum, intent in
            sum + intent.count { $0.change.body.entity.audience == .owner }
        }
    }
}
