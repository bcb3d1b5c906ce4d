import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes

/// What entities show that have no table of their own.
struct SheetRows {
    let db: Database

    init(_ db: Database) { self.db = db }

    func put(_ sheet: Sheet, _ entity: Int64, conflicts: Int) throws {
        var shown = sheet.shown
        // Said for the figures: what is known to the day alone is compared with no hour.
        if let time = sheet.time,
            time.precision.rawValue > TimePoint.Precision.thirtyMinutes.rawValue
        {
            shown["rough"] = .flag(true)
        }
        try db.run(
            "INSERT OR REPLACE INTO sheet VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            entity, Int64(sheet.kind.rawValue), sheet.day?.days, sheet.moment,
            String(decoding: try Self.encoder.encode(shown), as: UTF8.self),
            sheet.state.isHidden, sheet.state.isContested, conflicts)
    }

    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
}

/// A value as JSON has it.
package enum Shown: Encodable, Hashable, Sendable {
    case integer(Int64)
    case number(Decimal)
    case flag(Bool)
    case text(String)
    case list([String])
    case table([String: Int64])
    case words([String: String])

    package func encode(to encoder: any Encoder) throws {
        var place = encoder.singleValueContainer()
        switch self {
        case .integer(let number): try place.encode(number)
        case .number(let number): try place.encode(number)
        case .flag(let flag): try place.encode(flag)
        case .text(let text): try place.encode(text)
        case .list(let texts): try place.encode(texts)
        case .table(let numbers): try place.encode(numbers)
        case .words(let words): try place.encode(words)
        }
    }
}

extension Sheet {
    /// Unix milliseconds; of what is about a day its midnight in UTC.
    package var moment: Int64? {
        time?.instant ?? day.map { Int64($0.days) * 86_400_000 }
    }

    /// What each field shows, by its name.
    package var shown: [String: Shown] {
        var shown: [String: Shown] = [:]
        for field in kind.ownFields { shown[field.name] = self.shown(field) }
        return shown
    }

    private func shown(_ field: Field) -> Shown? {
        let keys = keys(field)
        if keys.isEmpty { return nil }
        switch field.shape {
        case .sites: return .list(keys.compactMap { Site(key: $0)?.words })
        case .set(let words): return .list(keys.compactMap { $0.first.flatMap(words.word) })
        case .clocks: return .list(keys.compactMap { TimeOfDay(key: $0)?.text })
        case .links: return .list(keys.compactMap { EntityID(bytes: $0)?.description })
        case .rated(let words, _):
            return .table(
                table(keys) { key in
                    key.first.flatMap(words.word)
                } number: { value in
                    value.integer
                })
        case .sited(let words):
            return .words(
                table(keys) {
                    Site(key: $0)?.words
                } number: { value in
                    value.integer.flatMap { UInt8(exactly: $0) }.flatMap(words.word)
                })
        default: return self[field].flatMap { Shown($0, field) }
        }

        func table<Told>(
            _ keys: [[UInt8]], _ name: ([UInt8]) -> String?, number: (Value) -> Told?
        ) -> [String: Told] {
            keys.reduce(into: [:]) { table, key in
                guard let word = name(key) else { return }
                table[word] = value(field, key).flatMap(number)
            }
        }
    }
}

extension Shown {
    /// As a program reads it on a line.
    package var text: String {
        switch self {
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .flag(let flag): flag ? "yes" : "no"
        case .text(let text): text
        case .list(let texts): texts.joined(separator: ";")
        case .table(let table):
            table.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ";")
        case .words(let table):
            table.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ";")
        }
    }
}

extension Shown {
    /// Nil for a value that the field cannot hold.
    init?(_ value: Value, _ field: Field) {
        switch (field.shape, value) {
        case (.time, .time(let time)): self = .integer(time.instant)
        case (.date, .date(let date)): self = .text(WhenFormat.iso(date))
        case (.text, .text(let text)): self = .text(text)
        case (.entity, .entity(let id)): self = .text(id.description)
        case (.yesNo, .boolean(let flag)), (.exposure, .boolean(let flag)): self = .flag(flag)
        case (.word(let words), .integer(let code)):
            guard let word = UInt8(exactly: code).flatMap(words.word) else { return nil }
            self = .text(word)
        case (.score, .integer(let number)):
            guard (0...10).contains(number) else { return nil }
            self = .integer(number)
        case (.count, .integer(let number)): self = .integer(number)
        case (.number(let range), .integer(let number)):
            guard let whole = Int(exactly: number), range.contains(whole) else { return nil }
            self = .integer(number)
        case (.amount, _), (.exposure, _):
            guard let amount = value.amount, let number = Decimal(string: amount.text) else {
                return nil
            }
            self = .number(number)
        default: return nil
        }
    }
}

