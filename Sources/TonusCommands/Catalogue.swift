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
    /// The language, and how times are written; English where nothing is said.
    var customs = Customs.international
    /// What an error is about.
    var typed = Typed.nothing

    var tonus: String { replica.map { "tonus -R \($0)" } ?? "tonus" }

    func hint(_ command: String) -> String { "  \(tonus) \(command)" }

    /// Ends with a full stop, where it does not end with a question.
    func sentence(_ text: String) -> String { text.hasSuffix("?") ? text : text + "." }

    func episodes(_ count: Int) -> String { plural(count, "episode", "episodes") }

    // MARK: - Echoes

    func started(_ episode: Episode, _ now: Moment) -> [String] {
        [
            sentence(say("Started: \(line(episode, now))")),
            say("Stop it: \(tonus) t · Take it back: \(tonus) undo"),
        ]
    }

    func stopped(_ episode: Episode, _ now: Moment) -> [String] {
        [sentence(say("Stopped: \(line(episode, now))")), say("Take it back: \(tonus) undo")]
    }

    func logged(_ episode: Episode, _ now: Moment) -> [String] {
        [sentence(say("Saved: \(line(episode, now))")), say("Take it back: \(tonus) undo")]
    }

    /// What an edit did: the new values, and what stood there before.
    func changed(
        _ after: Episode, from before: Episode, _ fields: [Field], _ now: Moment
    ) -> [String] {
        var lines = [sentence(say("Changed: \(line(after, now))"))]
        for field in Field.ofEpisode where fields.contains(field) {
            let (old, new) = (said(field, in: before, now), said(field, in: after, now))
            let (name, value) = (self.name(of: field), new.isEmpty ? say("nothing") : new)
            let past = old.isEmpty ? say("nothing") : old
            lines.append(
                "  "
                    + (old == new
                        ? say("\(name): \(value)") : say("\(name): \(value), was \(past)")))
        }
        return lines + [say("Take it back: \(tonus) undo")]
    }

    /// What an episode says in one field, everyone's words together.
    func said(_ field: Field, in episode: Episode, _ now: Moment) -> String {
        func words<Word: CodedWord>(_ words: [Word]) -> String {
            words.map { word($0) }.joined(separator: ", ")
        }
        func full(_ time: TimePoint?) -> String {
            time.map { spoken($0, now) } ?? ""
        }
        func points(_ reports: [Report<Score>]) -> String {
            reports.map { "\($0.told.points)" }.joined(separator: say(" and "))
        }
        return switch field {
        case .onset: full(episode.onset)
        case .ending:
            if case .ended(let end) = episode.ending { full(end) } else { ending(episode) }
        case .sites: sites(episode.sites)
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
        case .suddenness: episode.suddenness.map { word($0) } ?? ""
        case .activityBefore: episode.activityBefore.map { word($0) } ?? ""
        case .reliefAt: full(episode.reliefAt)
        default: ""
        }
    }

    private func extents(_ episode: Episode) -> String {
        episode.extents.sorted { $0.key < $1.key }.map { "\(site($0.key)) \(word($0.value))" }
            .joined(separator: ", ")
    }

    var noteDeleted: String { say("Deleted the note.") }
    func noteSaved(on episode: Episode?, _ now: Moment) -> [String] {
        let saved = episode.map { say("Saved the note on: \(line($0, now)).") }
        return [saved ?? say("Saved the note."), say("Take it back: \(tonus) undo")]
    }

    func alsoRunning(_ name: String) -> String { say("An episode of \(name) is running too.") }

    func alreadyNoted(_ episode: Episode, _ now: Moment) -> [String] {
        [sentence(say("Already saved a moment ago: \(line(episode, now))"))]
    }

    func undone(_ count: Int) -> [String] {
        [
            say("Taken back: \(plural(count, "change", "changes"))."),
            say("Do it again: \(tonus) redo"),
        ]
    }

    func redone(_ count: Int) -> [String] {
        [say("Done again: \(plural(count, "change", "changes")).")]
    }

    // MARK: - Reading

    /// One line for one episode: when, where, how bad, how long.
    func line(_ episode: Episode, _ now: Moment) -> String {
        let when = episode.onset.map { spoken($0, now) } ?? say("time unknown")
        var parts = [when]
        if !episode.sites.isEmpty {
            parts.append(sites(episode.sites))
        }
        if let severity = episode.severity { parts.append(say("severity \(severity.points)")) }
        parts.append(ending(episode))
        return parts.joined(separator: " · ")
    }

    func ending(_ episode: Episode) -> String {
        switch episode.ending {
        case .ongoing: say("going on")
        case .unknown: say("end unknown")
        case .ended:
            episode.duration.map { say("lasted \(length($0))") }
                ?? say("ends before it starts?")
        }
    }

    func numbered(_ number: Int, _ episode: Episode, _ now: Moment) -> String {
        let isOpen = episode.isContested || !episode.conflicts.isEmpty
        let mark = isOpen ? " · " + say("differs") : ""
        return "\(number). \(Snapshot.shortID(episode.id))  \(line(episode, now))\(mark)"
    }

    var noEpisodes: String { say("No episodes yet.") }

    func today(_ day: Day, _ entries: [Entry], _ patient: MemberID?, _ now: Moment) -> [String] {
        var lines = [heading(day)]
        for (number, entry) in zip(1..., entries) {
            lines.append(numbered(number, entry, patient, now))
        }
        if entries.isEmpty, !day.isSpasmFree { lines.append(say("Start one: \(tonus) t")) }
        return lines
    }

    private func heading(_ day: Day) -> String {
        let count = day.episodes.count
        var parts = count == 0 ? [] : [episodes(count)]
        if day.tallied > 0 { parts.append(say("\(day.tallied) counted")) }
        if parts.isEmpty {
            return day.isSpasmFree ? say("Today: no spasms.") : say("Today: nothing written down.")
        }
        if let worst = day.worst { parts.append(say("worst \(worst.points)")) }
        if !day.ongoing.isEmpty { parts.append(say("\(day.ongoing.count) going on")) }
        let held = parts.joined(separator: ", ")
        return day.isSpasmFree
            ? say("Today: \(held). 'No spasms' was said too; which is right?")
            : say("Today: \(held).")
    }

    func stillRunning(_ episode: Episode, _ now: Moment) -> String {
        say("Still going on: \(Snapshot.shortID(episode.id))  \(line(episode, now))")
    }

    func name(_ member: MemberID, _ people: People) -> String {
        if let name = people.members[member]?.name, !name.isEmpty {
            return people.isDoubtful(member) ? say("“\(name.asName)” from a file") : name
        }
        if member == people.own { return say("you") }
        return say("member \(Base32.encode(member.bytes).prefix(4))")
    }

    // MARK: - Together

    func published(_ server: String, kit: String, unsent: Int) -> [String] {
        [
            say("Your diary is now at \(server)."),
            "",
            say("RECOVERY KIT. Write it down and keep it with your papers."),
            say("It is shown this once, and it opens the whole diary:"),
            "",
            "  \(kit)",
            "",
            say("\(plural(unsent, "change", "changes")) to send: \(tonus) sync"),
            say("Let another device in: \(tonus) invite"),
        ]
    }

    func invited(
        _ code: String, picture: [String], name: String?, minutes: Int64
    ) -> [String] {
        [
            name.map { say("Code for \($0):") } ?? say("Code for another device of yours:"),
            "",
            "  \(code)",
            "",
        ] + picture + [
            say("It works once, for the next \(length(minutes * 60_000))."),
            say("On the other device: tonus join, then type the code."),
        ]
    }

    func joined(_ episodes: Int, people: People, patient: MemberID) -> [String] {
        let held = self.episodes(episodes)
        let joined = people.members[patient].map {
            say("Joined the diary of \($0.name). It holds \(held).")
        }
        return [
            joined ?? say("Joined the diary. It holds \(held)."), say("See them: \(tonus) list"),
        ]
    }

    func waitingFor(_ server: String) -> [String] {
        [say("No answer from \(server). Trying again until it comes; entries are saved meanwhile.")]
    }

    func servedAgain(_ server: String) -> String { say("Your diary is at \(server) again.") }

    /// What happened behind a person's back, said once.
    func notice(_ notice: Notice?) -> [String] {
        switch notice {
        case nil: []
        case .wentOn:
            [
                say(
                    "This diary was restored from a copy, or copied. It goes on from here; nothing is lost."
                )
            ]
        }
    }

    func synced(_ report: SyncReport) -> [String] {
        var lines = [
            report.received == 0 && report.sent == 0
                ? say("Up to date.")
                : say("Synced: \(report.sent) sent, \(report.received) received.")
        ]
        if report.rosterReturned {
            lines.append(say("The server had forgotten who is in the diary; it knows again."))
        }
        if report.returned > 0 {
            let changes = plural(report.returned, "change", "changes")
            lines.append(say("The server had lost \(changes); nothing is missing there now."))
        }
        if report.keptAside > 0 {
            lines.append(
                say("\(report.keptAside) could not be read and were put aside: \(tonus) doctor"))
        }
        return lines
    }

    var codePrompt: String { say("Code: ") }

    func status(_ status: StatusCommand.Status) -> [String] {
        var lines = ["\(episodes(status.episodes)), \(plural(status.notes, "note", "notes"))."]
        if let server = status.server {
            lines.append(
                status.unsent == 0
                    ? say("All of it is at \(server).")
                    : say(
                        "\(plural(status.unsent, "change", "changes")) only on this device: \(tonus) sync"
                    )
            )
            lines.append(
                status.lastSync.map { say("Last sync \($0).") } ?? say("Never synced yet."))
        } else {
            lines.append(say("It is only on this device. Share it: \(tonus) setup URL"))
        }
        for device in status.devices {
            let facts = [device.name, device.member, role(device.role)]
            lines.append(
                "  "
                    + (facts + [device.isThis ? say("this one") : lastWord(device.lastWrote)])
                    .joined(separator: " · "))
        }
        if status.devices.count > 1 { lines.append(whatOthersSee) }
        if status.undecided > 0 {
            lines.append(say("\(status.undecided) to decide: \(tonus) review"))
        }
        if status.updateNeeded {
            lines.append(say("Update Tonus: a newer version wrote to this diary."))
        }
        return lines
    }

    func footer(_ footer: StatusCommand.Footer) -> [String] {
        var lines: [String] = []
        if footer.isShared, footer.unsent > 0 {
            lines.append(
                say(
                    "\(plural(footer.unsent, "change", "changes")) only on this device: \(tonus) sync"
                ))
        }
        if footer.undecided > 0 {
            lines.append(say("\(footer.undecided) to decide: \(tonus) review"))
        }
        return lines
    }

    // MARK: - Data

    var rebuilt: String { say("Folded the whole log again: everything is as it was.") }
    var rebuiltDiffers: String {
        say("Folded the whole log again: what was shown differed from it and is right now.")
    }

    func doctor(_ findings: Replica.Findings) -> [String] {
        var lines: [String] = []
        lines.append(say("OK    durable: every entry waits for the disk"))
        if !findings.damage.contains(.keys) {
            lines.append(say("OK    key file and folder readable by you alone"))
        }
        if findings.damage.isEmpty {
            lines.append(
                say(
                    "OK    \(plural(findings.chains, "chain", "chains")) verified, \(plural(findings.changes, "change", "changes"))"
                )
            )
        }
        for damage in findings.damage { lines.append(say("BAD   \(text(damage))")) }
        if findings.notAllowed > 0 {
            lines.append(
                say(
                    "NOTE  \(plural(findings.notAllowed, "change", "changes")) kept that do not count: who wrote them may not"
                )
            )
        }
        for kept in findings.keptEnvelopes {
            lines.append(
                say(
                    "NOTE  put aside, chain \(kept.chain) \(kept.first) to \(kept.last): \(text(kept.reason)): \(tonus) sync"
                ))
        }
        if findings.suspectStamps > 0 {
            lines.append(
                say(
                    "NOTE  \(plural(findings.suspectStamps, "change", "changes")) from a clock far ahead; nothing to do"
                )
            )
        }
        return lines
    }

    private func text(_ damage: Replica.Findings.Damage) -> String {
        switch damage {
        case .file(let line): say("the file: \(line): restore a copy, or join again: \(tonus) join")
        case .chain(let chain): say("chain \(chain) does not hash to its head: \(tonus) sync")
        case .keys: say("the keys cannot be read; the entries are still there: \(tonus) join")
        case .shown: say("what was shown differed from the log; it is right now")
        }
    }

    private func text(_ reason: AsideReason?) -> String {
        switch reason {
        case .notOnRoster?: say("its device is not on the diary's list")
        case .badSignature?: say("its signature does not fit")
        case .doesNotOpen?: say("it does not open")
        case .gap?: say("changes before it are missing")
        case .badHead?: say("it does not hash to its signed head")
        case .otherHistory?: say("it differs from what is held of the same chain")
        case nil: say("a newer version knows why")
        }
    }

    var cancelled: [String] { [say("Cancelled. Nothing was changed.")] }
}
