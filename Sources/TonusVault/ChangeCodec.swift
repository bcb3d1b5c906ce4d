import Foundation
import TonusCore
import TonusProtocol
import TonusTypes

/// The one place where a change becomes bytes and bytes become a change.
///
/// Source: Protocol/1-model.md, "Change".
package enum ChangeCodec {
    /// The bytes that are hashed, sealed and kept.
    ///
    /// - Parameters:
    ///   - salt: 8 fresh random bytes.
    ///   - newer: what a newer version had put into it, where it came from a file.
    /// - Throws: `VaultError.tooLarge` above 64 KiB, or where a value cannot be written.
    package static func encode(
        _ body: ChangeBody, salt: [UInt8], newer: NewerFields? = nil
    ) throws(VaultError) -> [UInt8] {
        var wire = WireChange()
        wire.salt = Data(salt)
        wire.entity = Data(body.entity.id.bytes)
        wire.kind = body.entity.kind
        wire.timestamp = body.timestamp.rawValue
        wire.writtenDelta = body.written &- body.timestamp.milliseconds
        wire.writtenOffset = Int32(clamping: body.writtenOffset)
        wire.writes.reserveCapacity(body.writes.count)
        for write in body.writes { wire.writes.append(try encode(write)) }
        // A field that is not touched costs nothing; most changes have none of these.
        if !body.deletes.isEmpty { wire.deletes = body.deletes.map { Data($0.bytes) } }
        if let survivor = body.survivor { wire.survivor = Data(survivor.bytes) }
        if !body.restores.isEmpty { wire.restores = body.restores.map { Data($0.bytes) } }
        if !body.undoes.isEmpty { wire.undoes = body.undoes.map { Data($0.bytes) } }
        if let importID = body.importID { wire.importID = Data(importID.bytes) }
        if body.intentSize > 1 { wire.intentSize = UInt32(clamping: body.intentSize) }
        wire.reason = body.reason
        if let told = body.toldBy { wire.toldBy = WireToldBy(told) }
        if let newer { try wire.add(newer) }
        guard let bytes: [UInt8] = try? wire.serializedBytes() else {
            throw .malformed(part: "change")
        }
        // What is written here has to fit also with all that a file adds to it.
        let reserve = body.importID == nil ? Self.reserve : 0
        guard bytes.count <= Limits.changeBytes - reserve else { throw .tooLarge(part: "change") }
        return bytes
    }

    /// What a change can grow by on its way through a file: an import id, and who said it.
    package static let reserve = 512

    /// Reads a change.
    ///
    /// What a newer version added is skipped here and stays in the bytes, which a store keeps.
    ///
    /// - Throws: `VaultError.malformed`; such a change keeps its place in its chain and says nothing.
    package static func decode(
        _ bytes: [UInt8], audience: Audience
    ) throws(VaultError) -> ChangeBody {
        guard bytes.count <= Limits.changeBytes else { throw .tooLarge(part: "change") }
        guard let wire = try? WireChange(serializedBytes: bytes) else {
            throw .malformed(part: "change")
        }
        guard wire.salt.count == 8 else { throw .malformed(part: "salt") }
        guard let id = EntityID(bytes: wire.entity) else { throw .malformed(part: "entity") }
        guard wire.kind >= 1 else { throw .malformed(part: "kind") }
        let stamp = Timestamp(rawValue: wire.timestamp)
        var body = ChangeBody(
            entity: EntityKey(audience: audience, kind: wire.kind, id: id), timestamp: stamp,
            written: stamp.milliseconds &+ wire.writtenDelta,
            writtenOffset: Int(wire.writtenOffset))
        body.writes.reserveCapacity(wire.writes.count)
        for write in wire.writes { body.writes.append(try decode(write)) }
        guard !hasRepeats(body.writes) else { throw .malformed(part: "writes") }
        body.deletes = try changeIDs(wire.deletes, part: "deletes")
        body.survivor = try optionalID(wire.survivor, part: "survivor")
        body.restores = try changeIDs(wire.restores, part: "restores")
        body.undoes = try changeIDs(wire.undoes, part: "undoes")
        body.importID = try optionalID(wire.importID, part: "import_id")
        body.intentSize = max(1, Int(wire.intentSize))
        body.reason = wire.reason
        if wire.hasToldBy { body.toldBy = ToldBy(wire.toldBy) }
        return body
    }

    /// Whether a cell is written twice. Most writes come in the order of their cells.
    private static func hasRepeats(_ writes: [Write]) -> Bool {
        let isRising = zip(writes, writes.dropFirst()).allSatisfy { $0.cell < $1.cell }
        return !isRising && Set(writes.map(\.cell)).count < writes.count
    }

    private static func encode(_ write: Write) throws(VaultError) -> WireWrite {
        var wire = WireWrite()
        wire.field = write.cell.field
        if !write.cell.key.isEmpty { wire.key = Data(write.cell.key) }
        if let value = write.value { wire.value = try WireValue(value) }
        if !write.replaces.isEmpty { wire.replaces = write.replaces.map { Data($0.bytes) } }
        return wire
    }

    private static func decode(_ wire: WireWrite) throws(VaultError) -> Write {
        guard wire.field >= 1 else { throw .malformed(part: "field") }
        guard wire.key.count <= 64 else { throw .malformed(part: "key") }
        return Write(
            cell: CellAddress(field: wire.field, key: Array(wire.key)),
            value: wire.hasValue ? try wire.value.decoded() : nil,
            replaces: try changeIDs(wire.replaces, part: "replaces"))
    }

    private static func changeIDs(
        _ wire: [Data], part: String
    ) throws(VaultError) -> [ChangeID] {
        let ids = wire.compactMap { ChangeID(bytes: $0) }
        guard ids.count == wire.count else { throw .malformed(part: part) }
        return ids
    }

    private static func optionalID(_ wire: Data, part: String) throws(VaultError) -> EntityID? {
        if wire.isEmpty { return nil }
        guard let id = EntityID(bytes: wire) else { throw .malformed(part: part) }
        return id
    }
}

