import TonusCore
import TonusDiary
import TonusExchange
import TonusTypes

/// What a calendar says of an entry.
extension Catalogue {
    /// - Parameter notes: everybody's words about it.
    func event(_ episode: Episode, _ notes: [String]) -> CalendarEvent? {
        guard let span = CalendarEvent.Span(episode) else { return nil }
        let places = episode.sites.map(\.words)
        let severity = episode.severity.map { say("severity \($0.points)") }
        let pain = episode.pain.map { say("pain \($0.points)") }
        let said =
            episode.characters.map(\.told.word) + episode.descriptors.map(\.word)
            + [episode.suddenness?.word, episode.activityBefore?.word].compactMap { $0 }
            + episode.impacts.map(\.word) + episode.courses.map(\.told.word)
        return CalendarEvent(
            episode.parts, span,
            summary: ([say("Spasm")] + places + [severity].compactMap { $0 })
                .joined(separator: ", "),
            details: [(said + [pain].compactMap { $0 }).joined(separator: ", ")]
                .filter { !$0.isEmpty }
                + circumstances(episode) + certainty(episode) + notes,
            category: say("Spasm"))
    }

    private func circumstances(_ episode: Episode) -> [String] {
        func listed(_ words: [some CodedWord]) -> String {
            words.map(\.word).joined(separator: ", ")
        }
        return (episode.triggers.isEmpty ? [] : [say("Suspected: \(listed(episode.triggers))")])
            + (episode.tried.isEmpty ? [] : [say("Tried: \(listed(episode.tried))")])
    }

    private func certainty(_ episode: Episode) -> [String] {
        var lines: [String] = []
        if let onset = episode.onset, ![.exact, .day].contains(onset.precision) {
            lines.append(say("The time is not exact."))
        }
        switch episode.ending {
        case .ongoing: lines.append(say("No end was written down yet."))
        case .unknown: lines.append(say("Nobody knows when it ended."))
        case .ended where episode.endsBeforeItStarts: lines.append(say("It ends before it starts?"))
        case .ended: break
        }
        return lines
    }

    func event(_ tally: Tally, _ patient: MemberID, _ notes: [String]) -> CalendarEvent? {
        guard let span = CalendarEvent.Span(tally) else { return nil }
        let count = plural(tally.count(patient: patient), "spasm", "spasms")
        let severity = tally.severities.first.map { say("severity \($0.told.points)") }
        return CalendarEvent(
            [tally.state], span,
            summary: ([say("\(count) counted")] + tally.sites.map(\.words)
                + [severity].compactMap { $0 }).joined(separator: ", "),
            details: notes, category: say("Spasm"))
    }

    /// A bad spell, a plan or a visit: whole days.
    ///
    /// - Parameter about: what people call the treatment of a plan.
    func event(_ sheet: Sheet, _ about: String?, _ notes: [String]) -> CalendarEvent? {
        func date(_ field: Field) -> LocalDate? { sheet[field]?.date }
        func event(
            _ first: LocalDate?, _ last: LocalDate?, _ summary: [String?], _ details: [String?],
            _ category: String
        ) -> CalendarEvent? {
            guard let first else { return nil }
            return CalendarEvent(
                [sheet.state], .days(first, last: last),
                summary: summary.compactMap { $0 }.joined(separator: ", "),
                details: details.compactMap { $0 } + notes, category: category)
        }
        switch sheet.kind {
        case .relapse:
            let symptoms = words(sheet, .relapseSymptoms)
            return event(
                date(.relapseOnset), date(.relapseEnd),
                [say("Bad spell"), words(sheet, .certainty)], [symptoms], say("Bad spell"))
        case .regimen:
            let amount = [sheet[.regimenAmount]?.amount?.text, words(sheet, .regimenUnit)]
                .compactMap { $0 }.joined(separator: " ")
            return event(
                date(.regimenStart), date(.stoppedOn),
                [about ?? say("Treatment"), amount.isEmpty ? nil : amount],
                [words(sheet, .regimenTimes), sheet[.stopReason]?.text], say("Treatment"))
        case .visit:
            return event(
                date(.visitDate), nil, [say("Visit"), sheet[.visitWith]?.text],
                [sheet[.visitText]?.text], say("Visit"))
        default: return nil
        }
    }

    /// The words that a field holds; nil for none.
    private func words(_ sheet: Sheet, _ field: Field) -> String? {
        let words = sheet.keys(field).compactMap { field.text($0, sheet.value(field, $0)) }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
