import Foundation
import Testing
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

struct ChangeCase: Codable {
    struct Told: Codable, Equatable {
        let kind: UInt32
        let entity: String
        let timestamp: String
        let written: Int64
        let writtenOffset: Int
        let writes: [Cell]
        let deletes: [String]
        let restores: [String]
        let undoes: [String]
        let survivor: String?
        let importID: String?
        let intentSize: Int
        let reason: String
        /// Member, relation and name.
        let toldBy: String?
    }

    struct Cell: Codable, Equatable {
        let field: UInt32
        let key: String
        /// The kind of value, or `nothing`.
        let value: String
        /// What the value is, as text; absent where it is unknown or nothing.
        let content: String?
        let replaces: [String]
    }

    let name: String
    let bytes: String
    /// How many zero bytes stand behind `bytes`: so that a file need not hold 64 KiB of them.
    var zeros: Int?
    /// What it says; absent where it is malformed.
    let says: Told?
}

struct ClockCase: Codable {
    let name: String
    /// The device's clock before, and after: 16 hexadecimal digits.
    let clock: String
    /// Unix milliseconds.
    let wall: Int64
    /// Another device's timestamp; absent where a new one is given.
    let seen: String?
    let after: String
    let isSuspect: Bool
    /// Where a new one is given: whether the clock is set back first.
    let isFarAhead: Bool?
}

struct DerivedCase: Codable {
    let name: String
    let kind: UInt32
    let key: String
    let id: String
}

struct PaddingCase: Codable {
    let name: String
    let packed: String
    /// Absent where it is refused.
    let content: String?
}

struct MergeCase: Codable {
    struct Held: Codable {
        let device: String
        let audience: UInt8
        let isAllowed: Bool
        let change: String
    }

    struct Entity: Codable, Equatable {
        let audience: UInt8
        let kind: UInt32
        let entity: String
        let live: [Live]
        let deletes: [String]
        let restores: [String]
        let isHidden: Bool
        let isContested: Bool
        /// The entities that are one with it, itself included.
        let linked: [String]
    }

    struct Live: Codable, Equatable {
        let field: UInt32
        let key: String
        let changes: [String]
    }

    /// What one cell shows under each rule, whatever rule its field has.
    struct Reading: Codable, Equatable {
        let field: UInt32
        let register: String?
        let isConflict: Bool
        /// Each member's own, the patient's first.
        let perReporter: [String]
        /// Of each of those, whether it is a conflict.
        let perReporterConflicts: [Bool]
        let isPresent: Bool
        /// By the ranks of an episode's end.
        let ranked: String?
        let isRankedConflict: Bool
    }

    let name: String
    /// Device to member; the patient is one of the members.
    let members: [String: String]
    let patient: String
    let changes: [Held]
    let counting: [String]
    let entities: [Entity]
    let reading: Reading
    /// Of `everyone`, then of `owner`.
    let digests: [String]
}

extension ChangeCase {
    var allBytes: [UInt8] {
        get throws { try bytes.bytes + [UInt8](repeating: 0, count: zeros ?? 0) }
    }
}

extension ChangeCase.Told {
    init(_ body: ChangeBody) {
        func ids<Tag>(_ ids: [ID16<Tag>]) -> [String] { ids.map(\.description) }
        self.init(
            kind: body.entity.kind, entity: body.entity.id.description,
            timestamp: Hex.encode(body.timestamp.rawValue.bigEndianBytes), written: body.written,
            writtenOffset: body.writtenOffset,
            writes: body.writes.map { write in
                ChangeCase.Cell(
                    field: write.cell.field, key: Hex.encode(write.cell.key),
                    value: write.value.map(\.kindName) ?? "nothing",
                    content: write.value.flatMap(\.vectorText), replaces: ids(write.replaces))
            },
            deletes: ids(body.deletes), restores: ids(body.restores), undoes: ids(body.undoes),
            survivor: body.survivor?.description, importID: body.importID?.description,
            intentSize: body.intentSize, reason: body.reason,
            toldBy: body.importID == nil
                ? nil : body.toldBy.map { "\($0.member) \($0.relation) \($0.name)" })
    }
}

extension Value {
    fileprivate var kindName: String {
        switch self {
        case .integer: "integer"
        case .decimal: "decimal"
        case .text: "text"
        case .boolean: "boolean"
        case .time: "time"
        case .date: "date"
        case .entity: "entity"
        case .unknown: "unknown"
        }
    }

    /// Of a time: instant, offset, zone, precision, earliest, latest; `-` where one is absent.
    fileprivate var vectorText: String? {
        switch self {
        case .integer(let number): "\(number)"
        case .decimal(let number): "\(number.mantissa)e\(number.exponent)"
        case .text(let text): text
        case .boolean(let flag): "\(flag)"
        case .time(let time):
            [
                "\(time.instant)", "\(time.offset)", time.zone.isEmpty ? "-" : time.zone,
                "\(time.precision.rawValue)", time.earliest.map { "\($0)" } ?? "-",
                time.latest.map { "\($0)" } ?? "-",
            ].joined(separator: " ")
        case .date(let date): "\(date.days)"
        case .entity(let id): id.description
        case .unknown: nil
        }
    }
}

