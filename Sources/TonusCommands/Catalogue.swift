import Foundation
import TonusCore
import TonusDiary
import TonusInsights
import TonusStore
import TonusSync
import TonusTypes
import TonusVault

/// Every sentence a person meets. What stands in the code is English, and the key to other languages.
struct Catalogue {
    /// The replica's name, where it is not the default one: hints must name it.
    let replica: String?

    var tonus: String { replica.map { "tonus -R \($0)" } ?? "tonus" }

    func hint(_ command: String) -> String { "  \(tonus) \(command)" }

    func plural(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    /// Ends with a full stop, where it does not end with a question.
    func sentence(_ text: String) -> String { text.hasSuffix("?") ? text : text + "." }

    func episodes(_ count: Int) -> String { plural(count, "episode", "episodes") }

    // MARK: - Echoes

    func started(_ episode: Episode, _ now: Moment) -> [String] {
        [
            sentence("Started: \(line(episode, now))"),
            "Stop it: \(tonus) t · Take it back: \(tonus) undo",
        ]
    }

    func stopped(_ episode: Episode, _ now: Moment) -> [String] {
        [sentence("Stopped: \(line(episode, now))"), "Take it back: \(tonus) undo"]
    }

    func logged(_ episode: Episode, _ now: Moment) -> [String] {
        [sentence("Saved: \(line(episode, now))"), "Take it back: \(tonus) undo"]
    }

    /// What an edit did: the new values, and what stood there before.
    func changed(
        _ after: Episode, from before: Episode, _ fields: [Field], _ now: Moment
    ) -> [String] {
        var lines = [sentence("Changed: \(line(after, now))")]
        for field in Field.ofEpisode where fields.contains(field) {
            let (old, new) = (said(field, in: before, now), said(field, in: after, now))
            lines.append(
                "  \(field.name): \(new.isEmpty ? "nothing" : new)"
                    + (old == new ? "" : ", was \(old.isEmpty ? "nothing" : old)"))
        }
        return lines + ["Take it back: \(tonus) undo"]
    }

    /// What an episode says in one field, everyone's words together.
    func said(_ field: Field, in episode: Episode, _ now: Moment) -> String {
        func words<Word: CodedWord>(_ words: [Word]) -> String {
            words.map(\.word).joined(separator: ", ")
        }
        func full(_ time: TimePoint?) -> String {
            time.map { WhenFormat.full($0, now: now) } ?? ""
        }
        func points(_ reports: [Report<Score>]) -> String {
            reports.map { "\($0.told.points)" }.joined(separator: " and ")
        }
        return switch field {
        case .onset: full(episode.onset)
        case .ending:
            if case .ended(let end) = episode.ending { full(end) } else { ending(episode) }
        case .sites: episode.sites.map(\.words).joined(separator: ", ")
        case .extent: extents(episode)
        case .severity: points(episode.severities)
        case .pain: points(episode.pains)
        case .relief: points(episode.reliefs)
        case .character: words(episode.characters.map(\.told))
        case .course: words(episode.courses.map(\.told))
        case .descriptors: words(episode.descriptors)
        case .impact: words(episode.impacts)
        case .triggers: words(episode.triggers)
        case .tried: words(episode.tried)
        case .suddenness: episode.suddenness?.word ?? ""
        case .activityBefore: episode.activityBefore?.word ?? ""
        case .reliefAt: full(episode.reliefAt)
        default: ""
        }
    }

    private func extents(_ episode: Episode) -> String {
        episode.extents.sorted { $0.key < $1.key }.map { "\($0.key.words) \($0.value.word)" }
            .joined(separator: ", ")
    }

    let noteDeleted = "Deleted the note."
    func noteSaved(on episode: Episode?, _ now: Moment) -> [String] {
        let about = episode.map { " on: \(line($0, now))." } ?? "."
        return ["Saved the note\(about)", "Take it back: \(tonus) undo"]
    }

    func alsoRunning(_ name: String) -> String { "An episode of \(name) is running too." }

    func alreadyNoted(_ episode: Episode, _ now: Moment) -> [String] {
        [sentence("Already saved a moment ago: \(line(episode, now))")]
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
        let mark = episode.isContested || !episode.conflicts.isEmpty ? " · differs" : ""
        return "\(number). \(Snapshot.shortID(episode.id))  \(line(episode, now))\(mark)"
    }

    let noEpisodes = "No episodes yet."

    func today(_ day: Day, _ entries: [Entry], _ patient: MemberID?, _ now: Moment) -> [String] {
        var lines = [heading(day)]
        for (number, entry) in zip(1..., entries) {
            lines.append(numbered(number, entry, patient, now))
        }
        if entries.isEmpty, !day.isSpasmFree { lines.append("Start one: \(tonus) t") }
        return lines
    }

    private func heading(_ day: Day) -> String {
        let count = day.episodes.count
        var parts = count == 0 ? [] : [episodes(count)]
        if day.tallied > 0 { parts.append("\(day.tallied) counted") }
        if parts.isEmpty {
            return day.isSpasmFree ? "Today: no spasms." : "Today: nothing written down."
        }
        if let worst = day.worst { parts.append("worst \(worst.points)") }
        if !day.ongoing.isEmpty { parts.append("\(day.ongoing.count) going on") }
        let question = day.isSpasmFree ? " 'No spasms' was said too; which is right?" : ""
        return "Today: \(parts.joined(separator: ", ")).\(question)"
    }

    func stillRunning(_ episode: Episode, _ now: Moment) -> String {
        "Still going on: \(Snapshot.shortID(episode.id))  \(line(episode, now))"
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

    func invited(
        _ code: String, picture: [String], name: String?, minutes: Int64
    ) -> [String] {
        [
            name.map { "Code for \($0):" } ?? "Code for another device of yours:",
            "",
            "  \(code)",
            "",
        ] + picture + [
            "It works once, for the next \(WhenFormat.duration(milliseconds: minutes * 60_000)).",
            "On the other device: tonus join, then type the code.",
        ]
    }

    func joined(_ episodes: Int, people: People, patient: MemberID) -> [String] {
        let whose = people.members[patient].map { "the diary of \($0.name)" } ?? "the diary"
        return ["Joined \(whose). It holds \(self.episodes(episodes)).", "See them: \(tonus) list"]
    }

    func waitingFor(_ server: String) -> [String] {
        ["No answer from \(server). Trying again until it comes; entries are saved meanwhile."]
    }

    func servedAgain(_ server: String) -> String { "Your diary is at \(server) again." }

    /// What happened behind a person's back, said once.
    func notice(_ notice: Notice?) -> [String] {
        switch notice {
        case nil: []
        case .wentOn:
            [
                "This diary was restored from a copy, or copied. It goes on from here; nothing is lost."
            ]
        }
    }

    func synced(_ report: SyncReport) -> [String] {
        var lines = [
            report.received == 0 && report.sent == 0
                ? "Up to date." : "Synced: \(report.sent) sent, \(report.received) received."
        ]
        if report.rosterReturned {
            lines.append("The server had forgotten who is in the diary; it knows again.")
        }
        if report.returned > 0 {
            let changes = plural(report.returned, "change", "changes")
            lines.append("The server had lost \(changes); nothing is missing there now.")
        }
        if report.keptAside > 0 {
            lines.append(
                "\(report.keptAside) could not be read and were put aside: \(tonus) doctor")
        }
        return lines
    }

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
            lines.append("\(status.undecided) to decide: \(tonus) review")
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
        if footer.undecided > 0 { lines.append("\(footer.undecided) to decide: \(tonus) review") }
        return lines
    }

    // MARK: - Data

    let rebuilt = "Folded the whole log again: everything is as it was."
    let rebuiltDiffers =
        "Folded the whole log again: what was shown differed from it and is right now."

    func doctor(_ findings: Replica.Findings) -> [String] {
        var lines: [String] = []
        lines.append("OK    durable: every entry waits for the disk")
        if !findings.damage.contains(.keys) {
            lines.append("OK    key file and folder readable by you alone")
        }
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
        case .keys: "the keys cannot be read; the entries are still there: \(tonus) join"
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

    var cancelled: [String] { ["Cancelled. Nothing was changed."] }
}
