import TonusCore
import TonusDiary
import TonusTypes

/// What a bundle is made from: entries that everybody on the roster may read, in any order.
///
/// Deleted ones are among them, so that who took them from an earlier bundle learns of it.
package struct FHIRSource: Sendable {
    package var patient: MemberID
    /// What each member may do, in a word; of who is not in it nothing is known.
    package var roles: [MemberID: String] = [:]
    /// Linked ones as one.
    package var episodes: [Episode] = []
    package var tallies: [Tally] = []
    package var ratings: [Rating] = []
    package var notes: [Note] = []
    /// Check-ins, treatments, regimens, doses, relapses and measures; other kinds are left out.
    package var sheets: [Sheet] = []

    /// Those that were taken back from their first word on, and are told as they were before.
    package var takenBack: Set<EntityKey> = []

    package init(patient: MemberID) { self.patient = patient }
}

extension FHIRSource {
    /// What is about these days or later; of what lasts, what had not ended before them.
    ///
    /// What is about no day at all stays, and treatments do.
    package func since(_ day: LocalDate) -> FHIRSource {
        var kept = self
        kept.episodes = episodes.filter { episode in
            episode.ending == .ongoing || episode.onset.isOn(day)
                || episode.lastDay.map { $0 >= day } ?? false
        }
        kept.tallies = tallies.filter { $0.from.isOn(day) }
        let all = Set(episodes.flatMap(\.parts).map(\.entity.id))
        let left = Set(kept.episodes.flatMap(\.parts).map(\.entity.id))
        kept.ratings = ratings.filter { rating in
            rating.episode.map { !all.contains($0) || left.contains($0) } ?? rating.at.isOn(day)
        }
        kept.notes = notes.filter { note in
            note.subject.map { !all.contains($0) || left.contains($0) } ?? note.isWritten(on: day)
        }
        kept.sheets = sheets.filter { $0.reaches(day) }
        // A dose says what it is of by way of its regimen.
        let followed = Set(kept.sheets.compactMap { $0[.doseRegimen]?.entity })
        kept.sheets += sheets.filter { !$0.reaches(day) && followed.contains($0.id) }
        return kept
    }

    /// Deleted, or taken back from its first word on.
    func isGone(_ state: EntityState) -> Bool {
        state.isHidden || takenBack.contains(state.entity)
    }

    /// Without what is for the owners' devices alone.
    var forEveryone: FHIRSource {
        var kept = self
        kept.episodes = episodes.filter { $0.parts.allSatisfy { $0.entity.audience == .everyone } }
        kept.tallies = tallies.filter { $0.state.entity.audience == .everyone }
        kept.ratings = ratings.filter { $0.state.entity.audience == .everyone }
        kept.notes = notes.filter { !$0.isPrivate }
        kept.sheets = sheets.filter { $0.key.audience == .everyone }
        return kept
    }
}

extension TimePoint? {
    fileprivate func isOn(_ day: LocalDate) -> Bool { map { $0.localDate >= day } ?? true }
}

extension Episode {
    fileprivate var lastDay: LocalDate? {
        if case .ended(let end) = ending { end.localDate } else { nil }
    }
}

extension Note {
    /// Or later.
    fileprivate func isWritten(on day: LocalDate) -> Bool {
        state.origin.map { origin in
            TimePoint(
                instant: origin.body.written, offset: origin.body.writtenOffset, zone: ""
            ).localDate >= day
        } ?? false
    }
}

extension Sheet {
    fileprivate func reaches(_ first: LocalDate) -> Bool {
        switch kind {
        case .treatment: true
        case .regimen: self[.stoppedOn]?.date.map { $0 >= first } ?? true
        case .relapse: self[.relapseEnd]?.date.map { $0 >= first } ?? true
        default: day.map { $0 >= first } ?? true
        }
    }
}
