import TonusCore
import TonusDiary
import TonusInsights
import TonusStore
import TonusTypes

/// The blocks of words on the page for a clinician. Each is a list, the most important first.
extension Catalogue {
    // MARK: - Treatments

    func reportTreatments(_ report: VisitReport) -> ReportPage.Block {
        let lines =
            regimens(report) + stops(report) + painkillers(report) + helped(report)
            + effects(report) + exercise(report) + asNeeded(report)
        return ReportPage.Block(
            name: "treatments", title: say("Treatments"),
            items: lines.isEmpty ? [nothingWritten] : lines)
    }

    private var nothingWritten: String { say("Nothing was written down.") }

    /// A treatment's name, not longer than a line of the page can hold.
    private func treatmentName(_ id: EntityID?, _ report: VisitReport) -> String? {
        id.flatMap { report.input.figures.names["\($0)"] }.map { short($0, 40) }
    }

    /// What is taken now comes first, then what was stopped; the latest of each first.
    private func regimens(_ report: VisitReport) -> [String] {
        let sorted = report.adherence.sorted { one, other in
            place(one.regimen) < place(other.regimen)
        }
        return sorted.map { one in
            let sheet = one.regimen
            let name = regimen(sheet, treatmentName(sheet[.regimenTreatment]?.entity, report))
            let start = sheet[.regimenStart]?.date.map(date) ?? "?"
            let parts = [
                report.remedy(of: sheet) == .dmt
                    ? say("Disease-modifying: \(name) from \(start)")
                    : say("\(name) from \(start)"),
                sheet[.regimenContext] == .integer(Int64(RegimenContext.relapse.rawValue))
                    ? say("only in bad spells") : nil,
                sheet[.plannedEnd]?.date.map { say("planned until \(date($0))") },
                sheet[.stoppedOn]?.date.map { say("stopped \(date($0))") },
                sheet[.stopReason]?.text.map { "(\(short($0, 60)))" },
            ].compactMap { $0 }
            let told = parts.joined(separator: ", ").replacing(", (", with: " (")
            if one.taken + one.skipped + one.unknown == 0 { return told + "." }
            return say(
                "\(told): \(one.taken) taken, \(one.skipped) skipped, \(one.unknown) unknown.")
        }
    }

    private func place(_ sheet: Sheet) -> (Int, Int, EntityID) {
        let start = sheet[.regimenStart]?.date?.days ?? 0
        return (sheet[.stoppedOn] == nil ? 0 : 1, -start, sheet.id)
    }

    private func stops(_ report: VisitReport) -> [String] {
        report.abruptStops.map { stop in
            let name = regimen(
                stop.regimen, treatmentName(stop.regimen[.regimenTreatment]?.entity, report))
            let stopped = date(stop.stopped)
            guard let last = stop.lastDose.map(date) else {
                return say("Stopped with no smaller amount after it: \(name) on \(stopped).")
            }
            return say(
                "Stopped with no smaller amount after it: \(name) on \(stopped), last dose \(last)."
            )
        }
    }

    private func painkillers(_ report: VisitReport) -> [String] {
        guard let (count, rate) = report.analgesicDays else { return [] }
        let days = plural(count, "day", "days")
        guard let monthly = rate.value.map(oneDecimal) else {
            return [say("Painkillers on \(days).")]
        }
        return [say("Painkillers on \(days), \(monthly) in 30 days.")]
    }

    private func asNeeded(_ report: VisitReport) -> [String] {
        report.asNeeded.map { one in
            let name = treatmentName(one.treatment, report) ?? say("a dose")
            let (doses, days) = (
                plural(one.doses, "dose", "doses"), plural(one.days, "day", "days")
            )
            return say("\(name), as needed: \(doses) on \(days).")
        }
    }

    private func helped(_ report: VisitReport) -> [String] {
        let told = report.reliefs.map { relief in
            let means =
                switch relief.means {
                case .treatment(let id): treatmentName(id, report) ?? say("a dose")
                case .remedy(let remedy): word(remedy)
                }
            return say("\(means) \(relief.share.count) of \(relief.share.all) times")
        }
        if told.isEmpty { return [] }
        let list = limited(told, to: 8)
        return [say("Said to have eased it (3 or more of 10): \(list).")]
    }

    private func effects(_ report: VisitReport) -> [String] {
        let told = report.sideEffects.map { effect, count in
            let name = word(effect).replacing("-", with: " ")
            return count == 1 ? name : say("\(name) \(count) times")
        }
        return told.isEmpty
            ? [] : [say("Side effects written down: \(told.joined(separator: ", ")).")]
    }

    private func exercise(_ report: VisitReport) -> [String] {
        report.exercise.map { [say("Exercise: \(numbers.text($0, decimals: 0)) minutes a week.")] }
            ?? []
    }

