import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusExchange
import TonusProtocol
import TonusStore
import TonusTypes

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: Help.importAbstract,
        discussion: Help.importDiscussion)

    @Argument(help: Help.importFile)
    var file: String
    @Flag(help: Help.importDryRun)
    var dryRun = false
    @Option(help: Help.importRejects)
    var rejects: String?
    @Option(help: Help.importMap)
    var map: String?
    @Option(name: .customLong("column"), help: Help.importColumn)
    var columns: [String] = []
    @Option(help: Help.importTimes)
    var times: String?
    @Flag(help: Help.importRestAsNote)
    var restAsNote = false
    @OptionGroup var options: DiaryOptions

    /// Rows in one transaction: small enough that an entry being written waits little.
    private static let batch = 200

    func run() throws {
        let desk = try Desk(options)
        let bytes = try ImportFile.bytes(file)
        if let diary = try DiaryImport(bytes) {
            return dryRun ? try diary.foresee(desk) : try diary.run(desk)
        }
        let refusedLines = try Destination.named(
            rejects, reading: [file] + (map.map { [$0] } ?? []))
        let source = try ImportFile(
            file, bytes, try mapping(), restAsNote: restAsNote, at: desk.now)
        let refused = source.refused(desk.words)
        if dryRun {
            let known = try desk.existing()?.read { try source.known($0) } ?? []
            try desk.answer(foreseen(source, known, desk), refused: refused)
            return
        }
        let replica = try desk.founded()
        // Before the first entry: what cannot be written must not come as news after it.
        if rejects != nil, !refused.isEmpty {
            let text = source.rejects(desk.words)
            try refusedLines?.write(source.table.encoding.bytes(of: text))
            if refusedLines == nil { Output.document(text) }
        }
        let taken = try take(source.rows, replica, desk)
        desk.syncInBackground(replica)
        let new = ImportCount(taken)
        try desk.answer(
            ImportAnswer(
                document: ImportDocument(new, source, refused.count),
                lines: desk.words.imported(
                    new, known: source.rows.count - new.all, refused: refused,
                    leftOut: source.table.leftOut, rejects: refusedLines?.path)),
            refused: refused)
    }

    private func mapping() throws -> ImportMapping {
        do {
            var mapping =
                try map.map { try ImportMapping(json: ImportFile.bytes($0)) }
                ?? ImportMapping()
            try mapping.add(columns, format: times)
            return mapping
        } catch let error as MappingProblem {
            throw ExchangeError.mapping(error)
        }
    }

    private func take(
        _ rows: [ImportRow], _ replica: Replica, _ desk: Desk
    ) throws -> [ImportRow] {
        var taken: [ImportRow] = []
        var progress = Progress(of: rows.count, desk.words)
        for start in stride(from: 0, to: rows.count, by: Self.batch) {
            let end = min(start + Self.batch, rows.count)
            var new: [ImportRow] = []
            _ = try replica.recordMany(
                zoneOffset: desk.zoneOffset, Array(rows[start..<end])
            ) { intent, row in
                let isNew = try intent.take(row)
                if isNew { new.append(row) }
                return isNew
            }
            taken += new
            progress.reached(end)
        }
        return taken
    }

    private func foreseen(
        _ source: ImportFile, _ known: Set<EntityKey>, _ desk: Desk
    ) -> ImportAnswer {
        var met = known
        var new: [ImportRow] = []
        let lines = source.table.lines.map { line in
            switch line.row {
            case .failure(let problem):
                return ForeseenLine(line.number, .refused, desk.words.reason(problem))
            case .success(let row):
                guard met.insert(row.entity).inserted else {
                    return ForeseenLine(line.number, .known, desk.words.line(row, desk.now))
                }
                new.append(row)
                return ForeseenLine(line.number, .new, desk.words.line(row, desk.now))
            }
        }
        let count = ImportCount(new)
        let refused = lines.count { $0.outcome == .refused }
        return ImportAnswer(
            document: ImportDocument(count, source, refused, foreseen: lines),
            lines: lines.map(desk.words.foreseen)
                + desk.words.foreseen(
                    count, known: source.rows.count - count.all, refused: refused,
                    leftOut: source.table.leftOut))
    }
}

/// How many entries of either kind.
struct ImportCount {
    let episodes: Int
    let tallies: Int

    var all: Int { episodes + tallies }

    init(_ rows: [ImportRow]) {
        tallies = rows.count { $0.kind == .tally }
        episodes = rows.count - tallies
    }
}

/// What would become of one line.
struct ForeseenLine: Encodable {
    enum Outcome: String, Encodable {
        case new, known, refused
    }

    let line: Int
    let outcome: Outcome
    /// The entry, or why it is left out.
    let text: String

    init(_ line: Int, _ outcome: Outcome, _ text: String) {
        (self.line, self.outcome, self.text) = (line, outcome, text)
    }
}

struct ImportDocument: Document {
    let schema = "tonus.counts/1"
    let counts: [String: Int]
    /// The columns that hold something and that nobody asked for.
    let leftOut: [String]
    /// Of a dry run alone.
    let lines: [ForeseenLine]?

    init(_ new: ImportCount, _ file: ImportFile, _ refused: Int, foreseen: [ForeseenLine]? = nil) {
        counts = [
            "imported": foreseen == nil ? new.all : 0, "known": file.rows.count - new.all,
            "rejected": refused,
        ].merging(foreseen == nil ? [:] : ["foreseen": new.all]) { first, _ in first }
        (leftOut, lines) = (file.table.leftOut, foreseen)
    }

    var plain: [[String]] {
        counts.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] }
            + (leftOut.isEmpty ? [] : [["left-out"] + leftOut])
            + (lines ?? []).map { ["\($0.line)", $0.outcome.rawValue, $0.text] }
    }
}

private struct ImportAnswer {
    let document: ImportDocument
    let lines: [String]
}

extension Desk {
    fileprivate func answer(
        _ answer: ImportAnswer, refused: [(line: Int, reason: String)]
    ) throws {
        try self.answer(answer.document, answer.lines)
        if !refused.isEmpty { throw ExitCode(3) }
    }
}

// MARK: - What a row becomes

extension ImportRow {
    var entity: EntityKey {
        ownID.map { EntityKey(audience: .everyone, kind: kind.rawValue, id: $0) }
            ?? .derived(kind, canonicalKey)
    }
}

extension ImportFile {
    /// The entries of it that the diary holds, deleted ones included.
    fileprivate func known(_ snapshot: Snapshot) throws -> Set<EntityKey> {
        Set(try rows.map(\.entity).filter { try snapshot.state(of: $0).saysAnything })
    }
}

extension EntityState {
    /// Whether anything that was written on it counts, a delete included.
    fileprivate var saysAnything: Bool { !cells.isEmpty || !deletes.isEmpty }
}

extension Intent {
    /// Writes a row as an entry, as one act, so that each can be taken back by itself.
    ///
    /// - Returns: false where the diary holds it; a deleted one stays deleted, one that was taken back
    ///   comes again.
    fileprivate mutating func take(_ row: ImportRow) throws -> Bool {
        let key = row.entity
        if try isKnown(key), try state(of: key).saysAnything { return false }
        let writes = row.writes(by: member)
        change(key) { body in
            body.writes = writes
            body.importID = key.id
        }
        if let note = row.note {
            let about = EntityKey.derived(.note, row.canonicalKey)
            change(about) { body in
                body.writes = Note.writes(note, about: key.id)
                body.importID = about.id
            }
        }
        return true
    }
}
