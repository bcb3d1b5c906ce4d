import Foundation
import TonusCore
import TonusDiary
import TonusInsights
import TonusStore
import TonusTypes

/// What the page for a clinician says. It is read in minutes: few words, and figures with how sure they are.
extension Catalogue {
    func reportTitle(_ name: String?) -> String {
        name.map { say("Spasms and cramps of \($0)") } ?? say("Spasms and cramps")
    }

    func reportHead(_ report: VisitReport) -> [String] {
        let days = report.insights.record.days.count
        let (first, last) = (date(report.days.lowerBound), date(report.days.upperBound))
        let told =
            [say("written on \(report.observedDays.now) of \(plural(days, "day", "days"))")]
            + reportShare(report.writing)
        var lines = [
            say("\(first) to \(last), self-reported: \(told.joined(separator: "; ")).")
        ]
        if let visit = report.input.visits.last?.day, visit >= report.days.upperBound {
            lines.append(say("For the visit on \(date(visit))."))
        }
        return lines
    }

    /// How much was written late, and how much by others.
    func reportShare(_ writing: (all: Int, late: Int, byOthers: Int)) -> [String] {
        if writing.all == 0 { return [] }
        let late = [say("\(percent(writing.late, writing.all)) entered more than 4 hours late")]
        return writing.byOthers == 0
            ? late : late + [say("\(percent(writing.byOthers, writing.all)) by somebody else")]
    }

    private func percent(_ part: Int, _ all: Int) -> String {
        all == 0 ? "0 %" : "\((200 * part + all) / (2 * all)) %"
    }

    // MARK: - Numbers

    func reportNumbers(_ report: VisitReport) -> ReportPage.Block {
        var rows = [
            [say("Spasms a week"), rate(report.perWeek.now), rate(report.perWeek.before)],
            [
                say("Days with spasms"),
                say("\(report.spasmDays.now) of \(report.observedDays.now)"),
                say("\(report.spasmDays.before) of \(report.observedDays.before)"),
            ],
            [say("Nights disturbed"), "\(report.nights.now)", "\(report.nights.before)"],
            [say("Falls"), "\(report.falls.now)", "\(report.falls.before)"],
        ]
        let change = report.spasticity
        rows.insert(
            [
                say("Spasticity 0 to 10, mean of a week"),
                change.map { course($0) } ?? say("too few check-ins"), "",
            ], at: 2)
        if let pain = report.pain {
            rows.append([
                say("Pain 0 to 10"),
                say(
                    "mean \(numbers.text(pain.mean, decimals: 1)), worst \(pain.worst), \(plural(pain.badDays, "day", "days")) at 7 or more"
                ), "",
            ])
        }
        return ReportPage.Block(
            name: "numbers", title: say("In short"),
            table: ChartTable(header: ["", say("This time"), say("The time before")], rows: rows))
    }

    private func rate(_ rate: Rate) -> String {
        guard let value = rate.value, let interval = rate.interval() else {
            return say("no records")
        }
        let (lower, upper) = (
            numbers.text(interval.lower, decimals: 1), numbers.text(interval.upper, decimals: 1)
        )
        return say("\(numbers.text(value, decimals: 1)) (\(lower) to \(upper))")
    }

    /// Spasticity from one end of the time to the other.
    private func course(_ change: SpasticityChange) -> String {
        let (before, after) = (
            numbers.text(change.before, decimals: 1), numbers.text(change.after, decimals: 1)
        )
        return size(change.size).map {
            say("\(before) at the start, \(after) at the end, \($0)")
        } ?? say("\(before) at the start, \(after) at the end")
    }

    func reportKinds(_ report: VisitReport) -> [String] {
        let told = report.characters.filter { $0.count > 0 }
        var lines: [String] = []
        if !told.isEmpty {
            let kinds = told.map { "\(word($0.character)) \($0.count)" }
            lines.append(say("Kind: \(kinds.joined(separator: ", "))."))
        }
        if let median = report.durations.median, let longest = report.durations.longest {
            lines.append(
                say("Half lasted up to \(minutes(median)); the longest \(minutes(longest))."))
        }
        return lines
    }

    private func minutes(_ minutes: Double) -> String {
        length(Int64((minutes * 60_000).rounded()))
    }

    // MARK: - Treatments

    func reportTreatments(_ report: VisitReport) -> ReportPage.Block {
        let names = report.input.figures.names
        var lines = report.adherence.map { one in
            let id = one.regimen[.regimenTreatment]?.entity.map { "\($0)" } ?? ""
            let start = one.regimen[.regimenStart]?.date.map(date) ?? "?"
            var text = say("\(regimen(one.regimen, names[id])) from \(start)")
            if let stopped = one.regimen[.stoppedOn]?.date {
                text += ", " + say("stopped; last day \(date(stopped))")
                if let reason = one.regimen[.stopReason]?.text { text += " (\(reason))" }
            }
            if one.taken + one.skipped + one.unknown > 0 {
                let counts = (one.taken, one.skipped, one.unknown)
                text += ": " + say("taken \(counts.0), skipped \(counts.1), unknown \(counts.2)")
            }
            return text + "."
        }
        let doses = report.input.figures.doses.filter {
            $0.regimen == nil && $0.status == .taken && report.days.contains($0.date)
        }
        let groups = Dictionary(grouping: doses) { $0.treatment.map { "\($0)" } ?? "" }
        lines += groups.map { (names[$0.key] ?? say("a dose"), $0.value) }
            .sorted { $0.0 < $1.0 }.map { name, doses in
                let days = plural(Set(doses.map(\.date.days)).count, "day", "days")
                return say(
                    "\(name), as needed: \(plural(doses.count, "dose", "doses")) on \(days).")
            }
        let effects = report.input.sideEffects.compactMap {
            $0[.sideEffect].map { text($0, in: Field.sideEffect.cell(), anyMoment) }
        }
        if !effects.isEmpty {
            lines.append(say("Side effects written down: \(effects.joined(separator: ", "))."))
        }
        return ReportPage.Block(
            name: "treatments", title: say("Treatments"),
            lines: lines.isEmpty ? [say("Nothing was written down.")] : lines)
    }

