import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// Lines for what stands beside episodes: tallies, spasm-free days, links, searches.
extension Catalogue {
    func line(_ entry: Entry, _ patient: MemberID?, _ now: Moment) -> String {
        switch entry {
        case .episode(let episode): line(episode, now)
        case .tally(let tally): line(tally, patient, now)
        case .sheet(let sheet, let about): line(sheet, about, now)
        }
    }

    func line(_ tally: Tally, _ patient: MemberID?, _ now: Moment) -> String {
        var parts = [tally.from.map { WhenFormat.full($0, now: now) } ?? "time unknown"]
        parts.append(plural(tally.count(patient: patient), "spasm", "spasms") + " counted")
        if !tally.sites.isEmpty { parts.append(tally.sites.map(\.words).joined(separator: ", ")) }
        if let severity = tally.severities.first?.told {
            parts.append("severity \(severity.points)")
        }
        if let from = tally.from, let to = tally.to, to.instant > from.instant {
            parts.append("in " + WhenFormat.duration(milliseconds: to.instant - from.instant))
        }
        return parts.joined(separator: " · ")
    }

    func numbered(
        _ number: Int, _ entry: Entry, _ patient: MemberID?, _ now: Moment
    ) -> String {
        if case .episode(let episode) = entry { return numbered(number, episode, now) }
        return "\(number). \(Snapshot.shortID(entry.entity.id))  \(line(entry, patient, now))"
    }

    func saved(_ entry: Entry, _ patient: MemberID?, _ now: Moment) -> [String] {
        [sentence("Saved: \(line(entry, patient, now))"), "Take it back: \(tonus) undo"]
    }

    func deleted(_ entry: Entry, _ patient: MemberID?, _ now: Moment) -> [String] {
        [sentence("Deleted: \(line(entry, patient, now))"), "Bring it back: \(tonus) undo"]
    }

    func rated(_ episode: Episode, _ now: Moment) -> [String] {
        [sentence("Saved the rating on: \(line(episode, now))"), "Take it back: \(tonus) undo"]
    }

    /// - Parameter count: episodes and tallied spasms of that day, which are counted all the same.
    func spasmFree(_ checkIn: Entry, despite count: Int, _ now: Moment) -> [String] {
        var lines = ["Saved: \(line(checkIn, nil, now))."]
        if count > 0 {
            lines.append(
                count == 1
                    ? "A spasm is written down for that day too; it stays, and counts."
                    : "\(count) spasms are written down for that day too; they stay, and count."
            )
        }
        return lines + ["Take it back: \(tonus) undo"]
    }

    func linked(_ episode: Episode, _ now: Moment) -> [String] {
        [
            sentence("One episode now, with everybody's words: \(line(episode, now))"),
            "See it: \(tonus) show \(Snapshot.shortID(episode.id))"
                + " · Take it apart: \(tonus) unlink \(Snapshot.shortID(episode.id))",
        ]
    }

    func unlinked(_ episodes: [Episode], _ now: Moment) -> [String] {
        ["Apart again:"] + episodes.map { "  \(Snapshot.shortID($0.id))  \(line($0, now))" }
            + ["Take it back: \(tonus) undo"]
    }

    func found(
        _ entries: [Entry], _ notes: [Note], _ text: String, _ people: People,
        _ patient: MemberID?, _ now: Moment
    ) -> [String] {
        if entries.isEmpty && notes.isEmpty { return ["Nothing here holds '\(text)'."] }
        var lines: [String] = []
        for (number, entry) in zip(1..., entries) {
            lines.append(numbered(number, entry, patient, now))
            let ids = entry.episode?.parts.map(\.entity.id) ?? [entry.entity.id]
            for note in notes where note.subject.map(ids.contains) == true {
                lines.append("   note: \(brief(note.text)) (\(author(note, people)))")
            }
        }
        for note in notes where note.subject == nil {
            lines.append("Note: \(brief(note.text)) (\(author(note, people)))")
        }
        return lines
    }

    private func brief(_ text: String) -> String {
        let line = text.replacing("\n", with: " ")
        return line.count > 60 ? line.prefix(59) + "…" : line
    }

    // MARK: - Devices

    func devices(_ document: DevicesCommand.DevicesDocument) -> [String] {
        var lines = document.devices.map { device in
            let mark = device.hasLeft ? " · has left" : device.isThis ? " · this one" : ""
            return "\(device.number). \(device.name) · \(device.member) · \(device.role)\(mark)"
        }
        for code in document.codes where !code.isKit {
            let until = code.expires.map { " · until \($0)" } ?? ""
            lines.append("Open code for \(code.member) · \(code.role)\(until)")
        }
        if document.codes.contains(where: { !$0.isKit }) {
            lines.append("Close open codes: \(tonus) invite --withdraw")
        }
        if document.codes.contains(where: \.isKit) {
            lines.append("A recovery kit exists. Keep it with your papers.")
        }
        return lines
    }

    func left(_ count: Int) -> [String] {
        [
            "This device has left the diary. The others keep everything.",
            "What it holds stays readable here: \(episodes(count)).",
        ]
    }

    func withdrawn(_ count: Int) -> [String] {
        [
            count == 0
                ? "No code is open." : "Closed \(plural(count, "open code", "open codes"))."
        ]
    }

    // MARK: - Choosing

    /// A question with numbered answers: which of the two hours that the clock showed.
    func whichHour(_ choices: [WhenChoice], _ now: Moment) -> [String] {
        ["That hour came twice that night. Which one?"]
            + zip(1..., choices).map { "\($0). \(WhenFormat.full($1.time, now: now))" }
    }

    func config(_ settings: [(name: String, value: String)], _ path: String) -> [String] {
        settings.map { "\($0.name): \($0.value.isEmpty ? "not set" : $0.value)" }
            + ["Kept in \(path)"]
    }

    var watching: [String] { ["Watching. Stop with Ctrl-C."] }
}
