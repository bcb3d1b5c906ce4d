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
        let target = try replica.undoTarget(reference)
        let undone = try desk.showingWhatStandsOnTop(of: replica) {
            try replica.undo(target, zoneOffset: desk.zoneOffset)
        }
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
        let target = try replica.undoTarget(reference)
        let redone = try desk.showingWhatStandsOnTop(of: replica) {
            try replica.redo(target, zoneOffset: desk.zoneOffset)
        }
        try TakenBack(redone).finish(desk, replica, desk.words.redone(redone.changes.count))
    }
}

extension Replica {
    /// What a person named: a change, an entry, or, with `last` or nothing, the last thing done here,
    /// a delete included.
    fileprivate func undoTarget(_ reference: String?) throws -> UndoTarget {
        guard let reference, reference.lowercased() != "last" else { return .lastHere }
        return try read { snapshot in
            if let change = try snapshot.change(reference) { return .change(change) }
            return .entity(try snapshot.entity(reference))
        }
    }
}

extension Desk {
    /// Where something was written over what was to be taken back, it is shown and nothing is done.
    fileprivate func showingWhatStandsOnTop(
        of replica: Replica, _ body: () throws -> Undone
    ) throws -> Undone {
        do {
            return try body()
        } catch ReferenceError.writtenOver(let change) {
            let people = try replica.people()
            let lines = try replica.read { try $0.history(of: change) }.map {
                words.history([$0], [:], people, now, isOfAll: false)
            }
            throw WrittenOver(lines: lines ?? [], reference: Snapshot.shortID(change))
        }
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
        case .sheet(let sheet, _): !sheet.state.isHidden
        }
    }
}
