import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import TonusProtocol
import TonusTypes

@testable import TonusServer

/// A generator that a test can run again: SplitMix64.
struct SeededBytes: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func bytes(upTo count: Int) -> [UInt8] {
        (0..<Int.random(in: 0...count, using: &self)).map { _ in
            UInt8.random(in: 0...255, using: &self)
        }
    }

    /// `bytes` with some of them changed, cut off or doubled.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<4, using: &self) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 1: bytes[place] = .random(in: 0...255, using: &self)
            case 2: bytes.removeSubrange(place...)
            default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
            }
        }
        return bytes
    }
}

@Suite(.timeLimit(.minutes(5))) struct HostileTests {
    @Test(arguments: ["/v1/diaries", "sync", "roster", "tickets"])
    func `no body makes the server fail`(endpoint: String) async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let caregiver = try diary.add(.caregiver)
            let ticket = try KeyHolder()
            let invitation = try diary.invitation(ticket, role: .viewer)
            try await caller.found(diary)
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let (path, valid): (String, [UInt8]) = try {
                switch endpoint {
                case "sync":
                    let request = caller.syncRequest(
                        diary, append: [try chain.envelope()], have: [chain.mark])
                    return ("\(diary.path)/sync", try request.serializedBytes())
                case "roster":
                    var request = WireAppendRosterRequest()
                    request.entry = invitation.entry
                    request.wraps = [invitation.wrap]
                    return ("\(diary.path)/roster", try request.serializedBytes())
                case "tickets": return ("/v1/tickets/\(ticket.ticket)", [])
                default:
                    return (endpoint, try diary.foundRequest(code: "").serializedBytes())
                }
            }()
            var random = SeededBytes(state: 20_261_120)
            for turn in 0..<2000 {
                let body = turn.isMultiple(of: 4) ? random.bytes(upTo: 300) : random.damaged(valid)
                let signer: Caller.Signer =
                    turn.isMultiple(of: 7)
                    ? .ticket(ticket)
                    : .device(turn.isMultiple(of: 5) ? caregiver : diary.owner)
                let headers: HTTPFields =
                    turn.isMultiple(of: 11) ? [.contentType: "application/json"] : [:]
                let answer = try await caller.send(
                    .post, path, body, as: signer, headers: headers)
                #expect(answer.status < 500, "turn \(turn)")
                guard answer.status != 200 else { continue }
                #expect(answer.headers[.contentType] == "application/problem+json")
            }
        }
    }

    @Test func `no address and no header makes the server fail`() async throws {
        try await TestServer.run { world, caller in
            var random = SeededBytes(state: 7)
            let diary = try TestDiary()
            let paths = [
                "/", "/v1", "/v1/diaries/x/sync", "/v1/diaries/\(diary.id)".uppercased(),
                "/v1/diaries/\(diary.id)/sync?wait=%00", "/v1/tickets/%ff%fe",
                "/v1/diaries/\(diary.id)0/sync",
            ]
            for path in paths {
                for method in [HTTPRequest.Method.get, .post, .delete, .put, .patch] {
                    let answer = try await caller.send(method, path, [1, 2, 3])
                    #expect((400..<500).contains(answer.status), "\(method) \(path)")
                }
            }
            for _ in 0..<300 {
                let header = "Tonus1 " + Base64URL.encode(random.bytes(upTo: 120))
                let answer = try await caller.send(
                    .post, "\(diary.path)/sync", [], headers: [:], raw: header)
                #expect(answer.status == 401 || answer.status == 404)
            }
        }
    }

    @Test func `what is not offered yet says so`() async throws {
        try await TestServer.run { world, caller in
            let path = "/v1/diaries/\(String(repeating: "0", count: 64))"
            #expect(try await caller.send(.delete, path).problemName == "not-offered")
            let answer = try await caller.send(.get, "/v2")
            #expect(answer.status == 404)
            #expect(answer.problemName == "route-unknown")
        }
    }

    @Test func `a body or an envelope beyond the limit is refused`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let body = [UInt8](repeating: 0, count: Limits.requestBytes + 1)
            let large = try await caller.send(
                .post, "\(diary.path)/sync", body, as: .device(diary.owner))
            #expect(large.status == 413)
            #expect(large.problemName == "too-large")
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let envelope = try chain.envelope(sealed: Limits.envelopeBytes)
            let answer = try await caller.sync(diary, as: diary.owner, append: [envelope])
            #expect(answer.problemName == "too-large")
        }
    }

    @Test func `a body of another kind is refused`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            let answer = try await caller.send(
                .post, "/v1/diaries", [1], as: .device(diary.owner),
                headers: [.contentType: "text/plain"])
            #expect(answer.status == 415)
        }
    }

    @Test func `what nobody signed for is not stored beside what they did`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let invitation = try diary.invitation(try KeyHolder(), role: .viewer)
            let stowaway: [UInt8] = [0xA2, 0x1F, 24] + Array("carried along, unsigned!".utf8)
            let entry = try WireRosterEntry(
                serializedBytes: try invitation.entry.serializedBytes() + stowaway)
            let answer = try await caller.appendRoster(
                diary, entry, [invitation.wrap], as: .device(diary.owner))
            #expect(answer.status == 200)
            #expect(try !world.storedBytes().contains(Data("carried along".utf8)))
        }
    }

    @Test func `a device has a bound on its chains`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let envelopes = try (0...ServerLogic.chainsPerDevice).map { _ in
                var chain = TestChain(diary.owner, number: 0, of: diary)
                return try chain.envelope(sealed: 20)
            }
            let answer = try await caller.sync(diary, as: diary.owner, append: envelopes)
            #expect(answer.problemName == "chain-limit")
        }
    }
}

extension Caller {
    /// Sends with a header that was made elsewhere.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8], headers: HTTPFields,
        raw authorization: String
    ) async throws -> Answer {
        var headers = headers
        headers[.authorization] = authorization
        return try await client.execute(
            uri: path, method: method, headers: headers,
            body: body.isEmpty ? nil : ByteBuffer(bytes: body)
        ) { response in
            Answer(
                status: response.status.code, headers: response.headers,
                body: Array(buffer: response.body))
        }
    }
}
