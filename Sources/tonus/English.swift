import Foundation
import TonusCore
import TonusDiary
import TonusInsights
import TonusStore
import TonusTypes
import TonusVault

/// Every sentence a person meets, in English. A second language is a second one of these.
struct English {
    /// The replica's name, where it is not the default one: hints must name it.
    let replica: String?

    private var tonus: String { replica.map { "tonus -R \($0)" } ?? "tonus" }

    func hint(_ command: String) -> String { "  \(tonus) \(command)" }

    func plural(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    func episodes(_ count: Int) -> String { plural(count, "episode", "episodes") }

    // MARK: - Echoes

    func started(_ episode: Episode, _ now: Moment) -> [String] {
        ["Started: \(line(episode, now)).", "Stop it: \(tonus) t · Take it back: \(tonus) undo"]
    }

    func stopped(_ episode: Episode, _ now: Moment) -> [String] {
        ["Stopped: \(line(episode, now)).", "Take it back: \(tonus) undo"]
    }

    func logged(_ episode: Episode, _ now: Moment) -> [String] {
        ["Saved: \(line(episode, now)).", "Take it back: \(tonus) undo"]
    }

    func changed(_ episode: Episode, _ now: Moment) -> [String] {
        ["Changed: \(line(episode, now)).", "Take it back: \(tonus) undo"]
    }

    func deleted(_ episode: Episode, _ now: Moment) -> [String] {
        ["Deleted: \(line(episode, now)).", "Bring it back: \(tonus) undo"]
    }

    let noteDeleted = "Deleted the note."
    func noteSaved(on episode: Episode?, _ now: Moment) -> [String] {
        let about = episode.map { " on: \(line($0, now))." } ?? "."
        return ["Saved the note\(about)", "Take it back: \(tonus) undo"]
    }

    func alsoRunning(_ name: String) -> String { "An episode of \(name) is running too." }

    func alreadyNoted(_ episode: Episode, _ now: Moment) -> [String] {
        ["Already saved a moment ago: \(line(episode, now))."]
    }

    func undone(_ count: Int) -> [String] {
        ["Taken back: \(plural(count, "change", "changes")).", "Do it again: \(tonus) redo"]
    }

    func redone(_ count: Int) -> [String] {
        ["Done again: \(plural(count, "change", "changes"))."]
    }

    // MARK: - Reading

    /// One line for one episode: when, where, how bad, how long.
    func line(_ episode: Episode, _ now: Moment) -> String {
        let when = episode.onset.map { WhenFormat.full($0, now: now) } ?? "time unknown"
        var parts = [when]
        if !episode.sites.isEmpty {
            parts.append(episode.sites.map(\.words).joined(separator: ", "))
        }
        if let severity = episode.severity { parts.append("severity \(severity.points)") }
        parts.append(ending(episode))
        return parts.joined(separator: " · ")
    }

    func ending(_ episode: Episode) -> String {
        switch episode.ending {
        case .ongoing: "going on"
        case .unknown: "end unknown"
        case .ended:
            episode.duration.map { "lasted " + WhenFormat.duration(milliseconds: $0) }
                ?? "ends before it starts?"
        }
    }

    func numbered(_ number: Int, _ episode: Episode, _ now: Moment) -> String {
        let mark = episode.state.isContested || !episode.conflicts.isEmpty ? " · differs" : ""
        return "\(number). \(Snapshot.shortID(episode.id))  \(line(episode, now))\(mark)"
    }

    let noEpisodes = "No episodes yet."

    func today(_ day: Day, _ now: Moment) -> [String] {
        var lines = [heading(day)]
        for (number, episode) in zip(1..., day.episodes) {
            lines.append(numbered(number, episode, now))
        }
        if day.episodes.isEmpty { lines.append("Start one: \(tonus) t") }
        return lines
    }

    private func heading(_ day: Day) -> String {
        if day.episodes.isEmpty { return "Today: nothing written down." }
        let worst = day.worst.map { ", worst \($0.points)" } ?? ""
        let running = day.ongoing.isEmpty ? "" : ", \(day.ongoing.count) going on"
        return "Today: \(episodes(day.episodes.count))\(worst)\(running)."
    }

    func stillRunning(_ episode: Episode, _ now: Moment) -> String {
        "Still going on: \(Snapshot.shortID(episode.id))  \(line(episode, now))"
    }

    func detail(_ episode: Episode, notes: [Note], people: People, _ now: Moment) -> [String] {
        var lines = ["\(Snapshot.shortID(episode.id))  \(line(episode, now))"]
        func add(_ label: String, _ text: String) {
            let indented = text.replacing("\n", with: "\n" + String(repeating: " ", count: 14))
            lines.append("  " + label.padding(toLength: 12, withPad: " ", startingAt: 0) + indented)
        }
        if let onset = episode.onset { add("began", WhenFormat.full(onset, now: now)) }
        for other in episode.otherOnsets { add("or began", WhenFormat.full(other, now: now)) }
        if case .ended(let end) = episode.ending { add("ended", WhenFormat.full(end, now: now)) }
        for case .ended(let other) in episode.otherEndings {
            add("or ended", WhenFormat.full(other, now: now))
        }
        for report in episode.severities { add("severity", rating(report, people)) }
        for report in episode.pains { add("pain", rating(report, people)) }
        for report in episode.characters {
            add("character", "\(report.told.word) (\(name(report.member, people)))")
        }
        if !episode.triggers.isEmpty {
            add("suspected", episode.triggers.map(\.word).joined(separator: ", "))
        }
        for note in notes {
            let who = note.author.map { name($0.member, people) } ?? "?"
            add(note.isPrivate ? "private note" : "note", "\(note.text) (\(who))")
            for other in note.otherTexts { add("or", other) }
        }
        if let author = episode.author { add("written by", name(author.member, people)) }
        if episode.state.isHidden {
            add("deleted", "bring it back: \(tonus) undo \(Snapshot.shortID(episode.id))")
        }
        if episode.state.isContested { add("deleted", contested(episode, people)) }
        return lines
    }

    private func contested(_ episode: Episode, _ people: People) -> String {
        let who = episode.state.deletes.map { name($0.author.member, people) }
        return "by \(who.joined(separator: " and ")), while it was edited elsewhere; it is kept"
    }

    private func rating(_ report: Report<Score>, _ people: People) -> String {
        "\(report.told.points) (\(name(report.member, people)))"
            + (report.isConflict ? " · differs" : "")
    }

    func name(_ member: MemberID, _ people: People) -> String {
        if let name = people.members[member]?.name, !name.isEmpty { return name }
        if member == people.own { return "you" }
        return "member " + String(Base32.encode(member.bytes).prefix(4))
    }

    // MARK: - Together

    func published(_ server: String, kit: String, unsent: Int) -> [String] {
        [
            "Your diary is now at \(server).",
            "",
            "RECOVERY KIT. Write it down and keep it with your papers.",
            "It is shown this once, and it opens the whole diary:",
            "",
            "  \(kit)",
            "",
            "\(plural(unsent, "change", "changes")) to send: \(tonus) sync",
            "Let another device in: \(tonus) invite",
        ]
    }

    func invited(_ code: String, name: String?, minutes: Int64) -> [String] {
        [
            name.map { "Code for \($0):" } ?? "Code for another device of yours:",
            "",
            "  \(code)",
            "",
            "It works once, for the next \(WhenFormat.duration(milliseconds: minutes * 60_000)).",
            "On the other device: tonus join, then type the code.",
        ]
    }

    func joined(_ episodes: Int, people: People, patient: MemberID) -> [String] {
        let whose = people.members[patient].map { "the diary of \($0.name)" } ?? "the diary"
        return ["Joined \(whose). It holds \(self.episodes(episodes)).", "See them: \(tonus) list"]
    }

    func synced(received: Int, sent: Int, keptAside: Int) -> [String] {
        var lines = [
            received == 0 && sent == 0
                ? "Up to date." : "Synced: \(sent) sent, \(received) received."
        ]
        if keptAside > 0 {
            lines.append("\(keptAside) could not be read and were put aside: \(tonus) doctor")
        }
        return lines
    }

    let syncRunning = "Another sync is running; it will finish by itself."
    let codePrompt = "Code: "

    func status(_ status: StatusCommand.Status) -> [String] {
        var lines = ["\(episodes(status.episodes)), \(plural(status.notes, "note", "notes"))."]
        if let server = status.server {
            lines.append(
                status.unsent == 0
                    ? "All of it is at \(server)."
                    : "\(plural(status.unsent, "change", "changes")) only on this device: \(tonus) sync"
            )
            lines.append(status.lastSync.map { "Last sync \($0)." } ?? "Never synced yet.")
        } else {
            lines.append("It is only on this device. Share it: \(tonus) setup URL")
        }
        for device in status.devices {
            lines.append(
                "  \(device.name) · \(device.member) · \(device.role)\(device.isThis ? " · this one" : "")"
            )
        }
        if status.undecided > 0 {
            lines.append("\(status.undecided) to decide: people wrote different things.")
        }
        if status.updateNeeded {
            lines.append("Update Tonus: a newer version wrote to this diary.")
        }
        return lines
    }

    func footer(_ footer: StatusCommand.Footer) -> [String] {
        var lines: [String] = []
        if footer.isShared, footer.unsent > 0 {
            lines.append(
                "\(plural(footer.unsent, "change", "changes")) only on this device: \(tonus) sync")
        }
        if footer.undecided > 0 { lines.append("\(footer.undecided) to decide: \(tonus) list") }
        return lines
    }

    // MARK: - Data

    func imported(_ new: Int, known: Int, rejected: [(line: Int, reason: String)]) -> [String] {
        var lines = ["\(episodes(new)) imported, \(known) were here already."]
        for reject in rejected { lines.append("Line \(reject.line) left out: \(reject.reason).") }
        if !rejected.isEmpty {
            lines.append("Mend those lines and import the file again; nothing doubles.")
        }
        return lines
    }

    let rebuilt = "Folded the whole log again: everything is as it was."
    let rebuiltDiffers =
        "Folded the whole log again: what was shown differed from it and is right now."

    func doctor(_ findings: Replica.Findings) -> [String] {
        var lines: [String] = []
        lines.append("OK    durable: every entry waits for the disk")
        lines.append("OK    key file and folder readable by you alone")
        if findings.damage.isEmpty {
            lines.append(
                "OK    \(plural(findings.chains, "chain", "chains")) verified, \(plural(findings.changes, "change", "changes"))"
            )
        }
        for damage in findings.damage { lines.append("BAD   \(text(damage))") }
        if findings.notAllowed > 0 {
            lines.append(
                "NOTE  \(plural(findings.notAllowed, "change", "changes")) kept that do not count: who wrote them may not"
            )
        }
        for kept in findings.keptEnvelopes {
            lines.append(
                "NOTE  put aside, chain \(kept.chain) \(kept.first) to \(kept.last):"
                    + " \(text(kept.reason)): \(tonus) sync")
        }
        if findings.suspectStamps > 0 {
            lines.append(
                "NOTE  \(plural(findings.suspectStamps, "change", "changes")) from a clock far ahead; nothing to do"
            )
        }
        return lines
    }

    private func text(_ damage: Replica.Findings.Damage) -> String {
        switch damage {
        case .file(let line): "the file: \(line): restore a copy, or join again: \(tonus) join"
        case .chain(let chain): "chain \(chain) does not hash to its head: \(tonus) sync"
        case .shown: "what was shown differed from the log; it is right now"
        }
    }

    private func text(_ reason: AsideReason?) -> String {
        switch reason {
        case .notOnRoster?: "its device is not on the diary's list"
        case .badSignature?: "its signature does not fit"
        case .doesNotOpen?: "it does not open"
        case .gap?: "changes before it are missing"
        case .badHead?: "it does not hash to its signed head"
        case .otherHistory?: "it differs from what is held of the same chain"
        case nil: "a newer version knows why"
        }
    }

    /// Why a line of a file was left out.
    func reason(_ problem: EpisodeRow.Problem) -> String {
        switch problem {
        case .missing(let column): "no \(column)"
        case .bad(let column, let value): "'\(value)' is no \(column)"
        }
    }

    var cancelled: [String] { ["Cancelled. Nothing was changed."] }
}
