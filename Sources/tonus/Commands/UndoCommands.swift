import ArgumentParser
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: Help.undoAbstract,
        aliases: ["u"])

    @Argument(help: Help.undoReference)
    var reference: String?
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let key = try reference.map { text in try replica.read { try $0.entity(text) } }
        let undone = try replica.undo(key, zoneOffset: desk.zoneOffset)
        try TakenBack(undone).finish(desk, replica, desk.words.undone(undone.changes.count))
    }
}

struct RedoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redo", abstract: Help.redoAbstract)

    @Argument(help: Help.redoReference)
    var reference: String?
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let key = try reference.map { text in try replica.read { try $0.entity(text) } }
        let redone = try replica.redo(key, zoneOffset: desk.zoneOffset)
        try TakenBack(redone).finish(desk, replica, desk.words.redone(redone.changes.count))
    }
}

/// The answer of `undo` and `redo`: what the entries are now.
private struct TakenBack {
    let entities: [EntityKey]

    init(_ undone: Undone) {
        entities = Set(undone.changes.map(\.body.entity))
            .filter { $0.kind == Kind.episode.rawValue }.sorted()
    }

    func finish(_ desk: Desk, _ replica: Replica, _ lines: [String]) throws {
        let episodes = try replica.read { snapshot in
            try entities.map {
                Episode(try snapshot.state(of: $0), patient: snapshot.replica.patient)
            }
        }
        if desk.options.json {
            try Output.json(EpisodesDocument(episodes))
        } else {
            let shown = episodes.prefix(5).filter { !$0.state.isHidden }
            Output.say(lines + shown.map { "  " + desk.words.line($0, desk.now) })
        }
        desk.syncInBackground(replica)
    }
}
