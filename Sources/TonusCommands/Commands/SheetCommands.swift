import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// Why words could not be read as something of a kind.
struct SheetError: Error {
    let kind: Kind
    let error: DraftError
    /// What to type, where that is known better than from the error.
    var instead: String? = nil
}

extension Desk {
    /// Reads what was said for an entity of a kind; names are those of this diary.
    func draft(
        _ kind: Kind, _ words: [String], in snapshot: Snapshot?
    ) throws -> SheetDraft {
        do {
            return try asking { now in
                try SheetDraft(kind, words: words, at: now) { snapshot?.entity(called: $0) }
            }
        } catch let error as DraftError {
            throw SheetError(kind: kind, error: error)
        }
    }

    /// Answers with what an entity now shows, and sends it on in the background.
    ///
    /// - Parameter more: what else is said, before how to take it back.
    func answer(
        _ key: EntityKey, _ replica: Replica, isNew: Bool = true, _ more: [String] = []
    ) throws {
        let entry = try replica.read { try $0.entry(key) }
        guard let entry else { return }
        let saved = words.sheetSaved(entry, now, isNew: isNew)
        try answer(EntriesDocument([entry]), saved.dropLast() + more + saved.suffix(1))
        syncInBackground(replica)
    }

    /// Answers with all of a kind, and remembers their numbers.
    func answer(listOf kind: Kind, _ isShown: (Sheet) -> Bool = { _ in true }) throws {
        guard let replica = try existing() else {
            return try answer(EntriesDocument([Entry]()), words.sheets(kind, [], now))
        }
        let entries = try replica.read { snapshot in
            try snapshot.sheets(kind).filter(isShown).reversed()
                .compactMap { try snapshot.entry($0.key) }
        }
        try replica.rememberList(entries.map(\.entity))
        try answer(EntriesDocument(entries), words.sheets(kind, entries, now))
    }
}

extension Snapshot {
    /// What a person means by a word: a treatment's name, or a reference to any entry.
    func entity(called name: String) -> EntityID? {
        if let treatment = try? named(name, .treatment) { return treatment.id }
        return (try? entity(name))?.id
    }
}

struct CheckInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkin", abstract: Help.checkInAbstract,
        discussion: Help.checkInDiscussion)

    @Argument(help: Help.checkInWords)
    var words: [String] = []
    @Flag(name: .customLong("private"), help: Help.isPrivate)
    var isPrivate = false
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        if words.isEmpty {
            return desk.canAsk ? try ask(desk) : try show(desk)
        }
        var draft = try desk.draft(.checkIn, words, in: nil)
        let date = draft[.checkInDate]?.date ?? desk.now.day
        if draft[.checkInDate] == nil { draft.say(Assignment(.checkInDate, .date(date))) }
        let replica = try desk.founded()
        let key = EntityKey.checkIn(date, isPrivate ? .owner : .everyone)
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.say(draft.said, on: key)
        }
        try desk.answer(key, replica)
    }

    /// One thing after another, all of it one act.
    private func ask(_ desk: Desk) throws {
        let replica = try desk.founded()
        let today = desk.now.day
        let (marks, count, isWeekUntold) = try replica.read { snapshot in
            (
                try snapshot.marks(
                    on: LocalDate(days: today.days - 1), as: today, desk.words),
                try snapshot.count(on: today, desk.now), try snapshot.isWeekUntold(today)
            )
        }
        var form = CheckInForm(desk.words, desk.now, ask: Terminal.ask)
        form.fill(
            PartOfDay(now: desk.now), mayBeSpasmFree: count == 0, asksOfWeek: isWeekUntold,
            yesterday: marks)
        if form.said.isEmpty, form.marks.isEmpty {
            return Output.say(desk.words.nothingSaid)
        }
        let key = EntityKey.checkIn(today, isPrivate ? .owner : .everyone)
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.say([Assignment(.checkInDate, .date(today))] + form.said, on: key)
            for mark in form.marks { try intent.say(mark.said, on: mark.key) }
        }
        Output.say(desk.words.marked(form.marks.count))
        try desk.answer(key, replica)
    }

    /// Nothing is filled in for anybody: it says what can be said, and what was.
    private func show(_ desk: Desk) throws {
        let key = EntityKey.checkIn(desk.now.day)
        let sheet = try desk.existing()?.read { try $0.sheet(key) }
        let entry = sheet.map { Entry.sheet($0, about: nil) }
        try desk.answer(
            EntriesDocument(entry.map { [$0] } ?? []), desk.words.checkInAsked(sheet, desk.now))
    }
}

struct LightCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "light", abstract: Help.lightAbstract, discussion: Help.lightDiscussion)

    @Argument(help: Help.lightWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        if words.isEmpty {
            return try desk.answer(EntriesDocument([Entry]()), desk.words.lightAsked)
        }
        let draft: LightDraft
        do {
            draft = try LightDraft(words: words, at: desk.now)
        } catch DraftError.time(let error) {
            throw error
        } catch {
            throw SheetError(kind: .checkIn, error: error)
        }
        let replica = try desk.founded()
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.say(draft.assignments, on: .checkIn(draft.date))
        }
        try desk.answer(.checkIn(draft.date), replica)
    }
}

