import TonusCore
import TonusDiary
import TonusInsights
import TonusProtocol
import TonusStore
import TonusTypes

extension Snapshot {
    /// All that a report of these days is made from.
    func report(_ days: ClosedRange<LocalDate>) throws -> VisitReport {
        let before = VisitReport.before(days)
        var input = VisitReport.Input()
        input.figures = try figures(before.lowerBound...days.upperBound, for: .everyone)
        let reach: Int64 = 36 * 3_600_000
        let from = Int64(before.lowerBound.days) * 86_400_000 - reach
        let to = Int64(days.upperBound.days + 1) * 86_400_000 + reach
        input.episodes = try episodes(from: from, to: to)
        input.patient = replica.patient
        input.sideEffects = try sheets(.sideEffect, from: from + (to - from) / 2, to: to)
        input.measures = try sheets(.measure)
        input.questions = try sheets(.question)
        input.visits = try sheets(.visit)
        // What is private is on no page, on whatever device that is made.
        input.notes = try notes(holding: "").filter { !$0.isPrivate }
            .sorted { $0.order > $1.order }
        input.undecided = try undecidedCount()
        return VisitReport(input, days)
    }
}

extension Note {
    /// Later ones are greater, on every device alike.
    fileprivate var order: (UInt64, EntityID) {
        (state.origin?.body.timestamp.rawValue ?? 0, id)
    }
}

extension ReportPage {
    init(_ report: VisitReport, _ words: Catalogue, name: String?) {
        let charts = DiaryCharts(
            figures: report.input.figures, insights: report.insights, words: words)
        let isEmpty = report.observedDays.now == 0
        let drawn: [Block] = [
            Block(
                name: "course", title: words.courseTitle, charts: [("course", charts.weekly)],
                textLines: words.weeks(charts.weekly)),
            Block(
                name: "severity", title: words.severityTitle, charts: [("severity", charts.trend)]),
            Block(
                name: "where", title: words.whereTitle, lines: words.reportKinds(report),
                charts: [("where", charts.body)], isListed: true),
            Block(name: "hours", title: words.hoursTitle, charts: [("hours", charts.hours)]),
        ]
        let blocks =
            [words.reportNumbers(report)] + (isEmpty ? [] : drawn) + [
                words.reportTreatments(report), words.reportPatterns(report),
                words.reportSpells(report), words.reportWords(report),
            ]
        let head = words.reportHead(report) + (isEmpty ? [words.noRecords] : [])
        let body = ReportPage(
            title: words.reportTitle(name), head: head, blocks: blocks, foot: [],
            language: words.language.rawValue)
        // The same content has the same name, whoever prints it.
        let hash = Label.report.hash(Array(body.html(isLarge: false).utf8))
        self.init(
            title: body.title, head: head, blocks: blocks,
            foot: words.reportFoot(
                report, hash: "\(hash.description.prefix(12))", version: Tonus.version),
            language: words.language.rawValue)
    }
}