extension WireValue {
    init(_ value: Value) throws(VaultError) {
        self.init()
        switch value {
        case .integer(let number): integer = number
        case .decimal(let number):
            decimal.mantissa = number.mantissa
            decimal.exponent = Int32(number.exponent)
        case .text(let string): text = string
        case .boolean(let flag): boolean = flag
        case .time(let point): time = WireTimePoint(point)
        case .date(let day): date = Int32(clamping: day.days)
        case .entity(let id): entity = Data(id.bytes)
        case .unknown(let bytes):
            guard let kept = try? WireValue(serializedBytes: bytes) else {
                throw .malformed(part: "value")
            }
            self = kept
        }
    }

    /// A kind, or a detail, that this version does not know makes the whole value unknown.
    func decoded() throws(VaultError) -> Value {
        switch of {
        case .integer(let number)?: return .integer(number)
        case .decimal(let number)?:
            guard
                let decimal = Decimal10(
                    mantissa: number.mantissa, exponent: Int(number.exponent))
            else { throw .malformed(part: "decimal") }
            return .decimal(decimal)
        case .text(let string)?: return .text(string)
        case .boolean(let flag)?: return .boolean(flag)
        case .time(let point)?:
            guard let time = try point.decoded() else { return try unknown() }
            return .time(time)
        case .date(let days)?: return .date(LocalDate(days: Int(days)))
        case .entity(let bytes)?:
            guard let id = EntityID(bytes: bytes) else { throw .malformed(part: "entity") }
            return .entity(id)
        case nil: return try unknown()
        }
    }

    private func unknown() throws(VaultError) -> Value {
        guard let bytes: [UInt8] = try? serializedBytes() else { throw .malformed(part: "value") }
        return .unknown(bytes)
    }
}

extension WireTimePoint {
    init(_ point: TimePoint) {
        self.init()
        instant = point.instant
        offset = Int32(clamping: point.offset)
        zone = point.zone
        precision = UInt32(point.precision.rawValue)
        if let earliest = point.earliest { self.earliest = earliest }
        if let latest = point.latest { self.latest = latest }
    }

    /// Nil where a newer version wrote a precision that is not known here.
    func decoded() throws(VaultError) -> TimePoint? {
        // Two hundred thousand years either way; beyond it, calendars stop making sense.
        let bound: Int64 = 1 << 52
        guard (-bound...bound).contains(instant), (-86_400...86_400).contains(offset),
            zone.utf8.count <= 64, (-bound...bound).contains(earliest),
            (-bound...bound).contains(latest)
        else { throw .malformed(part: "time") }
        guard unknownFields.data.isEmpty,
            let precision = UInt8(exactly: precision).flatMap(TimePoint.Precision.init)
        else { return nil }
        return TimePoint(
            instant: instant, offset: Int(offset), zone: zone, precision: precision,
            earliest: hasEarliest ? earliest : nil, latest: hasLatest ? latest : nil)
    }
}
