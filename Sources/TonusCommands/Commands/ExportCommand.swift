import ArgumentParser
import TonusCore
import TonusDiary
import TonusExchange
import TonusStore

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: Help.exportAbstract, discussion: Help.exportDiscussion)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case fhir
    }

    @Option(help: Help.exportFormat)
    var format: Format
    @Option(help: Help.exportOut)
    var out: String?
    @Option(name: .shortAndLong, help: Help.exportMonths)
    var months: Int?
    @Flag(help: Help.exportSNOMED)
    var snomed = false
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let first = months.map { months in
            LocalDate(
                days: desk.now.point.localDate.days - min(max(months, 1), 1200) * 365 / 12 + 1)
        }
        switch format {
        case .fhir: try exportFHIR(replica, desk, since: first)
        }
    }

    private func exportFHIR(_ replica: Replica, _ desk: Desk, since first: LocalDate?) throws {
        let source = try replica.read { try $0.fhirSource() }
        let bundle = FHIRBundle(
            first.map(source.since) ?? source, FHIRCodes(withSNOMED: snomed))
        guard let out else { return Output.document(bundle.text) }
        try PrivateFile.write(bundle.text, to: out)
        try desk.answer(
            ExportDocument(
                format: format.rawValue, file: out,
                counts: ["entries": bundle.entryCount, "resources": bundle.resourceCount]),
            desk.words.exportedFHIR(
                out, entries: bundle.entryCount, resources: bundle.resourceCount))
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
