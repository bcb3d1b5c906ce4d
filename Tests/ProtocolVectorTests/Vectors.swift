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
    struct Entry: Codable {
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
        let openTickets: Int
    }

    let name: String
    let entries: [Entry]
    let accepted: Accepted?
    /// The first entry that is refused.
    let refusedAt: Int?
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
