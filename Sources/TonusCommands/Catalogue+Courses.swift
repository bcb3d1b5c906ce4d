import TonusCore
import TonusDiary
import TonusInsights
import TonusStore
import TonusTypes

/// What was taken, for how long, and against what: the same lines in `insights` and on the page.
extension Catalogue {
    /// A treatment's name, not longer than a line of the page can hold.
    func treatmentName(_ id: EntityID?, _ figures: DiaryFigures) -> String? {
        id.flatMap { figures.names["\($0)"] }.map { short($0, 40) }
    }

    func regimenName(_ sheet: Sheet, _ figures: DiaryFigures) -> String {
        regimen(sheet, treatmentName(sheet[.regimenTreatment]?.entity, figures))
    }

    // MARK: - Regimens

    /// What is taken now comes first, then what was stopped; the latest of each first.
    func courses(_ insights: Insights) -> [String] {
        insights.followed.sorted { place($0.regimen) < place($1.regimen) }
            .map { course($0, insights.figures) }
    }

    private func place(_ sheet: Sheet) -> (Int, Int, EntityID) {
        let start = sheet[.regimenStart]?.date?.days ?? 0
        return (sheet[.stoppedOn] == nil ? 0 : 1, -start, sheet.id)
    }

    private func course(_ record: RegimenRecord, _ figures: DiaryFigures) -> String {
        let sheet = record.regimen
        let name = regimenName(sheet, figures)
        let start = sheet[.regimenStart]?.date.map(date) ?? "?"
        let parts = [
            figures.remedy(of: sheet) == .dmt
                ? say("Disease-modifying: \(name) from \(start)") : say("\(name) from \(start)"),
            sheet[.regimenContext] == .integer(Int64(RegimenContext.relapse.rawValue))
                ? say("only in bad spells") : nil,
            length(of: record), sheet[.stoppedOn]?.date.map { say("stopped \(date($0))") },
            sheet[.stopReason]?.text.map { "(\(short($0, 60)))" },
        ].compactMap { $0 }
        let told = parts.joined(separator: ", ").replacing(", (", with: " (")
        if record.due == 0 { return told + "." }
        let (taken, unknown) = (
            percent(record.taken, record.due), percent(record.unknown, record.due)
        )
        return say(
            "\(told): \(record.taken) of \(record.due) taken (\(taken)), \(record.skipped) skipped, \(record.unknown) unknown (\(unknown))."
        )
    }

    /// Beside its plan, where there is one.
    private func length(of record: RegimenRecord) -> String? {
        guard let length = record.length, let planned = record.planned else { return nil }
        return say("\(plural(length, "day", "days")), planned \(planned)")
    }

    func percent(_ part: Int, _ all: Int) -> String {
        all == 0 ? "0 %" : "\((200 * part + all) / (2 * all)) %"
    }

    // MARK: - Painkillers

    func painkillers(_ insights: Insights) -> [String] {
        guard let (count, rate) = insights.painkillerDays else { return [] }
        let days = plural(count, "day", "days")
        guard let monthly = rate.value.map(oneDecimal) else {
            return [say("Painkillers on \(days).")]
        }
        return [say("Painkillers on \(days), \(monthly) in 30 days.")]
    }

    // MARK: - Bad spells

    /// The latest first.
    func treatedSpells(_ insights: Insights) -> [String] {
        insights.treatedSpells.reversed().map { treated in
            let spell = treated.spell
            let (symptoms, names) = (
                spell.symptoms.map { word($0).replacing("-", with: " ") },
                treated.regimens.map { regimenName($0, insights.figures) }
                    + treated.treatments.compactMap { treatmentName($0, insights.figures) }
            )
            let sentences = [
                spell.isEndUnclear
                    ? say("Bad spell \(dates(spell)) (\(word(spell.certainty))), end unclear.")
                    : say("Bad spell \(dates(spell)) (\(word(spell.certainty)))."),
                symptoms.isEmpty
                    ? nil : say("New or worse: \(symptoms.joined(separator: ", "))."),
                names.isEmpty ? nil : say("Against it: \(limited(names, to: 4))."),
            ]
            return sentences.compactMap { $0 }.joined(separator: " ")
        }
    }

    // MARK: - The Penn scale

    /// What the person said last, and what the counts of the last week come to.
    func penn(_ insights: Insights) -> [String] {
        var lines: [String] = []
        if let told = insights.toldPenn, let step = pennStep(told.step) {
            let day = date(told.day)
            lines.append(
                told.severity.flatMap(pennSeverity).map {
                    say("Penn spasm frequency, as said on \(day): \(told.step), \(step); \($0).")
                } ?? say("Penn spasm frequency, as said on \(day): \(told.step), \(step)."))
        }
        if let estimate = insights.penn, let step = pennStep(estimate.step) {
            let spasms = plural(estimate.spasms, "spasm", "spasms")
            let days = plural(estimate.observedDays, "day", "days")
            lines.append(
                say(
                    "Penn spasm frequency, estimated from \(spasms) on \(days) of the last week: \(estimate.step), \(step)."
                ))
        }
        return lines
    }

    private func pennStep(_ step: Int) -> String? {
        let steps = [
            say("none"), say("only when something sets them off"),
            say("less than once an hour"), say("more than once an hour"),
            say("more than ten times an hour"),
        ]
        return steps.indices.contains(step) ? steps[step] : nil
    }

    private func pennSeverity(_ severity: Int) -> String? {
        let words = [say("mild"), say("moderate"), say("severe")]
        return words.indices.contains(severity - 1) ? words[severity - 1] : nil
    }

    // MARK: - Lists

    /// The first of them, and how many more there are.
    func limited(_ parts: [String], to limit: Int, _ comma: String = ", ") -> String {
        let shown = parts.prefix(limit).joined(separator: comma)
        return parts.count <= limit ? shown : say("\(shown) and \(parts.count - limit) more")
    }
}
