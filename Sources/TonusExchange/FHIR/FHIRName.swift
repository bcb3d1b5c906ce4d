import Crypto
import TonusCore
import TonusTypes

/// What a resource is called: a UUID that follows from what the resource is about, so that the same
/// entry has the same name in every bundle, made on whatever device.
///
/// It is both the resource's id and, behind `urn:uuid:`, the address at which others refer to it.
struct FHIRName: Hashable, Comparable, Sendable {
    let text: String

    /// - Parameters:
    ///   - role: what the resource tells of the thing, such as `site`.
    ///   - part: which of several, such as the site.
    ///
    /// Source: RFC 9562, section 5.8: version 8, here of a SHA-256.
    init(_ role: String, _ thing: some FixedBytes, kind: UInt32 = 0, _ part: [UInt8] = []) {
        var sha = SHA256()
        sha.update(data: Array("tonus/1/fhir".utf8) + [0] + Array(role.utf8) + [0])
        sha.update(data: kind.bigEndianBytes + thing.bytes + part)
        var bytes = Array(sha.finalize().prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        text = Self.grouped(bytes)
    }

    init(_ role: String, _ entity: EntityKey, _ part: [UInt8] = []) {
        self.init(role, entity.id, kind: entity.kind, part)
    }

    var address: JSONTree { .text("urn:uuid:" + text) }

    var reference: JSONTree { .fields(["reference": address]) }

    /// Sixteen bytes as a UUID is written.
    static func grouped(_ bytes: [UInt8]) -> String {
        let digits = Hex.encode(bytes)
        var (text, rest) = ("", digits[...])
        for length in [8, 4, 4, 4, 12] {
            text += (text.isEmpty ? "" : "-") + rest.prefix(length)
            rest = rest.dropFirst(length)
        }
        return text
    }

    static func < (a: FHIRName, b: FHIRName) -> Bool { a.text < b.text }
}

/// One thing in a bundle.
struct FHIRResource: Hashable, Sendable {
    let name: FHIRName
    let tree: JSONTree

    init(_ type: String, _ name: FHIRName, _ fields: JSONTree) {
        self.name = name
        tree = fields.adding(
            .fields(["resourceType": .text(type), "id": .text(name.text)]))
    }

    private init(_ name: FHIRName, _ tree: JSONTree) { (self.name, self.tree) = (name, tree) }

    /// With notes, behind those it has.
    func noted(_ notes: JSONTree) -> FHIRResource {
        guard case .list(let more) = notes, !more.isEmpty else { return self }
        let own: [JSONTree] = if case .list(let there)? = tree["note"] { there } else { [] }
        return FHIRResource(name, tree.adding(.fields(["note": .list(own + more)])))
    }

    var entry: JSONTree { .fields(["fullUrl": name.address, "resource": tree]) }
}
