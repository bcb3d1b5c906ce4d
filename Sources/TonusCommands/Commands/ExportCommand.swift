import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusExchange
import TonusProtocol
import TonusStore

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: Help.exportAbstract, discussion: Help.exportDiscussion)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case json, csv, ical, fhir, sqlite
    }

    @Option(help: Help.exportFormat)
    var format = Format.json
    @Option(help: Help.exportOut)
    var out: String?
    @Option(name: .customLong("of"), help: Help.exportOf)
    var kind: String?
    @Option(name: .shortAndLong, help: Help.exportMonths)
    var months: Int?
    @Flag(name: .customLong("private"), help: Help.exportPrivate)
    var isPrivate = false
    @Flag(help: Help.exportSNOMED)
    var snomed = false
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let kinds = try kinds()
        if isPrivate, format != .json, format != .sqlite {
            throw ExchangeError.neverPrivate(format.rawValue)
        }
        if snomed, format != .fhir { throw ExchangeError.withoutCodes(format.rawValue) }
        let first = try months.map(desk.firstDay(ofLast:))
        let file = try Destination.named(out)
        if months != nil, format == .json || format == .sqlite {
            throw ExchangeError.wholeOnly(format.rawValue)
        }
        let replica = try desk.required()
        switch format {
        case .json: try writeDiary(replica, desk, to: file)
        case .sqlite: try writeSnapshot(replica, desk, to: file)
        case .csv: try write(replica, desk, first, to: file) { try $0.table(kinds, desk.words) }
        case .fhir: try writeBundle(replica, desk, first, to: file)
        case .ical: try write(replica, desk, first, to: file) { try $0.calendar(desk.words) }
        }
    }

    /// What other programs read of entries.
    private func write(
        _ replica: Replica, _ desk: Desk, _ first: LocalDate?, to file: Destination?,
        _ text: (ExportReading) throws -> Exported
    ) throws {
        let people = try replica.people()
        let (text, count) = try replica.read { snapshot in
            try text(
                ExportReading(
                    snapshot: snapshot, people: people, first: first))
        }
        guard let file else { return Output.document(text) }
        try file.write(text)
        try desk.answer(
            ExportDocument(format: format.rawValue, file: file.path, counts: ["entries": count]),
            desk.words.exported(count, file.path))
    }

    private func writeBundle(
        _ replica: Replica, _ desk: Desk, _ first: LocalDate?, to file: Destination?
    ) throws {
        // Reading, making and writing take about as long each.
        var (progress, count) = (Progress(of: 1, desk.words), 0)
        let source = try replica.read { snapshot in
            count = try snapshot.fhirCount()
            progress = Progress(of: 3 * count, desk.words)
            return try snapshot.fhirSource { progress.reached($0) }
        }
        let bundle = FHIRBundle(
            first.map(source.since) ?? source, FHIRCodes(withSNOMED: snomed)
        ) { progress.reached(count + $0) }
        let text = bundle.text { written in
            progress.reached(2 * count + written * count / bundle.resourceCount)
        }
        guard let file else { return Output.document(String(decoding: text, as: UTF8.self)) }
        try file.write(text)
        try desk.answer(
            ExportDocument(
                format: format.rawValue, file: file.path,
                counts: ["entries": bundle.entryCount, "resources": bundle.resourceCount]),
            desk.words.exportedFHIR(
                file.path, entries: bundle.entryCount, resources: bundle.resourceCount))
    }

    private func writeDiary(_ replica: Replica, _ desk: Desk, to file: Destination?) throws {
        let diary = try replica.diaryFile(desk.words)
        guard let file else {
            Output.document(diary.text)
            return Output.note(desk.words.wroteDiary(diary, to: nil))
        }
        try file.write(diary.text)
        try desk.answer(
            ExportDocument(
                format: format.rawValue, file: file.path,
                counts: [
                    "changes": diary.file.count, "private": diary.file.privateCount,
                    "leftOut": diary.leftOut,
                ], importable: diary.isImportable()), desk.words.wroteDiary(diary, to: file.path))
    }

    private func writeSnapshot(_ replica: Replica, _ desk: Desk, to file: Destination?) throws {
        guard let file, file.isFile else { throw UsageError.outNeeded }
        let counts = try file.replace { partial in
            try replica.writeViews(to: partial, private: isPrivate)
        }
        try desk.answer(
            ExportDocument(format: format.rawValue, file: file.path, counts: counts),
            desk.words.wroteViews(file.path, isPrivate))
    }

    /// What the table is of; spasms, if nothing was said.
    private func kinds() throws(ExchangeError) -> [Kind] {
        guard let kind else { return [.episode, .tally] }
        guard format == .csv else { throw .notOfKinds(format.rawValue) }
        guard let found = Kind.allCases.first(where: { [$0.word, $0.plural].contains(kind) }) else {
            throw .noSuchTable(kind, Kind.allCases.map(\.plural))
        }
        return [found]
    }
}