    /// For values that need no clock.
    private var anyMoment: Moment {
        Moment(
            milliseconds: 0,
            zone: Zone(identifier: "UTC", offset: { _ in 0 }, abbreviation: { _ in "UTC" }))
    }

    // MARK: - Patterns

    func reportPatterns(_ report: VisitReport) -> ReportPage.Block {
        let count = report.insights.findings.count
        var lines = report.patterns.map { finding in
            counts(finding) + " " + ratio(finding.estimate)
                + say(
                    "Worth discussing (q \(numbers.text(finding.q, decimals: 2)), \(plural(count, "question", "questions")))."
                )
        }
        if lines.isEmpty {
            let wait = report.weeksNeeded.map {
                say("Some questions have too few days: about \(moreWeeks($0)).")
            }
            lines = [
                count == 0
                    ? say("No factor was written down on enough days.")
                    : say("Nothing stands out.")
                        + (wait.map { " " + $0 } ?? "")
            ]
        }
        let names = report.unclear.map { label($0.question) }
        if !names.isEmpty {
            lines.append(say("Checked, no clear pattern: \(names.joined(separator: ", "))."))
        }
        return ReportPage.Block(name: "patterns", title: say("Patterns"), lines: lines)
    }

    // MARK: - Spells, measures, words

    func reportSpells(_ report: VisitReport) -> ReportPage.Block {
        var lines = report.spells.map { spell in
            let text = say("Bad spell \(dates(spell)) (\(word(spell.certainty)))")
            return (spell.isEndUnclear ? "\(text), \(say("end unclear"))" : text) + "."
        }
        if report.infections > 0 {
            lines.append(say("Infection on \(plural(report.infections, "day", "days"))."))
        }
        lines += report.input.measures.compactMap { measure in
            measure.day.flatMap { report.days.contains($0) ? measured(measure, on: $0) : nil }
        }
        return ReportPage.Block(
            name: "spells", title: say("Bad spells, infections, measures"),
            lines: lines.isEmpty ? [say("None was written down.")] : lines)
    }

    private func measured(_ sheet: Sheet, on day: LocalDate) -> String {
        func text(_ field: Field) -> String? {
            sheet[field].map { self.text($0, in: field.cell(), anyMoment) }
        }
        let isPlus =
            sheet[.measureName] == .integer(Int64(ClinicMeasure.ashworth.rawValue))
            && text(.measureValue) == "1.5"
        let value = [text(.measureName), isPlus ? "1+" : text(.measureValue)].compactMap { $0 }
        let sites = sheet.keys(.measureSites).compactMap { Site(key: $0).map { site($0) } }
        let by = text(.measuredBy).map { [$0] } ?? []
        return "\(date(day)): "
            + ([value.joined(separator: " ")] + sites + by).joined(separator: ", ") + "."
    }

    /// The weeks of which something was written, oldest first.
    func weeks(_ chart: WeeklyRateChart) -> [String] {
        chart.weeks.compactMap { week in
            week.rate.map { rate in
                "  \(week.label): \(numbers.text(rate.value, decimals: 1)) (\(numbers.interval(rate, decimals: 1))), "
                    + plural(week.observedDays, "day", "days")
            }
        }
    }

    func reportWords(_ report: VisitReport) -> ReportPage.Block {
        var lines: [String] = []
        if let note = report.input.notes.first { lines.append(say("“\(note.text.prefix(280))”")) }
        let open = report.input.questions.filter { $0[.questionDone] != .boolean(true) }
        lines += open.prefix(3).compactMap {
            $0[.questionText]?.text.map { say("Question: \($0)") }
        }
        if open.count > 3 { lines.append(say("\(open.count - 3) more in the diary.")) }
        return ReportPage.Block(
            name: "words", title: say("In their own words"),
            lines: lines.isEmpty ? [say("Nothing was written down.")] : lines)
    }

    func reportFoot(_ report: VisitReport, hash: String, version: String) -> [String] {
        [
            say(
                "Self-reported; associations only, no diagnosis and no advice. Rates are over observed days; ranges are exact 95 % intervals, wider where days differ more than chance makes them; patterns are corrected for all questions asked."
            ),
            (report.input.undecided == 0
                ? ""
                : say(
                    "Not decided between people: \(plural(report.input.undecided, "entry", "entries"))."
                ) + " ") + say("Tonus \(version), content \(hash)."),
        ]
    }

    var courseTitle: String { say("Spasms a week") }
    var severityTitle: String { say("How bad") }
    var whereTitle: String { say("Where, and what they were like") }
    var hoursTitle: String { say("When") }
    var noRecords: String { say("No records in this time.") }
}
