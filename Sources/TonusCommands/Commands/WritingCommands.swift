import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

extension Desk {
    /// Answers with an episode as it now is, and sends it on in the background.
    func answer(
        _ key: EntityKey, _ replica: Replica, _ lines: (Episode) throws -> [String]
    ) throws {
        let episode = try replica.read { try $0.episode(key) }
        try answer(EntriesDocument([episode]), try lines(episode))
        syncInBackground(replica)
    }
}

extension Intent {
    /// Writes a new episode, and a note with it.
    ///
    /// - Throws: `EndsBeforeStart`.
    mutating func begin(_ draft: EpisodeDraft, note: String? = nil) throws -> EntityKey {
        try draft.check()
        let key = newEntity(.episode)
        write(draft.writes(over: nil, by: member), on: EntityState(key, folding: []))
        if let note { add(.note, .everyone, Note.writes(note, about: key.id)) }
        return key
    }

    /// Adds what a draft says to an episode.
    ///
    /// - Throws: `EndsBeforeStart`.
    mutating func add(_ draft: EpisodeDraft, to episode: Episode) throws {
        try draft.check(on: episode)
        let member = member
        write(on: episode) { draft.writes(over: $0, by: member) }
    }

    mutating func write(on episode: Episode, _ make: (EntityState) -> [Write]) {
        for part in episode.writes(make) { write(part.writes, on: part.state) }
    }
}

struct TapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tap", abstract: Help.tapAbstract,
        aliases: ["t"])

    @Argument(help: Help.tapWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    /// A second press within this time, of one key and nothing else, is the same press.
    private static let repeatWindow: Int64 = 3000

    private enum Outcome {
        case repeated(EntityKey)
        case stopped(EntityKey)
        case started(EntityKey, others: [MemberID])
    }

    func run() throws {
        let desk = try Desk(options)
        let draft = try desk.draft(words)
        let replica = try desk.founded()
        let outcome = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try press(draft, &intent, desk.now)
        }
        switch outcome {
        case .repeated(let key):
            try desk.answer(key, replica) { desk.words.alreadyNoted($0, desk.now) }
        case .stopped(let key):
            try desk.answer(key, replica) { desk.words.stopped($0, desk.now) }
        case .started(let key, let others):
            let people = try replica.people()
            try desk.answer(key, replica) { episode in
                desk.words.started(episode, desk.now)
                    + others.map { desk.words.alsoRunning(desk.words.name($0, people)) }
            }
        }
    }

    private func press(
        _ draft: EpisodeDraft, _ intent: inout Intent, _ now: Moment
    ) throws -> Outcome {
        if draft.saysNothing, let repeated = try repeated(&intent) {
            return .repeated(repeated.state.entity)
        }
        var draft = draft
        let ongoing = try intent.ongoingEpisodes()
        if let mine = ongoing.last(where: { $0.author?.member == intent.member }) {
            draft.ending = .ended(draft.onset ?? now.point)
            draft.onset = nil
            try intent.add(draft, to: mine)
            return .stopped(mine.state.entity)
        }
        draft.onset = draft.onset ?? now.point
        draft.ending = draft.ending ?? .ongoing
        return .started(
            try intent.begin(draft), others: ongoing.compactMap { $0.author?.member })
    }

    private func repeated(_ intent: inout Intent) throws -> Episode? {
        guard let last = try intent.lastAct(), let key = last.entities.first,
            key.kind == Kind.episode.rawValue,
            (0..<Self.repeatWindow).contains(intent.now - last.written)
        else { return nil }
        let episode = try intent.episode(key)
        let touched = [episode.onset?.instant, episode.endInstant].compactMap { $0 }.max() ?? 0
        // Only a press that began or ended something there and then can be pressed twice.
        guard !episode.state.isHidden, episode.ending != .unknown,
            abs(touched - last.written) < Self.repeatWindow
        else { return nil }
        return episode
    }
}

struct StartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: Help.startAbstract, aliases: ["s"])

    @Argument(help: Help.startWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        var draft = try desk.draft(words)
        draft.onset = draft.onset ?? desk.now.point
        draft.ending = draft.ending ?? .ongoing
        let replica = try desk.founded()
        let key = try replica.record(zoneOffset: desk.zoneOffset) { try $0.begin(draft) }
        try desk.answer(key, replica) { desk.words.started($0, desk.now) }
    }
}

struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: Help.stopAbstract, aliases: ["x"])

    @Argument(help: Help.stopWords)
    var words: [String] = []
    @Option(help: Help.stopEpisode)
    var episode: String?
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        var draft = try desk.draft(words)
        draft.ending = draft.ending ?? .ended(draft.onset ?? desk.now.point)
        draft.onset = nil
        let replica = try desk.required()
        let named = try episode.map { reference in
            try replica.read { try $0.episode(reference) }
        }
        let key: EntityKey
        do {
            key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
                let episode = try chosen(named, &intent)
                try intent.add(draft, to: episode)
                return episode.state.entity
            }
        } catch UsageError.several {
            let ongoing = try replica.read { try $0.ongoing() }
            try replica.rememberList(ongoing.map(\.state.entity))
            throw UsageError.several(
                zip(1..., ongoing).map { desk.words.numbered($0, $1, desk.now) })
        }
        try desk.answer(key, replica) { desk.words.stopped($0, desk.now) }
    }

    private func chosen(_ named: EntityKey?, _ intent: inout Intent) throws -> Episode {
        if let named { return try intent.episode(named) }
        let ongoing = try intent.ongoingEpisodes()
        let mine = ongoing.filter { $0.author?.member == intent.member }
        if mine.count == 1, let only = mine.first { return only }
        guard let only = ongoing.first else { throw UsageError.nothingRunning }
        guard ongoing.count == 1 else { throw UsageError.several([]) }
        return only
    }
}

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: Help.logAbstract,
        discussion: Help.logDiscussion, aliases: ["l"])

    @Argument(help: Help.logWords)
    var words: [String] = []
    @Option(help: Help.logPain)
    var pain: String?
    @Option(help: Help.logTrigger)
    var trigger: [String] = []
    @Flag(help: Help.logNote)
    var note = false
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        // The options are the same as `pain=3` and `trigger=heat` among the words.
        let said = [pain.map { "pain=\($0)" }].compactMap { $0 } + trigger.map { "trigger=\($0)" }
        var draft = try desk.draft(words + said)
        draft.onset = draft.onset ?? desk.now.point
        // What is written down afterwards has ended; nobody said when.
        draft.ending = draft.ending ?? .unknown
        let text = note ? try NoteText.fromInput() : nil
        let replica = try desk.founded()
        let key = try replica.record(zoneOffset: desk.zoneOffset) {
            try $0.begin(draft, note: text)
        }
        try desk.answer(key, replica) { desk.words.logged($0, desk.now) }
    }
}

struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: Help.editAbstract,
        discussion: Help.editDiscussion)

    @Argument(help: Help.editReference)
    var reference: String
    @Argument(help: Help.editAssignments)
    var assignments: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        guard !assignments.isEmpty else { throw UsageError.nothingToEdit }
        let replica = try desk.required()
        let (key, edits) = try replica.read { snapshot in
            let key = try snapshot.entity(reference)
            let kind = Kind(rawValue: key.kind) ?? .episode
            do {
                let edits = try desk.asking { now in
                    try Assignment.joined(assignments, of: kind).flatMap { text in
                        try Assignment.all(text, of: kind, at: now) { snapshot.entity(called: $0) }
                    }.withoutRepeats()
                }
                try snapshot.check(edits, of: key, kind)
                return (key, edits)
            } catch let error as DraftError where kind != .episode {
                throw SheetError(kind: kind, error: error)
            }
        }
        guard key.kind == Kind.episode.rawValue else {
            try replica.record(zoneOffset: desk.zoneOffset) { try $0.say(edits, on: key) }
            return try desk.answer(key, replica, isNew: false)
        }
        let before = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let (episode, member) = (try intent.episode(key), intent.member)
            try edits.check(on: episode)
            intent.write(on: episode) { state in edits.map { $0.write(over: state, by: member) } }
            return episode
        }
        try desk.answer(key, replica) { after in
            desk.words.changed(after, from: before, edits.map(\.field), desk.now)
        }
    }
}

struct DeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: Help.deleteAbstract)

    @Argument(help: Help.deleteReference)
    var reference: String
    @Option(help: Help.deleteSameAs)
    var sameAs: String?
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let (key, survivor) = try replica.read { snapshot in
            (try snapshot.entity(reference), try sameAs.map { try snapshot.entity($0) })
        }
        let entry = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            guard try intent.delete(key, sameAs: survivor) else {
                throw ReferenceError.unknown(reference)
            }
            return try intent.entry(key)
        }
        let patient = try replica.state().patient
        try desk.answer(
            EntriesDocument(entry.map { [$0] } ?? [], patient: patient),
            entry.map { desk.words.deleted($0, patient, desk.now) } ?? [desk.words.noteDeleted])
        desk.syncInBackground(replica)
    }
}
