import TonusCore
import TonusDiary
import TonusDrawing
import TonusInsights

/// A report for a program: its figures by block, and the page as text.
struct ReportDocument: Document {
    struct Block: Encodable {
        let name: String
        let title: String
        /// The columns of `rows`; both empty where the block has no table.
        let header: [String]
        let rows: [[String]]
        let lines: [String]
        let charts: [ChartDocument]
    }

    let schema = "tonus.report/1"
    let from: String
    let to: String
    let days: Int
    let observedDays: Int
    let spasms: Int
    let perWeek: Double?
    let perWeekLower: Double?
    let perWeekUpper: Double?
    /// The same of as many days before.
    let spasmsBefore: Int
    let observedDaysBefore: Int
    let perWeekBefore: Double?
    let blocks: [Block]
    let text: [String]

    init(_ report: VisitReport, _ page: ReportPage) {
        let (now, before) = (report.insights, report.previous)
        from = WhenFormat.iso(report.days.lowerBound)
        to = WhenFormat.iso(report.days.upperBound)
        days = report.days.upperBound.days - report.days.lowerBound.days + 1
        (observedDays, observedDaysBefore) = (now.record.observedDays, before.record.observedDays)
        (spasms, spasmsBefore) = (now.spasms, before.spasms)
        perWeek = now.perWeek.value.flatMap(rounded)
        perWeekBefore = before.perWeek.value.flatMap(rounded)
        let interval = now.perWeek.interval()
        perWeekLower = interval.flatMap { rounded($0.lower) }
        perWeekUpper = interval.flatMap { rounded($0.upper) }
        blocks = page.blocks.map { block in
            Block(
                name: block.name, title: block.title, header: block.table?.header ?? [],
                rows: block.table?.rows ?? [], lines: block.lines + block.items + block.textLines,
                charts: block.pictures.map { ChartDocument($0.id, $0.chart) })
        }
        text = page.text(width: 80)
    }

    var plain: [[String]] {
        let front = [["days", from, to, "\(days)", "\(observedDays)"], ["spasms", "\(spasms)"]]
        return front + blocks.flatMap(\.plain)
    }
}

extension ReportDocument.Block {
    fileprivate var plain: [[String]] {
        var plain = rows.map { [name] + $0 }
        for line in lines { plain.append([name, line]) }
        for chart in charts { plain += chart.rows.map { [name, chart.chart] + $0 } }
        return plain
    }
}
