import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// Several regimens of one treatment that are followed now. Nothing was changed.
struct SeveralRegimens: Error {
    let treatment: String
    /// Each with its number.
    let lines: [String]
}

extension RegimenCommand {
    /// `regimen stop baclofen yesterday reason=tired`: the day is the last one that it was followed.
    func stop(_ desk: Desk) throws {
        let replica = try desk.required()
        let rest = words.dropFirst().flatMap { $0.split(separator: " ").map(String.init) }
        guard !rest.isEmpty else {
            throw SheetError(kind: .regimen, error: .missing(field: "treatment"))
        }
        let today = desk.now.point.localDate
        let (found, draft) = try replica.read { snapshot in
            let (found, count) = try snapshot.regimens(frontOf: rest, on: today)
            return (
                found, try desk.draft(.regimen, Array(rest.dropFirst(count)), in: snapshot)
            )
        }
        guard found.count < 2, let regimen = found.first else {
            throw try several(found, rest, desk, replica)
        }
        let day = draft[.regimenStart]?.date ?? today
        if let start = regimen[.regimenStart]?.date, day < start {
            throw SheetError(kind: .regimen, error: .endsBeforeStart(start))
        }
        let others = draft.said.filter { $0.field != .regimenStart && $0.field != .stopReason }
        if let stray = others.first?.field.name ?? (draft.text.isEmpty ? nil : draft.text) {
            throw SheetError(kind: .regimen, error: .notUnderstood(stray))
        }
        let reason = draft.said.filter { $0.field == .stopReason }
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.say([Assignment(.stoppedOn, .date(day))] + reason, on: regimen.key)
        }
        try desk.answer(regimen.key, replica, isNew: false)
    }

    /// Asks which one, as `stop` does of episodes.
    private func several(
        _ found: [Sheet], _ rest: [String], _ desk: Desk, _ replica: Replica
    ) throws -> any Error {
        if found.isEmpty { return SheetError(kind: .regimen, error: .missing(field: "regimen")) }
        try replica.rememberList(found.map(\.key))
        let entries = try replica.read { snapshot in
            try found.compactMap { try snapshot.entry($0.key) }
        }
        return SeveralRegimens(
            treatment: rest.first ?? "", lines: desk.words.sheets(.regimen, entries, desk.now))
    }
}

extension Snapshot {
    /// The regimens that the front of some words names, and how many words that were: those of a treatment
    /// that are followed on a day, whichever device named the treatment; else the one that a reference names.
    fileprivate func regimens(
        frontOf words: [String], on day: LocalDate
    ) throws -> (found: [Sheet], count: Int) {
        let treatments = try sheets(.treatment)
        for count in (1...words.count).reversed() {
            let name = words.prefix(count).joined(separator: " ").lowercased()
            let ids = treatments.filter { $0[.treatmentName]?.text?.lowercased() == name }
                .map(\.id)
            if ids.isEmpty { continue }
            let followed = try sheets(.regimen).filter { regimen in
                regimen.isFollowed(on: day)
                    && regimen[.regimenTreatment]?.entity.map(ids.contains) == true
            }
            return (followed, count)
        }
        let key = try entity(words[0])
        guard key.kind == Kind.regimen.rawValue, let sheet = try sheet(key) else {
            throw ReferenceError.unknown(words[0])
        }
        return ([sheet], 1)
    }
}
