import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusInsights
import TonusStore

extension Language: ExpressibleByArgument {}
extension Paper: ExpressibleByArgument {}

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: Help.reportAbstract, discussion: Help.reportDiscussion)

    @Option(name: .shortAndLong, help: Help.reportMonths)
    var months = 3
    @Option(help: Help.reportOut)
    var out: String?
    @Option(help: Help.reportName)
    var name: String?
    @Flag(help: Help.reportLarge)
    var large = false
    @Option(help: Help.reportLanguage)
    var language: Language?
    @Option(help: Help.reportPaper)
    var paper: Paper?
    @Flag(help: Help.reportKeep)
    var keep = false
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let length = try Desk.days(in: months, upTo: 120, instead: "report --months 3")
        let file = try Destination.named(out)
        if let ending = file?.path.ending, !Self.endings.contains(ending) {
            throw UsageError.badEnding(ending)
        }
        if keep, file == nil { throw UsageError.nothingToKeep }
        let replica = try desk.required()
        let today = desk.now.point.localDate
        let days = LocalDate(days: today.days - length + 1)...today
        let report = try replica.report(days)
        // The same for everybody who reads it in that language: no clock or week of this place is in it.
        var words = desk.words
        words.customs = Customs(language ?? desk.words.language)
        let page = ReportPage(report, words, name: name)
        guard let out else {
            return try desk.answer(
                ReportDocument(report, page), page.text(width: min(Output.width ?? 80, 80)))
        }
        guard let file else { return Output.document(page.html(isLarge: large, paper: paper)) }
        try file.write(Array(contents(of: page, for: out.ending)))
        let lines = desk.words.drawn(out)
        guard keep else { return Output.say(lines) }
        try desk.answer(try note(page, of: days, desk, replica), replica, lines)
    }

    /// In the diary: which page was handed over, by what stands at its foot.
    private func note(
        _ page: ReportPage, of days: ClosedRange<LocalDate>, _ desk: Desk, _ replica: Replica
    ) throws -> EntityKey {
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let key = intent.newEntity(.reportSnapshot)
            try intent.say(
                [
                    Assignment(.reportFrom, .date(days.lowerBound)),
                    Assignment(.reportTo, .date(days.upperBound)),
                    Assignment(.reportHash, .text(page.hash)),
                    Assignment(.reportedAt, .time(desk.now.point)),
                ], on: key)
            return key
        }
    }

    /// What the name of a report can end in; without an ending it is a page.
    static let endings = ["html", "htm", "pdf", "txt"]

    /// By what the file is called.
    private func contents(of page: ReportPage, for ending: String?) throws -> Data {
        if ending == "txt" {
            return Data((page.text(width: 80).joined(separator: "\n") + "\n").utf8)
        }
        if ending == "pdf" {
            let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
            return try PagePrinter(path: path)
                .pdf(of: page.html(isLarge: large, paper: paper ?? .a4))
        }
        return Data(page.html(isLarge: large, paper: paper).utf8)
    }
}

extension String {
    /// What says which sort of file it names, in small letters; nil where nothing does, as in
    /// `report.2026`.
    fileprivate var ending: String? {
        let name = split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        let ending = name[dot...].dropFirst()
        let isEnding = ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isEnding && ending.contains(where: \.isLetter) ? ending.lowercased() : nil
    }
}
