import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What people should decide, with numbered choices.
extension Catalogue {
    func toDecide(_ count: Int) -> String {
        count == 0
            ? say("Nothing to decide.") : say("\(plural(count, "thing", "things")) to decide.")
    }

    func review(_ inbox: Inbox, _ people: People, _ now: Moment, also: Bool) -> [String] {
        var lines =
            also
            ? [say("Also differed: \(plural(inbox.items.count, "value", "values")).")]
            : [toDecide(inbox.items.count)]
        for (number, item) in zip(1..., inbox.items) {
            lines += self.item(number, item, inbox, people, now)
        }
        if !inbox.items.isEmpty {
            lines += [
                say("Decide: \(tonus) review 1 2 (the thing, then the choice)"),
                say("Something else: \(tonus) review 1 '=22:30' · Both: \(tonus) review 1 both"),
            ]
        }
        return lines + inbox.questions.map { question($0, people, now) }
    }

    func item(
        _ number: Int, _ item: InboxItem, _ inbox: Inbox, _ people: People, _ now: Moment
    ) -> [String] {
        switch item {
        case .twins(let a, let b): twins(number, [a, b], people, now)
        case .conflict(let conflict): self.conflict(number, conflict, inbox, people, now)
        }
    }

    private func twins(
        _ number: Int, _ episodes: [Episode], _ people: People, _ now: Moment
    ) -> [String] {
        var lines = ["\(number). " + say("The same spasm, written down twice?")]
        for episode in episodes {
            let id = Snapshot.shortID(episode.id)
            var text = "   \(id)  \(line(episode, now))"
            if let author = episode.author { text += " · " + name(author.member, people) }
            lines.append(text)
        }
        return lines + numbered(twinChoices)
    }

    private func conflict(
        _ number: Int, _ conflict: Conflict, _ inbox: Inbox, _ people: People, _ now: Moment
    ) -> [String] {
        var about = Snapshot.shortID(conflict.entity.id)
        if let entry = inbox.entries[conflict.entity] {
            about = "\(Snapshot.shortID(entry.entity.id))  \(line(entry, inbox.patient, now))"
        }
        let choices = choices(of: conflict, now)
        if conflict.isAboutDelete {
            let who = conflict.deletedBy.map { name($0.member, people) }
            let names = who.joined(separator: say(" and "))
            return [
                "\(number). \(about)",
                "   " + say("deleted by \(names), edited elsewhere:"),
            ] + numbered(choices)
        }
        let field = name(of: conflict.cell)
        let asked = conflict.reporter.map {
            say("\(field), which \(name($0, people)) alone can say")
        }
        var texts: [String] = []
        for (text, option) in zip(choices, conflict.options) {
            let who = option.writes.map { author($0.author, people) }
            texts.append("\(text) · \(who.joined(separator: say(" and ")))")
        }
        return ["\(number). \(about)", "   \(asked ?? field):"]
            + numbered(texts)
    }

    /// The texts of what can be chosen, in order.
    func choices(of conflict: Conflict, _ now: Moment) -> [String] {
        if conflict.isAboutDelete { return [say("keep it"), say("delete it")] }
        return conflict.options.map { option in
            option.value.map { text($0, in: conflict.cell, now) } ?? say("nothing")
        }
    }

    var twinChoices: [String] { [say("yes, one spasm"), say("no, two")] }

    private func numbered(_ choices: [String]) -> [String] {
        zip(1..., choices).map { "     \($0). \($1.replacing("\n", with: "\n        "))" }
    }

    private func author(_ author: Author, _ people: People) -> String {
        name(author.member, people) + (people.devices[author.device].map { ", \($0)" } ?? "")
    }

    /// What can be typed at one item; Enter leaves it for later.
    func howToDecide(_ item: InboxItem) -> String {
        guard case .conflict(let conflict) = item, !conflict.isAboutDelete else {
            return say("A number, or Enter for later.")
        }
        return conflict.entity.kind == Kind.episode.rawValue
            ? say("A number, =something else, both, or Enter for later.")
            : say("A number, =something else or Enter for later.")
    }

    func decided(_ entries: [Entry], _ patient: MemberID?, _ now: Moment) -> [String] {
        [say("Decided:")]
            + entries.map {
                "  \(Snapshot.shortID($0.entity.id))  \(line($0, patient, now))"
            } + [say("Take it back: \(tonus) undo")]
    }

    func question(_ question: Question, _ people: People, _ now: Moment) -> String {
        switch question {
        case .spasmsOnFreeDay(let checkIn, let count):
            let said = checkIn.reports(.noneToday).first { $0.told == .boolean(true) }
            let who = said.map { name($0.member, people) } ?? say("somebody")
            let change = checkIn.state.live(Field.noneToday.number).first {
                $0.value == .boolean(true)
            }
            let id = change.map { Snapshot.shortID($0.change) } ?? Snapshot.shortID(checkIn.id)
            let spasms = plural(count, "spasm", "spasms")
            return say(
                "\(line(checkIn, nil, now)) (\(who)), but \(spasms) written down. Take 'none' back: \(tonus) undo \(id)"
            )
        case .endBeforeStart(let episode):
            let id = Snapshot.shortID(episode.id)
            return say("\(id) ends before it starts? Put it right: \(tonus) edit \(id) end=22:50")
        case .regimens(let clash, let treatment): return self.question(clash, treatment)
        case .sameSpell(let first, let second): return self.question(first, second, people)
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
