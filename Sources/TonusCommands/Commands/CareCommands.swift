import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

extension Intent {
    /// The treatment with this name; made, where there is none.
    mutating func treatment(_ name: String, _ found: Sheet?) throws -> EntityID {
        if let found { return found.id }
        let key = newEntity(.treatment)
        try say([Assignment(.treatmentName, .text(name))], on: key)
        return key.id
    }
}

extension Snapshot {
    /// The treatment with this name. One that is nearly called so is asked about, before another is made.
    ///
    /// - Throws: `DraftError.badValue`.
    func treatment(_ name: String) throws -> Sheet? {
        if let found = try named(name, .treatment) { return found }
        let names = try names(of: .treatment)
        if let near = Suggestion.nearest(to: name, among: names) {
            throw SheetError(
                kind: .treatment, error: .unknownWord(name, suggestion: near))
        }
        return nil
    }
}

struct RegimenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regimen", abstract: Help.regimenAbstract,
        discussion: Help.regimenDiscussion)

    private static let kind = Kind.regimen

    @Argument(help: Help.regimenWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        guard let first = words.first else { return try desk.answer(listOf: .regimen) }
        if first == "stop" { return try stop(desk) }
        let replica = try desk.founded()
        let (draft, treatment) = try replica.read { snapshot in
            let draft = try desk.draft(.regimen, words, in: snapshot)
            return (draft, draft.text.isEmpty ? nil : try snapshot.treatment(draft.text))
        }
        guard !draft.text.isEmpty || draft[.regimenTreatment] != nil else {
            throw SheetError(kind: Self.kind, error: .missing(field: "treatment"))
        }
        let key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            var said = draft.said
            if draft[.regimenTreatment] == nil {
                said.append(
                    Assignment(
                        .regimenTreatment, .entity(try intent.treatment(draft.text, treatment))))
            }
            if draft[.regimenStart] == nil {
                said.append(Assignment(.regimenStart, .date(desk.now.point.localDate)))
            }
            let key = intent.newEntity(.regimen)
            try intent.say(said, on: key)
            return key
        }
        try desk.answer(key, replica)
    }

    /// `regimen stop baclofen yesterday reason=tired`: the day is the last one that it was followed.
    private func stop(_ desk: Desk) throws {
        let replica = try desk.required()
        let rest = Array(words.dropFirst())
        guard let name = rest.first else {
            throw SheetError(kind: Self.kind, error: .missing(field: "treatment"))
        }
        let (key, draft) = try replica.read { snapshot in
            (
                try followed(name, desk.now.point.localDate, snapshot),
                try desk.draft(.regimen, Array(rest.dropFirst()), in: snapshot)
            )
        }
        let day = draft[.regimenStart]?.date ?? desk.now.point.localDate
        let reason = draft.said.filter { $0.field != .regimenStart }
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.say([Assignment(.stoppedOn, .date(day))] + reason, on: key)
        }
        try desk.answer(key, replica, isNew: false)
    }

    /// The regimen that a reference names, or the one of a treatment that is followed now.
    private func followed(
        _ name: String, _ today: LocalDate, _ snapshot: Snapshot
    ) throws -> EntityKey {
        if let treatment = try snapshot.named(name, .treatment) {
            let all = try snapshot.sheets(.regimen).filter {
                $0[.regimenTreatment]?.entity == treatment.id && $0.isFollowed(on: today)
            }
            if all.count == 1, let only = all.first { return only.key }
        }
        let key = try snapshot.entity(name)
        guard key.kind == Kind.regimen.rawValue else { throw ReferenceError.unknown(name) }
        return key
    }
}

