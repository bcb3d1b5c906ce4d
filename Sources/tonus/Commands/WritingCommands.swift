import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What a command that writes on an episode does, and how it answers.
struct Written {
    let episode: Episode
    let lines: [String]

    /// Answers, and sends it on in the background.
    func finish(_ desk: Desk, _ replica: Replica) throws {
        if desk.options.json {
            try Output.json(EpisodesDocument([episode]))
        } else {
            Output.say(lines)
        }
        desk.syncInBackground(replica)
    }
}

extension Intent {
    /// Writes a new episode and a note with it, and reads it back.
    mutating func begin(_ draft: EpisodeDraft, note: String? = nil) throws -> Episode {
        let key = newEntity(.episode)
        write(draft.writes(over: nil, by: member), on: EntityState(key, folding: []))
        if let note { addNote(note, about: key.id, .everyone) }
        return drawn(key, draft, over: nil)
    }

    /// Adds what a draft says to an episode.
    mutating func add(_ draft: EpisodeDraft, to episode: Episode) -> Episode {
        write(draft.writes(over: episode.state, by: member), on: episode.state)
        return drawn(episode.state.entity, draft, over: episode.state)
    }

    mutating func addNote(_ text: String, about subject: EntityID?, _ audience: Audience) {
        let key = newEntity(.note, audience)
        write(Note.writes(text, about: subject), on: EntityState(key, folding: []))
    }

    /// The episode as it will be read once the intent is saved: the echo shows what was understood.
    private func drawn(_ key: EntityKey, _ draft: EpisodeDraft, over state: EntityState?) -> Episode
    {
        Episode(
            preview(key, writes: draft.writes(over: state, by: member), over: state),
            patient: patient)
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

    func run() throws {
        let desk = try Desk(options)
        let draft = try EpisodeDraft(words: words, at: desk.now)
        let replica = try desk.founded()
        let people = try replica.people()
        let written = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let ongoing = try intent.ongoingEpisodes()
            if draft.saysNothing, let repeated = try repeated(&intent) {
                return Written(
                    episode: repeated, lines: desk.words.alreadyNoted(repeated, desk.now))
            }
            if let mine = ongoing.last(where: { $0.author?.member == intent.member }) {
                return try stop(mine, draft, &intent, desk)
            }
            return try start(draft, others: ongoing, people, &intent, desk)
        }
        try written.finish(desk, replica)
    }

    private func repeated(_ intent: inout Intent) throws -> Episode? {
        guard let last = try intent.lastAct(), let key = last.entities.first,
            key.kind == Kind.episode.rawValue,
            (0..<Self.repeatWindow).contains(intent.now - last.written)
        else { return nil }
        let episode = Episode(try intent.state(of: key), patient: intent.patient)
        let touched = [episode.onset?.instant, episode.endInstant].compactMap { $0 }.max() ?? 0
        // Only a press that began or ended something there and then can be pressed twice.
        guard !episode.state.isHidden, episode.ending != .unknown,
            abs(touched - last.written) < Self.repeatWindow
        else { return nil }
        return episode
    }

    private func stop(
        _ episode: Episode, _ draft: EpisodeDraft, _ intent: inout Intent, _ desk: Desk
    ) throws -> Written {
        var draft = draft
        draft.ending = .ended(draft.onset ?? desk.now.point)
        draft.onset = nil
        let stopped = intent.add(draft, to: episode)
        return Written(episode: stopped, lines: desk.words.stopped(stopped, desk.now))
    }

    private func start(
        _ draft: EpisodeDraft, others: [Episode], _ people: People, _ intent: inout Intent,
        _ desk: Desk
    ) throws -> Written {
        var draft = draft
        draft.onset = draft.onset ?? desk.now.point
        draft.ending = draft.ending ?? .ongoing
        let started = try intent.begin(draft)
        var lines = desk.words.started(started, desk.now)
        for other in others {
            guard let author = other.author else { continue }
            lines.append(desk.words.alsoRunning(desk.words.name(author.member, people)))
        }
        return Written(episode: started, lines: lines)
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
        var draft = try EpisodeDraft(words: words, at: desk.now)
        draft.onset = draft.onset ?? desk.now.point
        draft.ending = draft.ending ?? .ongoing
        let replica = try desk.founded()
        let written = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let episode = try intent.begin(draft)
            return Written(episode: episode, lines: desk.words.started(episode, desk.now))
        }
        try written.finish(desk, replica)
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
        var draft = try EpisodeDraft(words: words, at: desk.now)
        draft.ending = draft.ending ?? .ended(draft.onset ?? desk.now.point)
        draft.onset = nil
        let replica = try desk.required()
        let named = try episode.map { reference in
            try replica.read { try $0.episode(reference) }
        }
        let written = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let stopped = intent.add(draft, to: try chosen(named, &intent))
            return Written(episode: stopped, lines: desk.words.stopped(stopped, desk.now))
        }
        try written.finish(desk, replica)
    }

    private func chosen(_ named: EntityKey?, _ intent: inout Intent) throws -> Episode {
        if let named { return Episode(try intent.state(of: named), patient: intent.patient) }
        let ongoing = try intent.ongoingEpisodes()
        let mine = ongoing.filter { $0.author?.member == intent.member }
        if mine.count == 1, let only = mine.first { return only }
        guard let only = ongoing.first else { throw UsageError.nothingRunning }
        guard ongoing.count == 1 else { throw UsageError.several(ongoing.count) }
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
        let draft = try draft(desk.now)
        let text = note ? try NoteText.fromInput() : nil
        let replica = try desk.founded()
        let written = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let episode = try intent.begin(draft, note: text)
            return Written(episode: episode, lines: desk.words.logged(episode, desk.now))
        }
        try written.finish(desk, replica)
    }

    private func draft(_ now: Moment) throws -> EpisodeDraft {
        var draft = try EpisodeDraft(words: words, at: now)
        draft.onset = draft.onset ?? now.point
        // What is written down afterwards has ended; nobody said when.
        draft.ending = draft.ending ?? .unknown
        if let pain { draft.pain = try EpisodeDraft.score(pain) }
        for word in trigger {
            guard let factor = Factor(word: word) else {
                throw EditError.badValue(field: "trigger", value: word)
            }
            draft.triggers.append(factor)
        }
        return draft
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
        let edits = try assignments.map { try EpisodeEdit($0, at: desk.now) }
        let replica = try desk.required()
        let key = try replica.read { try $0.episode(reference) }
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let state = try intent.state(of: key)
            intent.write(edits.map { $0.write(over: state, by: intent.member) }, on: state)
        }
        let episode = try replica.read { snapshot in
            Episode(try snapshot.state(of: key), patient: snapshot.replica.patient)
        }
        try Written(episode: episode, lines: desk.words.changed(episode, desk.now))
            .finish(desk, replica)
    }
}

struct DeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: Help.deleteAbstract)

    @Argument(help: Help.deleteReference)
    var reference: String
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let key = try replica.read { try $0.entity(reference) }
        let state = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let state = try intent.state(of: key)
            guard !state.isHidden else { throw StoreError.unknownReference(reference) }
            intent.change(key) { $0.deletes = state.changesToDelete }
            return state
        }
        let episode = Episode(state, patient: try replica.state().patient)
        let isNote = key.kind == Kind.note.rawValue
        try Written(
            episode: episode,
            lines: isNote ? [desk.words.noteDeleted] : desk.words.deleted(episode, desk.now)
        ).finish(desk, replica)
    }
}
