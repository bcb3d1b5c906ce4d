import Foundation
import Testing
import TonusTypes

/// A file of `Protocol/Vectors`: one topic, one rule a case. The folder is the authority.
struct VectorFile<Case: Codable>: Codable {
    let `protocol`: Int
    let topic: String
    let cases: [Case]
}

enum Vectors {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Protocol/Vectors")

    /// - Throws: where the file is missing; a file without cases fails its test too.
    static func read<Case: Codable>(_ name: String, as _: Case.Type) throws -> [Case] {
        let data = try Data(contentsOf: folder.appendingPathComponent("\(name).json"))
        let file = try JSONDecoder().decode(VectorFile<Case>.self, from: data)
        #expect(file.protocol == 1)
        #expect(!file.cases.isEmpty)
        return file.cases
    }

    static func write<Case: Codable>(_ name: String, _ topic: String, _ cases: [Case]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let file = VectorFile(protocol: 1, topic: topic, cases: cases)
        try (encoder.encode(file) + Data("\n".utf8))
            .write(to: folder.appendingPathComponent("\(name).json"))
    }
}

struct LeafCase: Codable {
    let name: String
    let device: String
    let change: String
    let leaf: String
    let changeID: String
}

struct HeadCase: Codable {
    let name: String
    let diary: String
    let device: String
    let audience: UInt8
    let chain: String
    let leaves: [String]
    /// The head of the empty chain, then one after each leaf.
    let heads: [String]
}

struct SignatureCase: Codable {
    let name: String
    let diary: String
    let device: String
    let audience: UInt8
    let chain: String
    let sequence: UInt64
    let head: String
    let publicKey: String
    let signature: String
    let isValid: Bool
}

struct EnvelopeCase: Codable {
    struct Body: Codable, Equatable {
        var change: String?
        var leaf: String?
    }

    let name: String
    let epoch: UInt32
    let everyoneKey: String
    let header: String
    let sealed: String
    /// What it opens to; absent where it must be refused.
    let bodies: [Body]?
}

struct RosterCase: Codable {
    struct Entry: Codable, Equatable {
        let body: String
        let signers: [String]
        let signatures: [String]
    }

    struct Accepted: Codable, Equatable {
        let diary: String
        let index: UInt64
        let hash: String
        let devices: [String]
        let roles: [UInt8]
        /// The devices that have left, in the order of `devices`.
        let left: [String]
        /// The members that have a sealed name, sorted; then the devices, in the order of `devices`.
        let named: [String]
        /// The ids of the open tickets, sorted.
        let tickets: [String]
    }

    /// A place of a change, and whether the roster lets it count there.
    struct Place: Codable, Equatable {
        let device: String
        let audience: UInt8
        let chain: String
        let sequence: UInt64
        let counts: Bool
    }

    let name: String
    /// The name of an earlier case, whose entries come first.
    var beginsWith: String?
    var entries: [Entry]
    var accepted: Accepted?
    /// The first entry that is refused, of all of them.
    var refusedAt: Int?
    /// Set where what is refused belongs to a newer version.
    var needsUpdate: Bool?
    var places: [Place]?
}

extension [RosterCase] {
    /// Writes what an earlier, accepted case has as a reference to it.
    var sharingBeginnings: [RosterCase] {
        var earlier: [(name: String, entries: [RosterCase.Entry])] = []
        return map { one in
            var shorter = one
            let start = earlier.filter {
                $0.entries.count < one.entries.count && one.entries.starts(with: $0.entries)
            }.max { $0.entries.count < $1.entries.count }
            if let start {
                shorter.beginsWith = start.name
                shorter.entries = .init(one.entries.dropFirst(start.entries.count))
            }
            if one.accepted != nil { earlier.append((one.name, one.entries)) }
            return shorter
        }
    }

    /// Each case with all its entries.
    func whole() throws -> [RosterCase] {
        var known: [String: [RosterCase.Entry]] = [:]
        return try map { one in
            var longer = one
            if let start = one.beginsWith {
                longer.entries = try #require(known[start], "\(start)") + one.entries
            }
            known[one.name] = longer.entries
            return longer
        }
    }
}

struct RequestCase: Codable {
    let name: String
    let server: String
    let method: String
    let path: String
    let time: Int64
    let body: String
    let authorization: String
    let publicKey: String
    /// `device` or `ticket`; absent where the header itself is refused.
    let signer: String?
    let isValid: Bool
}

struct TicketCase: Codable {
    let name: String
    let text: String
    let secret: String?
    let server: String?
    let signingKey: String?
    let agreementKeyHash: String?
    let ticket: String?
    let diary: String?
    let binding: String?
}

extension String {
    /// The bytes of a hexadecimal string in a vector.
    var bytes: [UInt8] {
        get throws { try #require(Hex.decode(self)) }
    }
}
