import TonusCore
import TonusDiary
import TonusTypes

extension DiaryFile {
    /// Whether a file is meant to be one, going by how it begins.
    package static func isMeant(by bytes: some Sequence<UInt8>) -> Bool {
        JSONReader.isMeant(by: bytes)
    }

    /// Reads a file, and checks all of it: every change that is named must be there.
    package init(reading bytes: [UInt8]) throws(DiaryFileError) {
        guard !JSONReader.isUTF16(bytes) else { throw DiaryFileError(1, .utf16) }
        var reader = JSONReader(bytes)
        var schema: String?
        var people: [MemberID: Person] = [:]
        var entries: [Entry] = []
        try reader.readObject { (reader, name) throws(DiaryFileError) in
            switch name {
            case "schema": schema = try Self.checked(reader.readValue())
            case "people":
                try reader.readArray { (reader) throws(DiaryFileError) in
                    let (id, person) = try Self.person(reader.readValue())
                    people[id] = person
                }
            case "changes":
                // Whoever looks into a file of another kind is not told of its details.
                guard schema != nil else { throw DiaryFileError(reader.line, .notADiary) }
                try reader.readArray { (reader) throws(DiaryFileError) in
                    entries.append(try Entry(reader.readValue()))
                }
            default:
                let value = try reader.readValue()
                throw DiaryFileError(value.line, schema == nil ? .notADiary : .unknown(name))
            }
        }
        try reader.finish()
        guard schema != nil else { throw DiaryFileError(1, .notADiary) }
        for entry in entries {
            guard case .member(let id) = entry.speaker, people[id] == nil else { continue }
            people[id] = Person(name: "", relation: 0)
        }
        self.people = people
        intents = try Self.inOrder(entries)
    }

    /// - Throws: for the schema of anything else, and of a newer version.
    private static func checked(_ value: JSONValue) throws(DiaryFileError) -> String {
        guard case .text(let text) = value.content else {
            throw DiaryFileError(value.line, .notADiary)
        }
        if text == schema { return text }
        let isDiary = text.hasPrefix("tonus.diary/")
        throw DiaryFileError(value.line, isDiary ? .newerSchema(text) : .notADiary)
    }

    private static func person(
        _ value: JSONValue
    ) throws(DiaryFileError) -> (MemberID, Person) {
        var members = try JSONMembers(value, in: "people")
        let id: MemberID = try Self.id(members.need("id"), in: "id")
        let name = try members.take("name")?.text("name") ?? ""
        var relation: UInt32 = 0
        if let value = members.take("relation") {
            if case .text(let word) = value.content {
                guard let place = relations.firstIndex(of: word) else {
                    throw DiaryFileError(value.line, .unknown(word))
                }
                relation = UInt32(place) + 1
            } else {
                relation = try value.number("relation", in: 0...UInt32.max)
            }
        }
        try members.finish()
        return (id, Person(name: name, relation: relation))
    }

    /// Act by act; the file's own order counts where none follows from what names what.
    private static func inOrder(_ entries: [Entry]) throws(DiaryFileError) -> [[Entry]] {
        var lines: [ChangeID: Int] = [:]
        for entry in entries {
            guard lines.updateValue(entry.line, forKey: entry.id) == nil else {
                throw DiaryFileError(entry.line, .changeTwice(entry.id.description))
            }
        }
        for entry in entries {
            if let name = entry.names.first(where: { lines[$0] == nil }) {
                throw DiaryFileError(entry.line, .noSuchChange(name.description))
            }
        }
        var (groups, places) = ([[Entry]](), [ChangeID: Int]())
        for entry in entries {
            if let intent = entry.intent, let place = places[intent] {
                groups[place].append(entry)
                continue
            }
            if let intent = entry.intent { places[intent] = groups.count }
            groups.append([entry])
        }
        switch FiledOrder.of(groups.map { $0.map { ($0.id, $0.names) } }) {
        case .order(let order): return order.map { groups[$0] }
        case .circle(let circle):
            let first = groups[circle[0]][0]
            throw DiaryFileError(first.line, .circle(first.id.description))
        }
    }
}

extension DiaryFile.Entry {
    fileprivate init(_ value: JSONValue) throws(DiaryFileError) {
        var members = try JSONMembers(value, in: "changes")
        line = members.line
        id = try DiaryFile.id(members.need("id"), in: "id")
        intent = try members.take("intent").map { (value) throws(DiaryFileError) in
            try DiaryFile.id(value, in: "intent")
        }
        let by = try members.need("by")
        speaker =
            try by.text("by") == "patient" ? .patient : .member(DiaryFile.id(by, in: "by"))
        let (body, newer) = try Self.body(&members, id)
        change = FiledChange(body, newer: newer)
        try members.finish()
    }

    private static func body(
        _ members: inout JSONMembers, _ id: ChangeID
    ) throws(DiaryFileError) -> (ChangeBody, NewerFields?) {
        let kind = try FiledCell.kind(members.need("kind"))
        let written = try FiledMoment(members.need("written"), in: "written")
        let entity: EntityID = try DiaryFile.id(members.need("entity"), in: "entity")
        var body = ChangeBody(
            entity: EntityKey(audience: try audience(&members), kind: kind, id: entity),
            timestamp: .zero, written: written.milliseconds, writtenOffset: written.offset)
        body.importID = id.renamed()
        body.deletes = try DiaryFile.ids(members.take("deletes"), in: "deletes")
        body.restores = try DiaryFile.ids(members.take("restores"), in: "restores")
        body.undoes = try DiaryFile.ids(members.take("undoes"), in: "undoes")
        body.survivor = try members.take("survivor").map { (value) throws(DiaryFileError) in
            try DiaryFile.id(value, in: "survivor")
        }
        body.reason = try members.take("reason")?.text("reason") ?? ""
        var ofWrites: [CellAddress: [UInt8]] = [:]
        for value in try members.take("writes")?.array("writes") ?? [] {
            let (write, newer) = try FiledCell(kind: kind).write(value)
            body.writes.append(write)
            ofWrites[write.cell] = newer
        }
        let ofChange = try members.take("newer").map { (value) throws(DiaryFileError) in
            try DiaryFile.bytes(value, in: "newer")
        }
        let newer = NewerFields(ofChange: ofChange ?? [], ofWrites: ofWrites)
        return (body, newer.isEmpty ? nil : newer)
    }

    private static func audience(
        _ members: inout JSONMembers
    ) throws(DiaryFileError) -> Audience {
        guard let value = members.take("private") else { return .everyone }
        guard case .boolean(let isPrivate) = value.content else {
            throw DiaryFileError(value.line, .bad("private"))
        }
        return isPrivate ? .owner : .everyone
    }
}

extension DiaryFile {
    static func id<Tag>(
        _ value: JSONValue, in name: String
    ) throws(DiaryFileError) -> ID16<Tag> {
        guard let bytes = Hex.decode(try value.text(name)), let id = ID16<Tag>(bytes: bytes) else {
            throw DiaryFileError(value.line, .bad(name))
        }
        return id
    }

    static func ids(_ value: JSONValue?, in name: String) throws(DiaryFileError) -> [ChangeID] {
        guard let value else { return [] }
        var ids: [ChangeID] = []
        for one in try value.array(name) { ids.append(try id(one, in: name)) }
        return ids
    }

    static func bytes(_ value: JSONValue, in name: String) throws(DiaryFileError) -> [UInt8] {
        guard let bytes = Hex.decode(try value.text(name)) else {
            throw DiaryFileError(value.line, .bad(name))
        }
        return bytes
    }
}
