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
        var parts = [tally.from.map { spoken($0, now) } ?? say("time unknown")]
        parts.append(
            plural(tally.count(patient: patient), "spasm counted", "spasms counted"))
        if !tally.sites.isEmpty { parts.append(sites(tally.sites)) }
        if let severity = tally.severities.first?.told {
            parts.append(say("severity \(severity.points)"))
        }
        if let from = tally.from, let to = tally.to, to.instant > from.instant {
            parts.append(say("in \(length(to.instant - from.instant))"))
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
        [sentence(say("Saved: \(line(entry, patient, now))")), say("Take it back: \(tonus) undo")]
    }

    func deleted(_ entry: Entry, _ patient: MemberID?, _ now: Moment) -> [String] {
        [
            sentence(say("Deleted: \(line(entry, patient, now))")),
            say("Bring it back: \(tonus) undo"),
        ]
    }

    func rated(_ episode: Episode, _ now: Moment) -> [String] {
        [
            sentence(say("Saved the rating on: \(line(episode, now))")),
            say("Take it back: \(tonus) undo"),
        ]
    }

    /// - Parameter count: episodes and tallied spasms of that day, which are counted all the same.
    func spasmFree(_ checkIn: Entry, despite count: Int, _ now: Moment) -> [String] {
        var lines = [say("Saved: \(line(checkIn, nil, now)).")]
        if count > 0 {
            lines.append(
                count == 1
                    ? say("A spasm is written down for that day too; it stays, and counts.")
                    : say(
                        "\(count) spasms are written down for that day too; they stay, and count.")
            )
        }
        return lines + [say("Take it back: \(tonus) undo")]
    }

    func linked(_ episode: Episode, _ now: Moment) -> [String] {
        let id = Snapshot.shortID(episode.id)
        return [
            sentence(say("One episode now, with everybody's words: \(line(episode, now))")),
            say("See it: \(tonus) show \(id) · Take it apart: \(tonus) unlink \(id)"),
        ]
    }

    func unlinked(_ episodes: [Episode], _ now: Moment) -> [String] {
        [say("Apart again:")] + episodes.map { "  \(Snapshot.shortID($0.id))  \(line($0, now))" }
            + [say("Take it back: \(tonus) undo")]
    }

    func found(
        _ entries: [Entry], _ notes: [Note], _ text: String, _ people: People,
        _ patient: MemberID?, _ now: Moment
    ) -> [String] {
        if entries.isEmpty && notes.isEmpty { return [say("Nothing here holds '\(text)'.")] }
        var lines: [String] = []
        for (number, entry) in zip(1..., entries) {
            lines.append(numbered(number, entry, patient, now))
            let ids = entry.episode?.parts.map(\.entity.id) ?? [entry.entity.id]
            for note in notes where note.subject.map(ids.contains) == true {
                lines.append(
                    "   " + say("note: \(brief(note.text)) (\(author(note, people)))"))
            }
        }
        for note in notes where note.subject == nil {
            lines.append(say("Note: \(brief(note.text)) (\(author(note, people)))"))
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
            let mark = device.hasLeft ? say("has left") : device.isThis ? say("this one") : nil
            return "\(device.number). "
                + [device.name, device.member, role(device.role), mark].compactMap { $0 }
                .joined(separator: " · ")
        }
        for code in document.codes where !code.isKit {
            let facts = [
                say("Open code for \(code.member)"), role(code.role),
                code.expires.map { say("until \($0)") },
            ]
            lines.append(facts.compactMap { $0 }.joined(separator: " · "))
        }
        if document.codes.contains(where: { !$0.isKit }) {
            lines.append(say("Close open codes: \(tonus) invite --withdraw"))
        }
        if document.codes.contains(where: \.isKit) {
            lines.append(say("A recovery kit exists. Keep it with your papers."))
        }
        return lines
    }

    /// What a device without a name is called.
    func device(_ number: UInt32) -> String { say("device \(number + 1)") }

    func left(_ count: Int) -> [String] {
        [
            say("This device has left the diary. The others keep everything."),
            say("What it holds stays readable here: \(episodes(count))."),
        ]
    }

    func withdrawn(_ count: Int) -> [String] {
        [
            count == 0
                ? say("No code is open.")
                : say("Closed \(plural(count, "open code", "open codes")).")
        ]
    }

    // MARK: - Choosing

    /// A question with numbered answers: which of the two hours that the clock showed.
    func whichHour(_ choices: [WhenChoice], _ now: Moment) -> [String] {
        [say("That hour came twice that night. Which one?")]
            + zip(1..., choices).map { "\($0). \(spoken($1.time, now))" }
    }

    func config(_ settings: [(name: String, value: String)], _ path: String) -> [String] {
        settings.map { "\($0.name): \($0.value.isEmpty ? say("not set") : $0.value)" }
            + [say("Kept in \(path)")]
    }

    var watching: [String] { [say("Watching. Stop with Ctrl-C.")] }
}