// MARK: - Finding them

extension EntityKey {
    /// The entity whose id follows from what it is about.
    package static func derived(
        _ kind: Kind, _ canonicalKey: [UInt8], _ audience: Audience = .everyone
    ) -> EntityKey {
        EntityKey(
            audience: audience, kind: kind.rawValue,
            id: derivedEntityID(kind: kind.rawValue, canonicalKey: canonicalKey))
    }

    package static func checkIn(
        _ date: LocalDate, _ audience: Audience = .everyone
    ) -> EntityKey {
        derived(.checkIn, CanonicalKey.checkIn(date), audience)
    }
}

extension Sheet {
    /// Where it stands among its kind, on every device alike: by when it was, or else by when it was
    /// written down.
    fileprivate var place: (Int64, UInt64, EntityID) {
        (moment ?? 0, state.origin?.body.timestamp.rawValue ?? 0, id)
    }
}

extension Snapshot {
    /// What an entity shows; nil for a kind that only a newer version has.
    package func sheet(_ key: EntityKey) throws -> Sheet? {
        Sheet(try state(of: key), patient: replica.patient)
    }

    /// What people call the thing that a sheet refers to: of a dose the treatment, of a mark the factor, of a
    /// bad spell all that was taken against it.
    package func name(in sheet: Sheet) throws -> String? {
        if sheet.kind == .relapse { return try treatments(against: sheet) }
        for (field, kind) in Self.references {
            guard let id = sheet[field]?.entity,
                let found = try referred(kind, id, from: sheet.key.audience)
            else { continue }
            return try found[.treatmentName]?.text ?? found[.factorName]?.text ?? name(in: found)
        }
        return nil
    }

    private func treatments(against spell: Sheet) throws -> String? {
        let names = try spell.keys(.relapseTreatments).compactMap { key in
            try EntityID(bytes: key).flatMap {
                try referred(.treatment, $0, from: spell.key.audience)?[.treatmentName]?.text
            }
        }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    /// What is private may refer to what everybody sees; nothing refers the other way.
    private func referred(
        _ kind: Kind, _ id: EntityID, from audience: Audience
    ) throws -> Sheet? {
        for audience in audience == .owner ? [.owner, .everyone] : [Audience.everyone] {
            let key = EntityKey(audience: audience, kind: kind.rawValue, id: id)
            if let found = try sheet(key), !found.said.isEmpty { return found }
        }
        return nil
    }

    private static let references: [(Field, Kind)] = [
        (.doseTreatment, .treatment), (.doseRegimen, .regimen), (.regimenTreatment, .treatment),
        (.exposedDefinition, .factorDefinition), (.sideEffectOf, .treatment),
        (.adviceTreatment, .treatment),
    ]

    package func isSpasmFree(_ date: LocalDate) throws -> Bool {
        try sheet(.checkIn(date))?.isSpasmFree ?? false
    }

    /// All of a kind that are not deleted, oldest first by what they are about.
    package func sheets(
        _ kind: Kind, from: Int64 = .min, to: Int64 = .max, met: () -> Void = {}
    ) throws -> [Sheet] {
        let entities: [Int64] = try db.all(
            """
            SELECT entity FROM sheet
            WHERE kind = ? AND NOT is_hidden AND coalesce(moment, 0) >= ? AND coalesce(moment, 0) < ?
            """, Int64(kind.rawValue), from, to
        ) { try $0.get(0) }
        return try entities.compactMap { entity in
            defer { met() }
            return Sheet(
                try EntityRows(db, entity: entity, replica: replica).state,
                patient: replica.patient)
        }.sorted { $0.place < $1.place }
    }
}

extension Intent {
    /// What an entity shows, as this act sees it.
    package func sheet(_ key: EntityKey) throws -> Sheet? {
        Sheet(try state(of: key), patient: replica.patient)
    }

    package func favouriteCount() throws -> Int {
        try Snapshot(db: db, replica: replica).sheets(.favourite).count
    }

    /// Writes what was said on an entity.
    package mutating func say(_ said: [Assignment], on key: EntityKey) throws {
        let state = try state(of: key)
        write(said.writes(over: state, by: member), on: state)
    }
}
