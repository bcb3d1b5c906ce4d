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
        let key = try replica.entity(toTakeBack: reference)
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
        let key = try replica.entity(toTakeBack: reference)
        let redone = try replica.redo(key, zoneOffset: desk.zoneOffset)
        try TakenBack(redone).finish(desk, replica, desk.words.redone(redone.changes.count))
    }
}

extension Replica {
    /// What a person named; nil for `last`, which is the last thing done here, a delete included.
    fileprivate func entity(toTakeBack reference: String?) throws -> EntityKey? {
        guard let reference, reference.lowercased() != "last" else { return nil }
        return try read { try $0.entity(reference) }
    }
}

/// The answer of `undo` and `redo`: what the entries are now.
private struct TakenBack {
    let entities: [EntityKey]

    init(_ undone: Undone) { entities = Set(undone.changes.map(\.body.entity)).sorted() }

    func finish(_ desk: Desk, _ replica: Replica, _ lines: [String]) throws {
        let (entries, patient) = try replica.read { snapshot in
            (try entities.compactMap(snapshot.entry), snapshot.replica.patient)
        }
        let shown = entries.prefix(5).filter { $0.isShown }
        try desk.answer(
            EntriesDocument(entries, patient: patient),
            lines + shown.map { "  " + desk.words.line($0, patient, desk.now) })
        desk.syncInBackground(replica)
    }
}

extension Entry {
    fileprivate var isShown: Bool {
        switch self {
        case .episode(let episode): !episode.state.isHidden
        case .tally(let tally): !tally.state.isHidden
        case .checkIn(let checkIn): !checkIn.state.isHidden
        }
    }
}
