import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SwiftProtobuf
import Testing
import TonusProtocol
import TonusTypes

@testable import TonusServer

/// A real server on a real SQLite file, with a clock that the test turns.
struct TestServer: Sendable {
    static let start: Int64 = 1_795_132_800_000

    let directory: URL
    let log: SQLiteEnvelopeLog
    let server: DiaryServer
    let clock = Locked(Self.start)

    init(bounds: DiaryServer.Bounds = .init()) throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("tonus-server-\(UUID().uuidString)")
        var random = SystemRandomNumberGenerator()
        log = try SQLiteEnvelopeLog(directory: directory, random: &random)
        let clock = clock
        server = DiaryServer(
            log: log, bounds: bounds,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            now: { clock.withLock { $0 } })
    }

    var now: Int64 { clock.withLock { $0 } }
    func pass(milliseconds: Int64) { clock.withLock { $0 += milliseconds } }

    func code() throws -> String {
        var random = SystemRandomNumberGenerator()
        return "\(try server.logic.makeCode(now: now, random: &random))"
    }

    /// Runs `test` against a listening server, and cleans up.
    static func run(
        bounds: DiaryServer.Bounds = .init(),
        _ test: @Sendable (TestServer, Caller) async throws -> Void
    ) async throws {
        let world = try TestServer(bounds: bounds)
        try await world.server.application().test(.live) { client in
            try await test(world, Caller(client: client, world: world))
        }
        try world.log.close()
        try FileManager.default.removeItem(at: world.directory)
    }

    /// The bytes of all files that the server keeps.
    func storedBytes() throws -> Data {
        try FileManager.default.contentsOfDirectory(
            at: directory, includingPropertiesForKeys: nil
        ).reduce(into: Data()) { $0.append(try Data(contentsOf: $1)) }
    }
}

/// What came back.
struct Answer {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    func message<M: Message>(_: M.Type = M.self) throws -> M { try M(serializedBytes: body) }
    func problem() throws -> WireProblem { try WireProblem(jsonUTF8Bytes: body) }
    var problemName: String? {
        (try? problem().type)?.split(separator: ":").last.map(String.init)
    }
}

/// Signs requests and sends them.
struct Caller: Sendable {
    enum Signer {
        case device(KeyHolder)
        case ticket(KeyHolder)
        /// Says to be the first, and signs as the second.
        case forged(DeviceID, KeyHolder)
        case nobody
    }

    let client: any TestClientProtocol
    let world: TestServer

    /// Another connection, for a request that is to wait.
    func onOwnConnection<Value: Sendable>(
        _ work: @escaping @Sendable (TestClient) async throws -> Value
    ) async throws -> Value {
        try await TestClient.withClient(
            host: "localhost", port: try #require(client.port), operation: work)
    }

    func post(
        _ path: String, _ message: some Message, as signer: Signer, at time: Int64? = nil
    ) async throws -> Answer {
        try await send(.post, path, try message.serializedBytes(), as: signer, at: time)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = [],
        as signer: Signer = .nobody, at time: Int64? = nil, headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        headers[.authorization] = try authorization(method, path, body, as: signer, at: time)
        return try await client.execute(
            uri: path, method: method, headers: headers,
            body: body.isEmpty ? nil : ByteBuffer(bytes: body)
        ) { response in
            Answer(
                status: response.status.code, headers: response.headers,
                body: Array(buffer: response.body))
        }
    }

    func authorization(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8], as signer: Signer,
        at time: Int64? = nil
    ) throws -> String? {
        let (claimed, holder): (RequestAuthorization.Signer, KeyHolder)
        switch signer {
        case .nobody: return nil
        case .device(let keys): (claimed, holder) = (.device(keys.device), keys)
        case .ticket(let keys): (claimed, holder) = (.ticket(keys.ticket), keys)
        case .forged(let device, let keys): (claimed, holder) = (.device(device), keys)
        }
        let time = time ?? world.now
        let message = RequestAuthorization.signedMessage(
            server: world.log.server, method: method.rawValue,
            path: String(path.prefix { $0 != "?" }), time: time, body: body)
        return RequestAuthorization(
            signer: claimed, time: time, signature: try holder.sign(message)
        ).headerValue
    }
}

// MARK: - What tests ask for over and over

extension Caller {
    func found(_ diary: TestDiary) async throws {
        let answer = try await post(
            "/v1/diaries", diary.foundRequest(code: try world.code()), as: .device(diary.owner))
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    func sync(
        _ diary: TestDiary, as device: KeyHolder, append: [WireEnvelope] = [],
        have: [WireChainMark] = [], _ change: (inout WireSyncRequest) -> Void = { _ in }
    ) async throws -> Answer {
        let request = syncRequest(diary, append: append, have: have, change)
        return try await post("\(diary.path)/sync", request, as: .device(device))
    }

    func synced(
        _ diary: TestDiary, as device: KeyHolder, append: [WireEnvelope] = [],
        have: [WireChainMark] = [], _ change: (inout WireSyncRequest) -> Void = { _ in }
    ) async throws -> WireSyncAnswer {
        let answer = try await sync(diary, as: device, append: append, have: have, change)
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
        return try answer.message()
    }

    func syncRequest(
        _ diary: TestDiary, append: [WireEnvelope] = [], have: [WireChainMark] = [],
        _ change: (inout WireSyncRequest) -> Void = { _ in }
    ) -> WireSyncRequest {
        var request = WireSyncRequest()
        request.roster = diary.mark()
        request.append = append
        request.have = have
        request.protocol = 1
        change(&request)
        return request
    }

    func appendRoster(
        _ diary: TestDiary, _ entry: WireRosterEntry, _ wraps: [WireWrap] = [], as signer: Signer
    ) async throws -> Answer {
        var request = WireAppendRosterRequest()
        request.entry = entry
        request.wraps = wraps
        return try await post("\(diary.path)/roster", request, as: signer)
    }
}
