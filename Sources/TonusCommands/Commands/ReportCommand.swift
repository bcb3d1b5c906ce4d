import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusInsights
import TonusStore

extension Language: ExpressibleByArgument {}

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
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let today = desk.now.point.localDate
        let length = min(max(months, 1), 120) * 365 / 12
        let days = LocalDate(days: today.days - length + 1)...today
        let report = try replica.read { try $0.report(days) }
        // The same for everybody who reads it in that language: no clock or week of this place is in it.
        var words = desk.words
        words.customs = Customs(language ?? desk.words.language)
        let page = ReportPage(report, words, name: name)
        guard let out else { return Output.say(page.text(width: 80)) }
        let text =
            out.hasSuffix(".txt")
            ? page.text(width: 80).joined(separator: "\n") + "\n" : page.html(isLarge: large)
        try PrivateFile.write(text, to: out)
        Output.say(desk.words.drawn(out))
    }
}
