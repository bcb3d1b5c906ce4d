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
            courses(report.insights) + stops(report) + painkillers(report.insights)
            + helped(report)
            + effects(report) + exercise(report) + asNeeded(report)
        return ReportPage.Block(
            name: "treatments", title: say("Treatments"),
            items: lines.isEmpty ? [nothingWritten] : lines)
    }

    private var nothingWritten: String { say("Nothing was written down.") }

    private func stops(_ report: VisitReport) -> [String] {
        report.abruptStops.map { stop in
            let name = regimenName(stop.regimen, report.input.figures)
            let stopped = date(stop.stopped)
            guard let last = stop.lastDose.map(date) else {
                return say("Stopped with no smaller amount after it: \(name) on \(stopped).")
            }
            return say(
                "Stopped with no smaller amount after it: \(name) on \(stopped), last dose \(last)."
            )
        }
    }

    private func asNeeded(_ report: VisitReport) -> [String] {
        report.asNeeded.map { one in
            let name = treatmentName(one.treatment, report.input.figures) ?? say("a dose")
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
                case .treatment(let id): treatmentName(id, report.input.figures) ?? say("a dose")
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
        guard let (all, stretching) = report.exercise else { return [] }
        let minutes = numbers.text(all, decimals: 0)
        if stretching == 0 { return [say("Exercise: \(minutes) minutes a week.")] }
        let part = numbers.text(stretching, decimals: 0)
        return [say("Exercise: \(minutes) minutes a week, \(part) of them stretching.")]
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
        var lines = treatedSpells(report.insights)
        if let spells = report.bySpell {
            let (within, outside) = (rate(spells.within), rate(spells.outside))
            lines.append(say("Spasms a week in bad spells \(within), else \(outside)."))
        }
        if report.infections > 0 {
            lines.append(say("Infection on \(plural(report.infections, "day", "days"))."))
        }
        lines += penn(report.insights)
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
        lines += advised(report)
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

    /// What was advised and is not done with, the latest first.
    private func advised(_ report: VisitReport) -> [String] {
        let open = report.openAdvice
        var lines = open.prefix(2).compactMap { advice -> String? in
            guard let text = advice[.adviceText]?.text.map({ short($0, 140) }) else { return nil }
            let day = advice[.adviceDate]?.date.map(date)
            let who = advice[.adviceBy]?.text.map { short($0, 40) }
            let source = [day, who].compactMap { $0 }.joined(separator: ", ")
            return source.isEmpty ? say("Advised: \(text)") : say("Advised (\(source)): \(text)")
        }
        if open.count > 2 {
            let rest = plural(open.count - 2, "more piece of advice", "more pieces of advice")
            lines.append(say("\(rest) in the diary."))
        }
        return lines
    }
}