/// Those that say one thing of one kind, in the person's own words and a few fields.
protocol SheetCommand: ParsableCommand {
    static var kind: Kind { get }
    /// Where words that nothing else knows go.
    static var text: Field? { get }
    var words: [String] { get }
    var options: DiaryOptions { get }
    /// Who may ever see it.
    func audience(of said: [Assignment]) -> Audience
}

extension SheetCommand {
    func run() throws { try record() }

    func audience(of said: [Assignment]) -> Audience { .everyone }

    func record() throws {
        let desk = try Desk(options)
        if words.isEmpty { return try desk.answer(listOf: Self.kind) }
        let snapshotless = try desk.existing()
        if try finish(desk, snapshotless) { return }
        let draft =
            try snapshotless?.read { try desk.draft(Self.kind, words, in: $0) }
            ?? desk.draft(Self.kind, words, in: nil)
        let said = try completed(draft, desk.now)
        let there = try snapshotless?.read { try $0.there(draft) }
        let replica = try desk.founded()
        if let there { return try add(said, to: there, desk, replica) }
        let key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let key = intent.newEntity(Self.kind, audience(of: said))
            try intent.say(said, on: key)
            return key
        }
        try desk.answer(key, replica)
    }

    /// What was said, with its text, and with today where a kind has a day and none was said.
    private func completed(
        _ draft: SheetDraft, _ now: Moment
    ) throws -> [Assignment] {
        var said = draft.said
        if let field = Self.text, !draft.text.isEmpty {
            if Self.kind != .visit, !draft.text.contains(where: \.isLetter) {
                throw SheetError(kind: Self.kind, error: .notUnderstood(draft.text))
            }
            said.append(Assignment(field, .text(draft.text)))
        } else if !draft.text.isEmpty {
            throw SheetError(
                kind: Self.kind, error: .unknownWord(draft.text, suggestion: nil))
        }
        if let field = Self.kind.moment, draft[field] == nil {
            said.append(
                Assignment(
                    field, field.shape == .date ? .date(now.point.localDate) : .time(now.point)))
        }
        for field in Self.needed where !said.contains(where: { $0.field == field }) {
            throw SheetError(kind: Self.kind, error: .missing(field: field.name))
        }
        return said
    }

    /// What there must be, or nothing was said.
    private static var needed: [Field] {
        switch kind {
        case .exercise: [.exerciseType]
        case .measure: [.measureName, .measureValue]
        case .sideEffect: [.sideEffect]
        case .visit: []
        default: text.map { [$0] } ?? []
        }
    }
}

struct TreatmentCommand: SheetCommand {
    static let configuration = CommandConfiguration(
        commandName: "treatment", abstract: Help.treatmentAbstract)
    static let kind = Kind.treatment
    static let text: Field? = .treatmentName

    @Argument(help: Help.treatmentWords) var words: [String] = []
    @OptionGroup var options: DiaryOptions
}

struct ExerciseCommand: SheetCommand {
    static let configuration = CommandConfiguration(
        commandName: "exercise", abstract: Help.exerciseAbstract)
    static let kind = Kind.exercise
    static let text: Field? = nil

    @Argument(help: Help.exerciseWords) var words: [String] = []
    @OptionGroup var options: DiaryOptions
}

struct MeasureCommand: SheetCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: Help.measureAbstract)
    static let kind = Kind.measure
    static let text: Field? = nil

    @Argument(help: Help.measureWords) var words: [String] = []
    @OptionGroup var options: DiaryOptions
}

struct AdviceCommand: SheetCommand {
    static let configuration = CommandConfiguration(
        commandName: "advice", abstract: Help.adviceAbstract)
    static let kind = Kind.advice
    static let text: Field? = .adviceText

    @Argument(help: Help.adviceWords) var words: [String] = []
    @OptionGroup var options: DiaryOptions
}

struct QuestionCommand: SheetCommand {
    static let configuration = CommandConfiguration(
        commandName: "question", abstract: Help.questionAbstract)
    static let kind = Kind.question
    static let text: Field? = .questionText

    @Argument(help: Help.questionWords) var words: [String] = []
    @OptionGroup var options: DiaryOptions
}

struct VisitCommand: SheetCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit", abstract: Help.visitAbstract)
    static let kind = Kind.visit
    static let text: Field? = .visitText

    @Argument(help: Help.visitWords) var words: [String] = []
    @OptionGroup var options: DiaryOptions
}

struct SideEffectCommand: SheetCommand {
    static let configuration = CommandConfiguration(
        commandName: "side-effect", abstract: Help.sideEffectAbstract)
    static let kind = Kind.sideEffect
    static let text: Field? = nil

    @Argument(help: Help.sideEffectWords) var words: [String] = []
    @OptionGroup var options: DiaryOptions
}
