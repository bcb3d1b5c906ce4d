import ArgumentParser
import Foundation
import SwiftCSV
import TonusCore
import TonusDiary
import TonusProtocol
import TonusStore
import TonusTypes

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: Help.importAbstract,
        discussion: Help.importDiscussion)

    @Argument(help: Help.importFile)
    var file: String
    @OptionGroup var options: DiaryOptions

    /// Rows in one transaction: small enough that an entry being written waits little.
    private static let batch = 200

    func run() throws {
        let desk = try Desk(options)
        if let diary = try DiaryImport(file) { return try diary.run(desk) }
        let (rows, rejected) = try rows(desk.now, desk.words)
        let replica = try desk.founded()
        var new = 0
        for start in stride(from: 0, to: rows.count, by: Self.batch) {
            let batch = rows[start..<min(start + Self.batch, rows.count)]
            new += try take(Array(batch), replica, desk)
        }
        let known = rows.count - new
        try desk.answer(
            CountDocument(counts: [
                "imported": new, "known": known, "rejected": rejected.count,
            ]),
            desk.words.imported(new, known: known, rejected: rejected))
        desk.syncInBackground(replica)
        if !rejected.isEmpty { throw ExitCode(3) }
    }

    private func rows(_ now: Moment, _ words: Catalogue) throws -> (
        [EpisodeRow], [(line: Int, reason: String)]
    ) {
        guard let data = FileManager.default.contents(atPath: file),
            let text = String(data: data, encoding: .utf8)
        else { throw UsageError.noInput(file) }
        guard let table = try? CSV<Named>(string: text, delimiter: .comma) else {
            throw UsageError.noInput(file)
        }
        var rows: [EpisodeRow] = []
        var rejected: [(line: Int, reason: String)] = []
        for (line, cells) in zip(2..., table.rows) {
            do throws(EpisodeRow.Problem) {
                rows.append(try EpisodeRow(cells, at: now))
            } catch {
                rejected.append((line, words.reason(error)))
            }
        }
        return (rows, rejected)
    }

    /// Each row is an intent of its own, so that each can be taken back by itself.
    private func take(_ rows: [EpisodeRow], _ replica: Replica, _ desk: Desk) throws -> Int {
        try replica.recordMany(zoneOffset: desk.zoneOffset, rows) { intent, row in
            let id = derivedEntityID(kind: Kind.episode.rawValue, canonicalKey: row.canonicalKey)
            let key = EntityKey(audience: .everyone, kind: Kind.episode.rawValue, id: id)
            guard try !intent.isKnown(key) else { return false }
            let writes = row.draft.writes(over: nil, by: intent.member)
            intent.change(key) { body in
                body.writes = writes
                body.importID = id
            }
            if let note = row.note {
                let noteID = derivedEntityID(
                    kind: Kind.note.rawValue, canonicalKey: row.canonicalKey)
                let noteKey = EntityKey(
                    audience: .everyone, kind: Kind.note.rawValue, id: noteID)
                intent.change(noteKey) { body in
                    body.writes = Note.writes(note, about: id)
                    body.importID = noteID
                }
            }
            return true
        }
    }
}

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: Help.rebuildAbstract)

    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let isEqual = try desk.required().rebuild()
        try desk.answer(
            CountDocument(counts: ["equal": isEqual ? 1 : 0]),
            [isEqual ? desk.words.rebuilt : desk.words.rebuiltDiffers])
    }
}

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: Help.doctorAbstract)

    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        guard try replica.synchronousLevel() == 2 else { throw StoreError.notDurable }
        let findings = try replica.check()
        try desk.answer(
            CountDocument(counts: [
                "damage": findings.damage.count, "notAllowed": findings.notAllowed,
                "keptEnvelopes": findings.keptEnvelopes.count,
                "suspectStamps": findings.suspectStamps, "changes": findings.changes,
                "chains": findings.chains,
            ]),
            desk.words.doctor(findings))
        if !findings.damage.isEmpty { throw ExitCode(1) }
    }
}
