import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What people should decide, with numbered choices.
extension English {
    func toDecide(_ count: Int) -> String {
        count == 0 ? "Nothing to decide." : "\(plural(count, "thing", "things")) to decide."
    }

    func review(_ inbox: Inbox, _ people: People, _ now: Moment, also: Bool) -> [String] {
        var lines =
            also
            ? ["Also differed: \(plural(inbox.items.count, "value", "values"))."]
            : [toDecide(inbox.items.count)]
        for (number, item) in zip(1..., inbox.items) {
            lines += self.item(number, item, inbox, people, now)
        }
        if !inbox.items.isEmpty {
            lines += [
                "Decide: \(tonus) review 1 2 (the thing, then the choice)",
                "Something else: \(tonus) review 1 '=22:30' · Both: \(tonus) review 1 both",
            ]
        }
        return lines + inbox.questions.map { question($0, people, now) }
    }

    func item(
        _ number: Int, _ item: InboxItem, _ inbox: Inbox, _ people: People, _ now: Moment
    ) -> [String] {
        switch item {
        case .twins(let a, let b):
            return ["\(number). The same spasm, written down twice?"]
                + [a, b].map { episode in
                    let who = episode.author.map { " · " + name($0.member, people) } ?? ""
                    return "   \(Snapshot.shortID(episode.id))  \(line(episode, now))\(who)"
                } + numbered(twinChoices)
        case .conflict(let conflict):
            let about = inbox.entries[conflict.entity].map {
                "\(Snapshot.shortID($0.entity.id))  \(line($0, inbox.patient, now))"
            }
            let heading = "\(number). \(about ?? Snapshot.shortID(conflict.entity.id))"
            if conflict.isAboutDelete {
                let who = conflict.deletedBy.map { name($0.member, people) }
                return [
                    heading, "   deleted by \(who.joined(separator: " and ")), edited elsewhere:",
                ]
                    + numbered(choices(of: conflict, now))
            }
            let only = conflict.reporter.map { ", which \(name($0, people)) alone can say" } ?? ""
            return [heading, "   \(name(of: conflict.cell))\(only):"]
                + numbered(
                    zip(choices(of: conflict, now), conflict.options).map { text, option in
                        let who = option.writes.map { author($0.author, people) }
                        return "\(text) · \(who.joined(separator: " and "))"
                    })
        }
    }

    /// The texts of what can be chosen, in order.
    func choices(of conflict: Conflict, _ now: Moment) -> [String] {
        if conflict.isAboutDelete { return ["keep it", "delete it"] }
        return conflict.options.map { option in
            option.value.map { text($0, in: conflict.cell, now) } ?? "nothing"
        }
    }

    var twinChoices: [String] { ["yes, one spasm", "no, two"] }

    private func numbered(_ choices: [String]) -> [String] {
        zip(1..., choices).map { "     \($0). \($1.replacing("\n", with: "\n        "))" }
    }

    private func author(_ author: Author, _ people: People) -> String {
        name(author.member, people) + (people.devices[author.device].map { ", \($0)" } ?? "")
    }

    /// What can be typed at one item; Enter leaves it for later.
    func howToDecide(_ item: InboxItem) -> String {
        guard case .conflict(let conflict) = item, !conflict.isAboutDelete else {
            return "A number, or Enter for later."
        }
        let both = conflict.entity.kind == Kind.episode.rawValue ? ", both," : ""
        return "A number, =something else\(both) or Enter for later."
    }

    func decided(_ entries: [Entry], _ patient: MemberID?, _ now: Moment) -> [String] {
        ["Decided:"]
            + entries.map {
                "  \(Snapshot.shortID($0.entity.id))  \(line($0, patient, now))"
            } + ["Take it back: \(tonus) undo"]
    }

    func question(_ question: Question, _ people: People, _ now: Moment) -> String {
        switch question {
        case .spasmsOnFreeDay(let checkIn, let count):
            let who = checkIn.saysNone.first.map { name($0.member, people) } ?? "somebody"
            let id = Snapshot.shortID(checkIn.id)
            return
                "\(line(checkIn, now)) (\(who)), but \(plural(count, "spasm", "spasms"))"
                + " written down. Take 'none' back: \(tonus) undo \(id)"
        case .endBeforeStart(let episode):
            let id = Snapshot.shortID(episode.id)
            return "\(id) ends before it starts? Put it right: \(tonus) edit \(id) end=22:50"
        }
    }

    func failure(_ error: DecisionError) -> Told {
        switch error {
        case .noSuchItem(let number):
            told("the list had no number \(number)", "Nothing was changed.", "review", 64)
        case .changedSince:
            told(
                "somebody decided it, or wrote more, since you looked", "Nothing was changed.",
                "review", 1)
        case .noSuchOption:
            told("there is no such choice", "Nothing was changed.", "review", 64)
        case .ownWordsOnly:
            told(
                "these are another person's own words; only they can say which are right",
                "Nothing was changed.", "review", 1)
        }
    }
}
