import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: Help.reviewAbstract, discussion: Help.reviewDiscussion)

    @Argument(help: Help.reviewItem)
    var item: Int?
    @Argument(help: Help.reviewChoice)
    var choice: [String] = []
    @Flag(help: Help.reviewAlso)
    var also = false
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        if let item, !choice.isEmpty {
            let keys = try decide(item, choice.joined(separator: " "), desk, replica)
            return try answer(keys, desk, replica)
        }
        let people = try replica.people()
        let inbox = try replica.read { snapshot in
            Inbox(
                items: try snapshot.inbox(quiet: also),
                questions: also ? [] : try snapshot.questions(),
                entries: try Inbox.entries(snapshot.inbox(quiet: also), snapshot),
                patient: snapshot.replica.patient)
        }
        try replica.rememberInbox(inbox.items)
        if desk.canAsk, !inbox.items.isEmpty {
            return try ask(inbox, people, desk, replica)
        }
        try desk.answer(
            ReviewDocument(inbox, people, desk),
            desk.words.review(inbox, people, desk.now, also: also))
    }

    /// One thing after the other, and each can be left for later.
    private func ask(
        _ inbox: Inbox, _ people: People, _ desk: Desk, _ replica: Replica
    ) throws {
        Output.say([desk.words.toDecide(inbox.items.count)])
        for (number, item) in zip(1..., inbox.items) {
            let lines = desk.words.item(number, item, inbox, people, desk.now)
            var isOpen = true
            while isOpen {
                guard let text = Terminal.ask(lines + [desk.words.howToDecide(item)]) else {
                    return
                }
                if text.isEmpty { break }
                do {
                    let keys = try decide(number, text, desk, replica)
                    Output.say(
                        desk.words.decided(
                            try replica.read { try keys.compactMap($0.entry) }, inbox.patient,
                            desk.now))
                    isOpen = false
                } catch {
                    // Said in full, and asked again: nothing was changed.
                    Output.say(Failure(error, replica: desk.words.replica).lines)
                }
            }
        }
        desk.syncInBackground(replica)
    }

    private func decide(
        _ number: Int, _ text: String, _ desk: Desk, _ replica: Replica
    ) throws -> [EntityKey] {
        let decision: Decision
        if ["both", "beides"].contains(text.lowercased()) {
            decision = .separate
        } else if let place = Int(text) {
            decision = .option(place - 1)
        } else if text.hasPrefix("=") {
            guard case .conflict(let conflict) = try replica.reviewed(number),
                let field = conflict.field
            else { throw DecisionError.noSuchOption }
            let said = text.dropFirst().trimmingCharacters(in: .whitespaces)
            decision = .value(try desk.asking { try field.value(said, at: $0) })
        } else {
            throw DecisionError.noSuchOption
        }
        return try replica.settle(number, decision, zoneOffset: desk.zoneOffset)
    }

    private func answer(_ keys: [EntityKey], _ desk: Desk, _ replica: Replica) throws {
        let (entries, patient) = try replica.read { snapshot in
            (try keys.compactMap(snapshot.entry), snapshot.replica.patient)
        }
        try desk.answer(
            EntriesDocument(entries, patient: patient),
            desk.words.decided(entries, patient, desk.now))
        desk.syncInBackground(replica)
    }
}

/// What there is to decide, with the entries it is about.
struct Inbox {
    let items: [InboxItem]
    let questions: [Question]
    let entries: [EntityKey: Entry]
    let patient: MemberID

    /// The entry that each conflict is shown with: of a note, the episode it is about.
    static func entries(
        _ items: [InboxItem], _ snapshot: Snapshot
    ) throws -> [EntityKey: Entry] {
        var found: [EntityKey: Entry] = [:]
        for case .conflict(let conflict) in items {
            found[conflict.entity] = try snapshot.entry(snapshot.subject(of: conflict.entity))
        }
        return found
    }
}

struct ReviewDocument: Document {
    struct Author: Encodable {
        let member: String
        let device: String
        let written: String
    }

    struct Option: Encodable {
        let choice: Int
        let value: String?
        let by: [Author]
    }

    struct Item: Encodable {
        let number: Int
        /// `differs`, `deleted` or `same`.
        let kind: String
        let entities: [String]
        let field: String?
        let onlyFor: String?
        let options: [Option]
    }

    let schema = "tonus.review/1"
    let items: [Item]
    let questions: [String]

    init(_ inbox: Inbox, _ people: People, _ desk: Desk) {
        items = zip(1..., inbox.items).map { Self.item($0, $1, people, desk) }
        questions = inbox.questions.map { desk.words.question($0, people, desk.now) }
    }

    private static func item(
        _ number: Int, _ item: InboxItem, _ people: People, _ desk: Desk
    ) -> Item {
        switch item {
        case .twins(let a, let b):
            let options = desk.words.twinChoices.enumerated().map {
                Option(choice: $0.offset + 1, value: $0.element, by: [])
            }
            return Item(
                number: number, kind: "same", entities: [a.id, b.id].map(\.description),
                field: nil, onlyFor: nil, options: options)
        case .conflict(let conflict):
            let words = desk.words.choices(of: conflict, desk.now)
            let options = words.enumerated().map { place, text in
                let writes =
                    conflict.options.indices.contains(place)
                    ? conflict.options[place].writes : []
                return Option(
                    choice: place + 1, value: text,
                    by: writes.map { Author($0, people, desk) })
            }
            return Item(
                number: number, kind: conflict.isAboutDelete ? "deleted" : "differs",
                entities: [conflict.entity.id.description],
                field: conflict.isAboutDelete ? nil : desk.words.name(of: conflict.cell),
                onlyFor: conflict.reporter.map { desk.words.name($0, people) }, options: options)
        }
    }

    var plain: [[String]] {
        items.flatMap { item in
            item.options.map { option in
                [
                    "\(item.number)", item.kind, item.entities.joined(separator: ";"),
                    item.field ?? "", "\(option.choice)", option.value ?? "",
                    option.by.map(\.member).joined(separator: ";"),
                ]
            }
        }
    }
}

extension ReviewDocument.Author {
    init(_ write: LiveWrite, _ people: People, _ desk: Desk) {
        self.init(
            member: desk.words.name(write.author.member, people),
            device: people.devices[write.author.device] ?? write.author.device.description,
            written: WhenFormat.iso(desk.now.point(at: write.timestamp.milliseconds)))
    }
}