/// What was written, for a program.
struct ExportDocument: Document {
    let schema = "tonus.export/1"
    let format: String
    let file: String
    let counts: [String: Int]
    /// Whether `import` takes so much; nil where it takes none of this format as a whole diary.
    var importable: Bool?

    private enum CodingKeys: CodingKey { case schema, format, file, counts, importable }

    var plain: [[String]] {
        [["file", file]] + counts.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] }
            + (importable.map { [["importable", "\($0)"]] } ?? [])
    }
}

extension ExportReading {
    fileprivate func table(_ kinds: [Kind], _ words: Catalogue) throws -> Exported {
        let isOfSpasms = kinds.allSatisfy { [.episode, .tally].contains($0) }
        guard let kind = kinds.first, !isOfSpasms else { return try table(of: Set(kinds), words) }
        return try table(of: kind, words)
    }
}

extension Kind {
    /// Such as `tallies` and `doses`.
    fileprivate var plural: String { word.hasSuffix("y") ? word.dropLast() + "ies" : word + "s" }
}

extension Desk {
    /// The first day of the last so many months.
    func firstDay(ofLast months: Int) throws(UsageError) -> LocalDate {
        let length = try Self.days(in: months, instead: "export --format csv --months 3")
        return LocalDate(days: now.point.localDate.days - length + 1)
    }

    /// How long so many months are.
    ///
    /// - Parameter instead: what can be typed where that is no span.
    /// - Throws: `UsageError.badMonths`: another span than was asked for would be taken for that one.
    static func days(
        in months: Int, upTo most: Int = 1200, instead: String
    ) throws(UsageError) -> Int {
        guard (1...most).contains(months) else {
            throw .badMonths(months, most: most, instead: instead)
        }
        return months * 365 / 12
    }
}

extension Replica {
    /// The whole diary as a file, and how many changes are too long for one.
    func diaryFile(_ words: Catalogue) throws -> ExportedDiary {
        let roster = try state().roster
        let people = Dictionary(
            uniqueKeysWithValues: try people().members.map { id, person in
                // Who was never said to be anything is what the roster lets them do.
                let isCaregiver = roster.members[id]?.role == .caregiver
                let relation = person.relation ?? (isCaregiver ? .caregiver : nil)
                return (
                    id,
                    DiaryFile.Person(
                        name: person.name.cut(to: 256), relation: relation?.rawValue ?? 0)
                )
            })
        let (file, leftOut) = try read { snapshot in
            var progress = Progress(of: try snapshot.changeCount(), words)
            let logged = try snapshot.loggedChanges { progress.reached($0) }
            return (
                DiaryFile(logged, patient: snapshot.replica.patient, people: people),
                logged.count { !$0.isFiled }
            )
        }
        return ExportedDiary(file, leftOut: leftOut)
    }
}

/// A diary that is to be written to a file.
struct ExportedDiary {
    let file: DiaryFile
    let text: String
    /// Changes that are held and not in it.
    let leftOut: Int

    init(_ file: DiaryFile, leftOut: Int) {
        (self.file, text, self.leftOut) = (file, file.text, leftOut)
    }

    /// Whether `import` takes so much, at most so many bytes, in again.
    func isImportable(upTo limit: Int = ImportTable.fileLimit) -> Bool {
        text.utf8.count <= limit
    }
}

extension String {
    /// Its beginning, in at most so many bytes of UTF-8.
    fileprivate func cut(to bytes: Int) -> String {
        var text = self
        while text.utf8.count > bytes { text.removeLast() }
        return text
    }
}
