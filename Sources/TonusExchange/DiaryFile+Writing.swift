import TonusCore
import TonusDiary
import TonusTypes

extension DiaryFile {
    /// The text: a line for each person and each change, so that two of them can be compared.
    package var text: String {
        let people = self.people.sorted { $0.key < $1.key }.map { Self.json($0.value, $0.key) }
        let changes = intents.lazy.flatMap { $0 }.map(Self.json)
        return """
            {"schema":\(JSONText.string(Self.schema)),
            "people":[\(Self.lines(people))],
            "changes":[\(Self.lines(changes))]}

            """
    }

    private static func lines(_ lines: some Sequence<String>) -> String {
        var text = ""
        for line in lines { text += (text.isEmpty ? "\n" : ",\n") + line }
        return text.isEmpty ? "" : text + "\n"
    }

    private static func json(_ person: Person, _ id: MemberID) -> String {
        JSONText.object([
            "id": JSONText.string(id.description), "name": JSONText.string(person.name),
            "relation": person.relation == 0 ? nil : relation(person.relation),
        ])
    }

    static let relations = ["patient", "caregiver", "clinician"]

    private static func relation(_ number: UInt32) -> String {
        (1...3).contains(number) ? JSONText.string(relations[Int(number) - 1]) : "\(number)"
    }

    private static func json(_ entry: Entry) -> String {
        let (body, newer) = (entry.change.body, entry.change.newer)
        let cell = FiledCell(kind: body.entity.kind)
        let written = FiledMoment(milliseconds: body.written, offset: body.writtenOffset)
        let writes = body.writes.map { cell.json($0, newer: newer?.ofWrites[$0.cell]) }
        return JSONText.object([
            "by": JSONText.string(by(entry.speaker)), "deletes": json(body.deletes),
            "entity": JSONText.string(body.entity.id.description),
            "id": JSONText.string(entry.id.description),
            "intent": entry.intent.map { JSONText.string($0.description) },
            "kind": FiledCell.json(kind: body.entity.kind),
            "newer": newer.flatMap {
                $0.ofChange.isEmpty ? nil : JSONText.string(Hex.encode($0.ofChange))
            },
            "private": body.entity.audience == .owner ? "true" : nil,
            "reason": body.reason.isEmpty ? nil : JSONText.string(body.reason),
            "restores": json(body.restores),
            "survivor": body.survivor.map { JSONText.string($0.description) },
            "undoes": json(body.undoes), "writes": writes.isEmpty ? nil : JSONText.array(writes),
            "written": written.json,
        ])
    }

    private static func by(_ speaker: Speaker) -> String {
        switch speaker {
        case .patient: "patient"
        case .member(let id): id.description
        }
    }

    /// Nil where there are none.
    static func json(_ ids: [ChangeID]) -> String? {
        ids.isEmpty ? nil : JSONText.array(ids.map { JSONText.string($0.description) })
    }
}
