import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// Everything about one episode, a line a fact.
extension Catalogue {
    func detail(
        _ episode: Episode, notes: [Note], ratings: [Rating], people: People, _ now: Moment
    ) -> [String] {
        var facts = times(episode, now)
        facts += figures(episode, ratings, people, now)
        facts += circumstances(episode, people, now)
        for note in notes { facts += self.facts(note, people) }
        facts += origin(episode, people)
        return ["\(Snapshot.shortID(episode.id))  \(line(episode, now))"] + facts.map(Self.line)
    }

    private typealias Fact = (label: String, text: String)

    private static func line(_ fact: Fact) -> String {
        let text = fact.text.replacing("\n", with: "\n" + String(repeating: " ", count: 14))
        return "  " + fact.label.padding(toLength: 12, withPad: " ", startingAt: 0) + text
    }

    private func times(_ episode: Episode, _ now: Moment) -> [Fact] {
        var facts: [Fact] = []
        if let onset = episode.onset {
            facts.append((say("began"), spoken(onset, now)))
        }
        facts += episode.otherOnsets.map { (say("or began"), spoken($0, now)) }
        if case .ended(let end) = episode.ending {
            facts.append((say("ended"), spoken(end, now)))
        }
        for case .ended(let other) in episode.otherEndings {
            facts.append((say("or ended"), spoken(other, now)))
        }
        return facts
    }

    private func figures(
        _ episode: Episode, _ ratings: [Rating], _ people: People, _ now: Moment
    ) -> [Fact] {
        episode.severities.map { (name(of: .severity), rating($0, people)) }
            + episode.pains.map { (name(of: .pain), rating($0, people)) }
            + ratings.map { (say("rated"), rating($0, people, now)) }
    }

    private func circumstances(
        _ episode: Episode, _ people: People, _ now: Moment
    ) -> [Fact] {
        func told(_ field: Field, _ label: String? = nil) -> [Fact] {
            let words = said(field, in: episode, now)
            return words.isEmpty ? [] : [(label ?? name(of: field), words)]
        }
        var facts: [Fact] = episode.characters.map {
            (name(of: .character), "\(word($0.told)) (\(name($0.member, people)))")
        }
        for field in [Field.extent, .descriptors, .suddenness, .impact, .activityBefore] {
            facts += told(field)
        }
        facts += episode.impactsTakenAway.map {
            (say("taken away"), say("\(word($0)), said before"))
        }
        facts += episode.courses.map {
            (name(of: .course), "\(word($0.told)) (\(name($0.member, people)))")
        }
        facts += told(.triggers, say("suspected")) + told(.tried)
        facts += episode.reliefs.map { (name(of: .relief), rating($0, people)) }
        return facts + told(.reliefAt, say("eased"))
    }

    private func facts(_ note: Note, _ people: People) -> [Fact] {
        let text = "\(note.text) (\(author(note, people))) · \(Snapshot.shortID(note.id))"
        return [(note.isPrivate ? say("private") : say("note"), text)]
            + note.otherTexts.map { (say("or"), $0) }
    }

    private func origin(_ episode: Episode, _ people: People) -> [Fact] {
        var facts: [Fact] = []
        if let author = episode.author {
            facts.append((say("written by"), name(author.member, people)))
        }
        if episode.state.isHidden {
            let id = Snapshot.shortID(episode.id)
            facts.append((say("deleted"), say("bring it back: \(tonus) undo \(id)")))
        }
        if episode.isContested { facts.append((say("deleted"), contested(episode, people))) }
        for part in episode.linked {
            let who = part.origin.map { name($0.author.member, people) } ?? "?"
            facts.append((say("also by"), "\(who), \(Snapshot.shortID(part.entity.id))"))
        }
        return facts
    }

    private func contested(_ episode: Episode, _ people: People) -> String {
        let who = episode.parts.flatMap(\.deletes).map { name($0.author.member, people) }
        let names = who.joined(separator: say(" and "))
        return say("by \(names), while it was edited elsewhere; it is kept")
    }

    private func rating(_ rating: Rating, _ people: People, _ now: Moment) -> String {
        let figures = [
            rating.severity.map { say("severity \($0.points)") },
            rating.pain.map { say("pain \($0.points)") },
        ].compactMap { $0 }.joined(separator: ", ")
        let when = rating.at.map { spoken($0, now) } ?? say("time unknown")
        return "\(figures) (\(name(rating.author, people))) · \(when)"
    }

    private func rating(_ report: Report<Score>, _ people: People) -> String {
        "\(report.told.points) (\(name(report.member, people)))"
            + (report.isConflict ? " · " + say("differs") : "")
    }

    func author(_ note: Note, _ people: People) -> String { name(note.author, people) }

    /// The optimiser of Swift 6.3.1 does not survive an optional chain in the middle of these.
    private func name(_ author: Author?, _ people: People) -> String {
        guard let author else { return "?" }
        return name(author.member, people)
    }
}
