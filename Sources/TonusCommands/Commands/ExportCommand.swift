import ArgumentParser
import TonusCore
import TonusDiary
import TonusExchange
import TonusStore

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: Help.exportAbstract, discussion: Help.exportDiscussion)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv, ical
    }

    @Option(help: Help.exportFormat)
    var format: Format
    @Option(help: Help.exportOut)
    var out: String?
    @Option(name: .customLong("of"), help: Help.exportOf)
    var kind: String?
    @Option(name: .shortAndLong, help: Help.exportMonths)
    var months: Int?
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let kinds = try kinds()
        let people = try replica.people()
        let (text, count) = try replica.read { snapshot in
            let reading = ExportReading(
                snapshot: snapshot, people: people, first: months.map(desk.firstDay(ofLast:)))
            return switch format {
            case .csv: try reading.table(kinds, desk.words)
            case .ical: try reading.calendar(desk.words)
            }
        }
        guard let out else { return Output.document(text) }
        try PrivateFile.write(text, to: out)
        try desk.answer(
            ExportDocument(format: format.rawValue, file: out, counts: ["entries": count]),
            desk.words.exported(count, out))
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

    private enum CodingKeys: CodingKey { case schema, format, file, counts }

    var plain: [[String]] {
        [["file", file]] + counts.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] }
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
    func firstDay(ofLast months: Int) -> LocalDate {
        let length = min(max(months, 1), 1200) * 365 / 12
        return LocalDate(days: now.point.localDate.days - length + 1)
    }
}
