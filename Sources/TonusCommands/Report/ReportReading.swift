import TonusCore
import TonusDiary
import TonusInsights
import TonusProtocol
import TonusStore
import TonusTypes

extension Replica {
    /// All that a report of these days is made from.
    func report(_ days: ClosedRange<LocalDate>) throws -> VisitReport {
        var input = try read { try $0.reportInput(days) }
        let (people, roster) = (try people(), try state().roster)
        // Whose words came in a file is on no roster here.
        for id in Set(roster.members.keys).union(people.members.keys) {
            switch (people.members[id]?.relation, roster.members[id]?.role) {
            case (.caregiver, _), (nil, .caregiver): input.caregivers.insert(id)
            case (.clinician, _): input.clinicians.insert(id)
            default: break
            }
        }
        return VisitReport(input, days)
    }
}

extension Snapshot {
    fileprivate func reportInput(_ days: ClosedRange<LocalDate>) throws -> VisitReport.Input {
        let before = VisitReport.before(days)
        let all = min(before.lowerBound, VisitReport.year(to: days).lowerBound)...days.upperBound
        var input = VisitReport.Input()
        input.figures = try figures(all, for: .everyone)
        let (from, to) = (before.lowerBound.reached(-1), days.upperBound.reached(1))
        let start = days.lowerBound.reached(-1)
        // What is private is on no page, on whatever device that is made.
        func shared(_ kind: Kind, from: Int64 = .min) throws -> [Sheet] {
            try sheets(kind, from: from, to: from == .min ? .max : to).filter { !$0.isPrivate }
        }
        input.episodes = try episodes(from: from, to: to).filter { !$0.isPrivate }
        input.tallies = try tallies(from: start, to: to).filter { !$0.isPrivate }
        input.checkIns = try shared(.checkIn, from: start)
        input.acuteDoses = try acuteDoses(from: start, to: to).filter { !$0.isPrivate }
        input.patient = replica.patient
        input.sideEffects = try shared(.sideEffect, from: start)
        input.measures = try shared(.measure)
        input.questions = try shared(.question)
        input.visits = try shared(.visit)
        input.notes = try notes().filter { !$0.isPrivate }
            .sorted { $0.order > $1.order }
        (input.undecided, input.twins) = (try undecidedByEveryone(), try undecidedTwins(days))
        return input
    }
}

extension LocalDate {
    /// The moment of its beginning or end in whatever zone, and a little beyond it.
    fileprivate func reached(_ direction: Int64) -> Int64 {
        let edge = Int64(direction > 0 ? days + 1 : days) * 86_400_000
        return edge + direction * 36 * 3_600_000
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
        let isEmpty = report.observedDays.now == 0
        let blocks =
            [words.reportNumbers(report)] + (isEmpty ? [] : Self.drawn(report, words)) + [
                words.reportTreatments(report), words.reportPatterns(report),
                words.reportSpells(report), words.reportWords(report),
            ]
        let head = words.reportHead(report) + (isEmpty ? [words.noRecords] : [])
        func page(_ foot: [String]) -> ReportPage {
            ReportPage(
                title: words.reportTitle(name), head: head, blocks: blocks, foot: foot,
                language: words.language.rawValue, more: words.reportMore)
        }
        // The same content has the same name, whoever prints it.
        let content = page([]).text(width: 1000).joined(separator: "\n")
        let hash = "\(Label.report.hash(Array(content.utf8)).description.prefix(12))"
        self = page(words.reportFoot(report, hash: hash, version: Tonus.version))
        self.hash = hash
    }

    private static func drawn(_ report: VisitReport, _ words: Catalogue) -> [Block] {
        let charts = DiaryCharts(
            figures: report.input.figures, insights: report.insights, words: words)
        let (weekly, trend, body) = (charts.pageWeekly, charts.pageTrend, charts.body)
        let hours = charts.hours
        let hidden = body.areas.count - 8
        let undrawn = charts.weekly.span.changes.count - weekly.span.changes.count
        var course = [
            Picture(
                id: "severity", chart: trend, caption: words.severityCaption, showsKey: false),
            Picture(id: "course", chart: weekly, caption: words.weeklyCaption),
        ]
        let year = VisitReport.year(to: report.days)
        if abs(report.days.upperBound.days - report.days.lowerBound.days - 364) > 40 {
            let last = DiaryCharts(
                figures: report.input.figures,
                insights: Insights(report.input.figures, year, asks: false),
                words: words)
            course.append(
                Picture(
                    id: "year", chart: last.pageYear, caption: words.yearCaption, showsKey: false))
        }
        return [
            Block(
                name: "where", title: words.whereTitle,
                lines: words.reportKinds(report)
                    + (hidden > 0 ? [words.reportOtherPlaces(hidden)] : []),
                pictures: [Picture(id: "where", chart: body.limited(to: 8), showsKey: false)],
                textLines: words.reportPlaces(body)),
            Block(
                name: "course", title: words.courseTitle,
                lines: undrawn > 0 ? [words.reportUndrawn(undrawn)] : [], pictures: course,
                textLines: words.reportCourse(report, weekly, trend)),
            Block(
                name: "hours", title: words.hoursTitle,
                pictures: [Picture(id: "hours", chart: hours, showsKey: false)],
                textLines: words.reportHours(hours)),
        ]
    }
}

extension DiaryCharts {
    /// With the latest changes by name; more would stand in each other's way.
    fileprivate var pageWeekly: WeeklyRateChart {
        let chart = weekly
        return chart.with(chart.span.limited(to: 4, letters: 32))
    }

    /// Stands above the weekly one, which has the names.
    fileprivate var pageTrend: TrendChart {
        let chart = trend
        return chart.with(chart.span.limited(to: 4, letters: 32).unnamed)
    }

    fileprivate var pageYear: WeeklyRateChart {
        let chart = weekly
        return chart.with(chart.span.unnamed)
    }
}
