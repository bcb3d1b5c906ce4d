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
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let today = desk.now.point.localDate
        let length = min(max(months, 1), 120) * 365 / 12
        let days = LocalDate(days: today.days - length + 1)...today
        let report = try replica.report(days)
        // The same for everybody who reads it in that language: no clock or week of this place is in it.
        var words = desk.words
        words.customs = Customs(language ?? desk.words.language)
        let page = ReportPage(report, words, name: name)
        guard let out else { return Output.say(page.text(width: 80)) }
        try PrivateFile.write(Array(contents(of: page, for: out.lowercased())), to: out)
        Output.say(desk.words.drawn(out))
    }

    /// By what the file is called.
    private func contents(of page: ReportPage, for name: String) throws -> Data {
        if name.hasSuffix(".txt") {
            return Data((page.text(width: 80).joined(separator: "\n") + "\n").utf8)
        }
        if name.hasSuffix(".pdf") {
            let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
            return try PagePrinter(path: path)
                .pdf(of: page.html(isLarge: large, paper: paper ?? .a4))
        }
        return Data(page.html(isLarge: large, paper: paper).utf8)
    }
}