    /// The first of them, and how many more there are.
    private func limited(_ parts: [String], to limit: Int, _ comma: String = ", ") -> String {
        let shown = parts.prefix(limit).joined(separator: comma)
        return parts.count <= limit ? shown : say("\(shown) and \(parts.count - limit) more")
    }

    // MARK: - Patterns

    func reportPatterns(_ report: VisitReport) -> ReportPage.Block {
        let count = report.asked.questionCount
        let questions = plural(count, "question", "questions")
        var lines = report.patterns.map { finding in
            let q = numbers.text(finding.q, decimals: 2)
            let counts = counts(finding) + " " + ratio(finding.estimate)
            return counts + say("Worth discussing (q \(q), \(questions)).")
        }
        lines += report.timedPatterns.map { finding in
            timed([finding], among: count, all: false)
                .map { $0.trimmingPrefix(while: \.isWhitespace) }.joined(separator: " ")
        }
        if lines.isEmpty {
            let wait = report.weeksNeeded.map {
                plural(max(1, $0), "more week", "more weeks")
            }
            lines =
                count == 0
                ? [say("No factor was written down on enough days.")]
                : [
                    wait.map {
                        say("Nothing stands out. Some questions have too few days: about \($0).")
                    }
                        ?? say("Nothing stands out.")
                ]
        }
        let names = report.unclear.map { short(label($0.question), 60) }
        if !names.isEmpty {
            // Names have commas of their own.
            let list = limited(names, to: 8, "; ")
            lines.append(say("Checked, no clear pattern: \(list)."))
        }
        let days = report.asked.days
        let title = say("Patterns, \(date(days.lowerBound)) to \(date(days.upperBound))")
        return ReportPage.Block(name: "patterns", title: title, items: lines)
    }

    // MARK: - Spells, measures

    func reportSpells(_ report: VisitReport) -> ReportPage.Block {
        var lines = report.spells.reversed().map { spell in
            spell.isEndUnclear
                ? say("Bad spell \(dates(spell)) (\(word(spell.certainty))), end unclear.")
                : say("Bad spell \(dates(spell)) (\(word(spell.certainty))).")
        }
        if let spells = report.bySpell {
            let (within, outside) = (rate(spells.within), rate(spells.outside))
            lines.append(say("Spasms a week in bad spells \(within), else \(outside)."))
        }
        if report.infections > 0 {
            lines.append(say("Infection on \(plural(report.infections, "day", "days"))."))
        }
        lines += report.input.measures.reversed().compactMap { measure in
            measure.day.flatMap { report.days.contains($0) ? measured(measure, on: $0) : nil }
        }
        return ReportPage.Block(
            name: "spells", title: say("Bad spells, infections, measures"),
            items: lines.isEmpty ? [say("None was written down.")] : lines)
    }

    private func measured(_ sheet: Sheet, on day: LocalDate) -> String {
        func text(_ field: Field) -> String? {
            sheet[field].map { self.text($0, in: field.cell(), anyMoment) }
        }
        let value = [text(.measureName), measured(sheet, anyMoment)].compactMap { $0 }
        let sites = sheet.keys(.measureSites).compactMap { Site(key: $0).map(site) }
        let by = text(.measuredBy).map { [short($0, 40)] } ?? []
        let unclear =
            sheet.others(.measureValue).isEmpty ? [] : [say("two people say different values")]
        return "\(date(day)): "
            + ([value.joined(separator: " ")] + sites + by + unclear).joined(separator: ", ") + "."
    }

    /// For values that need no clock.
    private var anyMoment: Moment {
        Moment(
            milliseconds: 0,
            zone: Zone(identifier: "UTC", offset: { _ in 0 }, abbreviation: { _ in "UTC" }))
    }

    // MARK: - Their own words

    func reportWords(_ report: VisitReport) -> ReportPage.Block {
        let open = report.input.questions.filter { $0[.questionDone] != .boolean(true) }
        var lines = open.prefix(3).compactMap { question in
            question[.questionText]?.text.map { say("Question: \(short($0, 140))") }
        }
        if open.count > 3 {
            let rest = plural(open.count - 3, "more question", "more questions")
            lines.append(say("\(rest) in the diary."))
        }
        if let note = report.ownWords {
            lines.insert("“\(short(note.text, 280))”", at: 0)
        }
        if let bothered = report.bothered {
            lines.append(say("Bothered, 1 to 4: mean \(oneDecimal(bothered))."))
        }
        if let distress = report.distress {
            lines.append(say("Distressed, 1 to 4: mean \(oneDecimal(distress))."))
        }
        return ReportPage.Block(
            name: "words", title: say("In their own words"),
            items: lines.isEmpty ? [nothingWritten] : lines)
    }
}
