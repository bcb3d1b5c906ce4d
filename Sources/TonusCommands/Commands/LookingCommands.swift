import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: Help.searchAbstract, discussion: Help.searchDiscussion)

    @Argument(help: Help.searchText)
    var words: [String]
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let text = words.joined(separator: " ")
        guard !text.allSatisfy(\.isWhitespace) else { throw UsageError.nothingToSearch }
        let replica = try desk.required()
        let (found, notes, patient) = try replica.read { snapshot in
            let notes = try snapshot.notes(holding: text)
            return (
                try snapshot.entries(holding: text, notes), notes, snapshot.replica.patient
            )
        }
        try replica.rememberList(found.map(\.entity))
        let people = try replica.people()
        try desk.answer(
            EntriesDocument(found, patient: patient),
            desk.words.found(found, notes, text, people, patient, desk.now))
    }
}

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: Help.historyAbstract)

    @Argument(help: Help.historyReference)
    var reference: String?
    @Option(name: .shortAndLong, help: Help.historyNumber)
    var number = 20
    @OptionGroup var options: DiaryOptions

    struct Turn: Encodable {
        let field: String
        let old: [String]
        let new: String?
    }

    struct Entry: Encodable {
        let id: String
        let entity: String
        /// When what it is about was.
        let about: String?
        let member: String
        let device: String
        let written: String
        let counts: Bool
        let did: String
        let turns: [Turn]
    }

    struct HistoryDocument: Document {
        let schema = "tonus.history/1"
        let changes: [Entry]

        var plain: [[String]] {
            changes.map { change in
                let turns = change.turns.map { "\($0.field)=\($0.new ?? "")" }
                return [
                    change.written, change.member, change.device, change.id, change.entity,
                    change.counts ? "counts" : "taken-back", change.did,
                    turns.joined(separator: ";"),
                ]
            }
        }
    }

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let people = try replica.people()
        let (entries, moments) = try replica.read { snapshot in
            let entries =
                try reference.map { try snapshot.history(of: snapshot.entity($0)) }
                ?? snapshot.latestHistory(min(max(number, 1), 100_000))
            return (entries, try snapshot.moments(of: entries))
        }
        try desk.answer(
            HistoryDocument(changes: entries.map { document($0, moments, people, desk) }),
            desk.words.history(entries, moments, people, desk.now, isOfAll: reference == nil))
    }

    private func document(
        _ entry: HistoryEntry, _ moments: [EntityKey: TimePoint], _ people: People, _ desk: Desk
    ) -> Entry {
        let body = entry.change.body
        return Entry(
            id: entry.change.id.description, entity: body.entity.id.description,
            about: moments[body.entity].map { WhenFormat.iso($0) },
            member: desk.words.name(entry.change.author.member, people),
            device: people.devices[entry.change.author.device]
                ?? entry.change.author.device.description,
            written: WhenFormat.iso(desk.now.point(at: body.written)), counts: entry.counts,
            did: body.verb,
            turns: entry.turns.map { turn in
                Turn(
                    field: desk.words.name(of: turn.cell),
                    old: turn.old.map { desk.words.text($0, in: turn.cell, desk.now) },
                    new: turn.new.map { desk.words.text($0, in: turn.cell, desk.now) })
            })
    }
}

extension Snapshot {
    /// When the episodes and tallies that changes are about were.
    fileprivate func moments(of entries: [HistoryEntry]) throws -> [EntityKey: TimePoint] {
        var moments: [EntityKey: TimePoint] = [:]
        for key in Set(entries.map(\.change.body.entity)) {
            switch try entry(subject(of: key)) {
            case .episode(let episode)?: moments[key] = episode.onset
            case .tally(let tally)?: moments[key] = tally.from
            default: break
            }
        }
        return moments
    }
}

extension ChangeBody {
    /// What the change did, in one word for programs.
    fileprivate var verb: String {
        if isDelete { return "delete" }
        if !undoes.isEmpty { return "undo" }
        return restores.isEmpty ? "write" : "restore"
    }
}
