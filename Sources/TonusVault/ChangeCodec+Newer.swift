import Foundation
import SwiftProtobuf
import TonusCore
import TonusProtocol
import TonusTypes

/// What comes with a change from a file, or from a newer version.
extension ChangeCodec {
    /// What in a change no field here stands for; nil where there is nothing.
    package static func newerFields(_ bytes: [UInt8]) -> NewerFields? {
        guard let wire = try? WireChange(serializedBytes: bytes) else { return nil }
        var ofWrites: [CellAddress: [UInt8]] = [:]
        for write in wire.writes where !write.unknownFields.data.isEmpty {
            let cell = CellAddress(field: write.field, key: Array(write.key))
            ofWrites[cell] = Array(write.unknownFields.data)
        }
        let newer = NewerFields(ofChange: Array(wire.unknownFields.data), ofWrites: ofWrites)
        return newer.isEmpty ? nil : newer
    }
}

extension WireChange {
    /// - Throws: `VaultError.malformed` where it is not what only a newer version knows.
    mutating func add(_ newer: NewerFields) throws(VaultError) {
        try addFields(newer.ofChange, to: &self, part: "change") { $0.unknownFields.data }
        for place in writes.indices {
            let cell = CellAddress(field: writes[place].field, key: Array(writes[place].key))
            guard let bytes = newer.ofWrites[cell] else { continue }
            try addFields(bytes, to: &writes[place], part: "write") { $0.unknownFields.data }
        }
    }
}

/// Adds fields to a message that has none of their numbers: nothing that is known may be overwritten.
private func addFields<Wire: SwiftProtobuf.Message>(
    _ bytes: [UInt8], to wire: inout Wire, part: String, unknown: (Wire) -> Data
) throws(VaultError) {
    guard let read = try? Wire(serializedBytes: bytes), unknown(read) == Data(bytes),
        (try? wire.merge(serializedBytes: bytes)) != nil
    else { throw .malformed(part: part) }
}

extension WireToldBy {
    init(_ told: ToldBy) {
        self.init()
        (member, name, relation) = (Data(told.member.bytes), told.name, told.relation)
    }
}

extension ToldBy {
    /// Nil where it names no member: it then has no effect.
    init?(_ wire: WireToldBy) {
        guard let member = MemberID(bytes: wire.member) else { return nil }
        self.init(member: member, name: wire.name, relation: wire.relation)
    }
}