struct DoseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dose", abstract: Help.doseAbstract, discussion: Help.doseDiscussion)

    private static let kind = Kind.dose

    @Argument(help: Help.doseWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let today = desk.now.point.localDate
        if words.isEmpty { return try list(desk, today) }
        let replica = try desk.founded()
        let (draft, due, treatment) = try replica.read { snapshot in
            let due = try snapshot.due(on: today)
            // A number alone in front is one of the list.
            let number = words.first.flatMap { Int($0) }.flatMap {
                due.indices.contains($0 - 1) ? due[$0 - 1] : nil
            }
            let draft = try desk.draft(
                .dose, number == nil ? words : Array(words.dropFirst()), in: snapshot)
            let treatment = draft.text.isEmpty ? nil : try snapshot.treatment(draft.text)
            return (draft, number ?? near(treatment, due, draft, desk.now), treatment)
        }
        guard due != nil || !draft.text.isEmpty || draft[.doseTreatment] != nil else {
            throw SheetError(kind: Self.kind, error: .missing(field: "treatment"))
        }
        let key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try write(draft, due, treatment, desk.now, &intent)
        }
        try desk.answer(key, replica)
    }

    /// The dose of this treatment that was due within four hours and of which nothing is known yet.
    private func near(
        _ treatment: Sheet?, _ due: [DueDose], _ draft: SheetDraft, _ now: Moment
    ) -> DueDose? {
        guard let treatment else { return nil }
        let at = (draft[.doseAt]?.time ?? now.point)
        let minute = Int((at.instant / 60_000 + Int64(at.offset / 60)) % 1440)
        return due.filter {
            $0.regimen[.regimenTreatment]?.entity == treatment.id && $0.status == .unknown
                && abs($0.time.minutes - minute) <= 240
        }.min { abs($0.time.minutes - minute) < abs($1.time.minutes - minute) }
    }

    private func write(
        _ draft: SheetDraft, _ due: DueDose?, _ treatment: Sheet?, _ now: Moment,
        _ intent: inout Intent
    ) throws -> EntityKey {
        var said = draft.said
        if draft[.doseStatus] == nil {
            said.append(Assignment(.doseStatus, .integer(Int64(DoseStatus.taken.rawValue))))
        }
        let isTaken = said.contains { $0.value == .integer(Int64(DoseStatus.taken.rawValue)) }
        if draft[.doseAt] == nil, isTaken { said.append(Assignment(.doseAt, .time(now.point))) }
        if let due {
            said += due.naming(now.point(of: due.date, at: due.time))
        } else if draft[.doseTreatment] == nil {
            said.append(
                Assignment(.doseTreatment, .entity(try intent.treatment(draft.text, treatment))))
        }
        let key = due?.key ?? intent.newEntity(.dose)
        try intent.say(said, on: key)
        return key
    }

    private func list(_ desk: Desk, _ today: LocalDate) throws {
        let due = try desk.existing()?.read { try $0.due(on: today) } ?? []
        let entries = due.compactMap { due in due.dose.map { Entry.sheet($0, about: due.treatment) }
        }
        try desk.answer(
            EntriesDocument(entries),
            desk.words.dueDoses(
                due.map { due in
                    let amount = [Field.regimenAmount, .regimenUnit].compactMap { field in
                        due.regimen[field].map { desk.words.text($0, in: field.cell(), desk.now) }
                    }
                    let parts = [desk.words.clock(due.time), due.treatment] + amount
                    return (parts.joined(separator: " "), desk.words.word(due.status))
                }))
    }
}

struct RelapseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relapse", abstract: Help.relapseAbstract,
        discussion: Help.relapseDiscussion)

    @Argument(help: Help.relapseWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let words = words.filter { !["since", "seit"].contains($0.lowercased()) }
        guard let first = words.first else { return try desk.answer(listOf: .relapse) }
        let isEnd = ["end", "ende"].contains(first.lowercased())
        let replica = isEnd ? try desk.required() : try desk.founded()
        let rest = isEnd ? Array(words.dropFirst()) : words
        let (draft, open) = try replica.read { snapshot in
            (
                try desk.draft(.relapse, rest, in: snapshot),
                try snapshot.sheets(.relapse).last { $0[.relapseEnd] == nil }
            )
        }
        let day = draft[.relapseOnset]?.date ?? desk.now.point.localDate
        let others = draft.said.filter { $0.field != .relapseOnset }
        if isEnd, open == nil {
            throw SheetError(kind: .relapse, error: .missing(field: "bad spell that goes on"))
        }
        let key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let key = isEnd ? open?.key ?? intent.newEntity(.relapse) : intent.newEntity(.relapse)
            let field: Field = isEnd ? .relapseEnd : .relapseOnset
            try intent.say([Assignment(field, .date(day))] + others, on: key)
            return key
        }
        try desk.answer(key, replica, isNew: !isEnd)
    }
}
