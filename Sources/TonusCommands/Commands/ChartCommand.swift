import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusDrawing
import TonusInsights
import TonusStore

struct ChartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chart", abstract: Help.chartAbstract, discussion: Help.chartDiscussion)

    enum Name: String, CaseIterable, ExpressibleByArgument {
        case weekly, trend, hours, body, relief, patterns
    }

    @Argument(help: Help.chartName)
    var name = Name.weekly
    @Option(name: .shortAndLong, help: Help.chartMonths)
    var months: Int?
    @Flag(help: Help.chartTable)
    var table = false
    @Option(help: Help.chartSVG)
    var svg: String?
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let picture = try Destination.named(svg)
        _ = try Desk.days(in: months ?? 3, instead: "chart \(name) --months 3")
        let replica = try desk.required()
        guard let period = try replica.read({ try Period(desk, months ?? 3, $0) }) else {
            return Output.say([desk.words.noEpisodes])
        }
        // A file is for handing on.
        let figures = try replica.read {
            try $0.figures(period.days, for: svg == nil ? .owner : .everyone)
        }
        let charts = DiaryCharts(
            figures: figures, insights: Insights(figures, period.days, asks: name == .patterns),
            words: desk.words)
        let chart = charts[name]
        if svg != nil {
            let text = chart.svg(SVGStyle(idPrefix: "chart"))
            guard let picture else { return Output.document(text) }
            try picture.write(text)
            return Output.say(desk.words.drawn(picture.path))
        }
        try desk.answer(
            ChartDocument(name.rawValue, chart),
            table ? chart.table.lines(style) : chart.lines(style))
    }

    private var style: TerminalStyle {
        let environment = ProcessInfo.processInfo.environment
        let isPlain = environment["TERM"] == "dumb"
        return TerminalStyle(
            width: min(Output.width ?? 80, 200),
            form: Config.isAccessible ? .accessible : isPlain ? .ascii : .blocks)
    }
}

extension DiaryCharts {
    fileprivate subscript(name: ChartCommand.Name) -> any DrawnChart {
        switch name {
        case .weekly: weekly
        case .trend: trend
        case .hours: hours
        case .body: body
        case .relief: relief
        case .patterns: patterns
        }
    }
}

/// A chart for a program: the table behind it.
struct ChartDocument: Document {
    let schema = "tonus.chart/1"
    let chart: String
    let title: String
    let summary: String
    let header: [String]
    let rows: [[String]]

    init(_ name: String, _ chart: any Chart) {
        self.chart = name
        (title, summary) = (chart.text.title, chart.isEmpty ? chart.text.empty : chart.text.summary)
        (header, rows) = (chart.table.header, chart.table.rows)
    }

    var plain: [[String]] { [header] + rows }
}
