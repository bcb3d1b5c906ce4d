import TonusCore
import TonusStore
import TonusTypes

/// Whose words something is, where somebody else brought them along.
extension Catalogue {
    func teller(of change: Change, _ people: People) -> String {
        let member = change.author.member
        // Only the patient brings along what others said.
        guard let patient = people.patient, change.body.toldBy?.member == member, member != patient
        else { return name(member, people) }
        return say("\(name(member, people)), taken in from a file by \(name(patient, people))")
    }
}