extension MergeCase {
    /// What the code makes of the changes of a case.
    init(name: String, members: [String: String], patient: String, changes: [Held]) throws {
        let patientID = try #require(MemberID(bytes: patient.bytes))
        var log = Log()
        var allowed: Set<ChangeID> = []
        for held in changes {
            let device = try #require(DeviceID(bytes: held.device.bytes))
            let audience = try #require(Audience(rawValue: held.audience))
            let bytes = try held.change.bytes
            let id = Chain.changeID(leaf: Chain.leaf(device: device, changeBytes: bytes))
            if held.isAllowed { allowed.insert(id) }
            guard let body = try? ChangeCodec.decode(bytes, audience: audience) else { continue }
            let text = try #require(members[held.device])
            let member = try #require(MemberID(bytes: text.bytes))
            // A change of both audiences is for everyone.
            if log.changes[id]?.body.entity.audience == .everyone { continue }
            let author = Author(device: device, member: member)
            log.insert(
                Change(id: id, author: author.telling(body, patient: patientID), body: body))
        }
        let states = log.entities.map { log.state(of: $0) { allowed.contains($0.id) } }
        let first = try #require(states.first)
        let counting = try changes.compactMap { held -> String? in
            let device = try #require(DeviceID(bytes: held.device.bytes))
            let id = Chain.changeID(
                leaf: Chain.leaf(device: device, changeBytes: try held.change.bytes))
            return Self.counts(id, in: log, allowed) ? id.description : nil
        }
        self.init(
            name: name, members: members, patient: patient, changes: changes,
            counting: Set(counting).sorted(),
            entities: states.map { Entity($0, log, allowed) },
            reading: Reading(first, patientID), digests: Self.digests(states))
    }

    private static func counts(_ id: ChangeID, in log: Log, _ allowed: Set<ChangeID>) -> Bool {
        var counting = Counting()
        return counting.counts(
            id,
            undoers: { target in
                log.changes.values.filter {
                    $0.body.undoes.contains(target)
                        && $0.body.entity.audience == log.changes[target]?.body.entity.audience
                }.map(\.id)
            }, isAllowed: { allowed.contains($0) && log.changes[$0] != nil })
    }

    /// Source: Protocol/1-model.md, "Digest".
    private static func digests(_ states: [EntityState]) -> [String] {
        Audience.allCases.map { audience in
            var bytes: [UInt8] = [audience.rawValue]
            // Sorted by kind and entity already.
            for state in states where state.entity.audience == audience {
                let start = state.entity.kind.bigEndianBytes + state.entity.id.bytes
                let writes = state.cells.flatMap { cell, live in
                    live.map { Record(cell: cell, change: $0.change) }
                }
                let others = (state.deletes + state.restores).map {
                    Record(cell: CellAddress(field: 0), change: $0.id)
                }
                for record in Set(writes + others).sorted() {
                    bytes += start + record.cell.field.bigEndianBytes
                    bytes += UInt32(record.cell.key.count).bigEndianBytes + record.cell.key
                    bytes += record.change.bytes
                }
            }
            return Label.digest.hash(bytes).description
        }
    }

    private struct Record: Hashable, Comparable {
        let cell: CellAddress
        let change: ChangeID

        static func < (a: Record, b: Record) -> Bool {
            (a.cell, a.change) < (b.cell, b.change)
        }
    }
}

extension MergeCase.Entity {
    fileprivate init(_ state: EntityState, _ log: Log, _ allowed: Set<ChangeID>) {
        self.init(
            audience: state.entity.audience.rawValue, kind: state.entity.kind,
            entity: state.entity.id.description,
            live: state.cells.sorted { $0.key < $1.key }.map { cell, live in
                MergeCase.Live(
                    field: cell.field, key: Hex.encode(cell.key),
                    changes: live.map(\.change.description))
            },
            deletes: state.deletes.map(\.id.description),
            restores: state.restores.map(\.id.description), isHidden: state.isHidden,
            isContested: state.isContested,
            linked: log.linked(with: state.entity) { allowed.contains($0.id) }
                .map(\.id.description))
    }
}

extension MergeCase.Reading {
    fileprivate init(_ state: EntityState, _ patient: MemberID) {
        let field = state.cells.map(\.key.field).filter { $0 >= 100 }.min() ?? 100
        let live = state.live(field)
        let register = live.register(patient: patient)
        let reporters = live.perReporter(patient: patient)
        let ranked = live.ranked(patient: patient, by: Self.rank)
        self.init(
            field: field, register: register.shown?.change.description,
            isConflict: register.isConflict,
            perReporter: reporters.compactMap { $0.reading.shown?.change.description },
            perReporterConflicts: reporters.map(\.reading.isConflict), isPresent: live.isPresent,
            ranked: ranked.shown?.change.description, isRankedConflict: ranked.isConflict)
    }

    /// Source: Protocol/1-model.md, "The end of an episode".
    private static func rank(_ value: Value?) -> Int {
        switch value {
        case .integer(0)?: 1
        case .integer(1)?: 2
        case .time?: 3
        default: 0
        }
    }
}
