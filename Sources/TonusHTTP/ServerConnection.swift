import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import SwiftProtobuf
import TonusProtocol
import TonusSync
import TonusTypes
import TonusVault

/// Signed requests to one server. An actor, because it owns the sockets and the clock's offset.
package actor ServerConnection: ServerLink {
    package nonisolated let address: ServerAddress
    private let http: HTTPClient
    private let clock: @Sendable () -> Int64
    /// What the server's clock is ahead of ours, once it has told us.
    private var clockOffset: Int64 = 0
    private var serverID: ServerID?

    /// A hundred years in milliseconds.
    private static let offsetLimit: UInt64 = 100 * 366 * 86_400_000

    package init(
        _ address: ServerAddress, serverID: ServerID? = nil,
        clock: @escaping @Sendable () -> Int64
    ) {
        (self.address, self.serverID, self.clock) = (address, serverID, clock)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(5), read: .seconds(75)))
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Must be called once, when the errands are done.
    package func close() async { try? await http.shutdown() }

    /// The server's own id, asked for once.
    package func id() async throws -> ServerID {
        if let serverID { return serverID }
        let about: WireServerAbout = try await send("GET", "/v1/server", body: [], signer: nil)
        guard let id = ServerID(bytes: about.server) else { throw badAnswer }
        guard about.protocolFirst <= 1, about.protocolLast >= 1 else {
            throw SyncError.updateNeeded
        }
        serverID = id
        return id
    }

    package func renewID() async throws -> ServerID {
        serverID = nil
        return try await id()
    }

    package func found(_ request: WireFoundRequest, _ signer: RequestSigner) async throws {
        let _: WireFoundAnswer = try await post("/v1/diaries", request, signer)
    }

    package func sync(
        _ request: WireSyncRequest, diary: DiaryID, _ signer: RequestSigner
    ) async throws -> WireSyncAnswer {
        try await post("/v1/diaries/\(diary)/sync", request, signer)
    }

    package func append(
        _ entry: WireRosterEntry, wraps: [WireWrap], diary: DiaryID, _ signer: RequestSigner
    ) async throws {
        var request = WireAppendRosterRequest()
        request.entry = entry
        request.wraps = wraps
        let _: WireAppendRosterAnswer = try await post(
            "/v1/diaries/\(diary)/roster", request, signer)
    }

    package func replace(
        _ request: WireReplaceRequest, diary: DiaryID, _ signer: RequestSigner
    ) async throws {
        let _: WireReplaceAnswer = try await post(
            "/v1/diaries/\(diary)/envelopes", request, signer)
    }

    package func ticket(_ secrets: DeviceSecrets) async throws -> WireTicketAnswer {
        let path = "/v1/tickets/\(secrets.keys.ticketID)"
        return try await signed("POST", path, body: [], signer: .ticket(secrets))
    }

    private func post<Answer: SwiftProtobuf.Message>(
        _ path: String, _ message: some SwiftProtobuf.Message, _ signer: RequestSigner
    ) async throws -> Answer {
        try await signed("POST", path, body: try message.serializedBytes(), signer: signer)
    }

    /// Sends, and once more with the server's time where only the clock was refused.
    private func signed<Answer: SwiftProtobuf.Message>(
        _ method: String, _ path: String, body: [UInt8], signer: RequestSigner
    ) async throws -> Answer {
        _ = try await id()
        do {
            return try await send(method, path, body: body, signer: signer)
        } catch let refusal as Refusal {
            guard refusal.type == "request-time", refusal.problem.time > 0 else {
                throw refusal
            }
            let offset = refusal.problem.time.subtractingReportingOverflow(clock())
            // A clock a lifetime away is no clock; and no sum may overflow.
            guard !offset.overflow, offset.partialValue.magnitude < Self.offsetLimit else {
                throw refusal
            }
            clockOffset = offset.partialValue
            return try await send(method, path, body: body, signer: signer)
        }
    }

    private func send<Answer: SwiftProtobuf.Message>(
        _ method: String, _ path: String, body: [UInt8], signer: RequestSigner?
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: address.description + path)
        request.method = HTTPMethod(rawValue: method)
        if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
        if let signer, let serverID {
            let authorization = try signer.secrets.authorize(
                as: signer.identity, server: serverID, method: method, path: path,
                time: clock() + clockOffset, body: body)
            request.headers.add(name: "authorization", value: authorization.headerValue)
        }
        let (status, bytes) = try await exchange(request)
        guard status == 200 || status == 201 else { throw refusal(status, bytes) }
        guard let answer = try? Answer(serializedBytes: bytes) else { throw badAnswer }
        return answer
    }

    private func exchange(_ request: HTTPClientRequest) async throws -> (Int, [UInt8]) {
        do {
            let response = try await http.execute(request, timeout: .seconds(120))
            let body = try await response.body.collect(upTo: 4 * Limits.answerBytes)
            if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }) {
                guard length == body.readableBytes else { throw badAnswer }
            }
            return (Int(response.status.code), Array(body.readableBytesView))
        } catch let error as SyncError {
            throw error
        } catch is NIOTooManyBytesError {
            throw badAnswer
        } catch {
            throw SyncError.unreachable(server: address.description)
        }
    }

    private var badAnswer: SyncError { .badAnswer(server: address.description) }

    private func refusal(_ status: Int, _ bytes: [UInt8]) -> any Error {
        let problem = try? WireProblem(jsonUTF8Bytes: bytes, options: .lenient)
        guard let problem, !problem.type.isEmpty else { return badAnswer }
        return Refusal(problem: problem, status: status, server: address.description)
    }
}

extension JSONDecodingOptions {
    /// A newer server may say more than this version knows.
    fileprivate static var lenient: JSONDecodingOptions {
        var options = JSONDecodingOptions()
        options.ignoreUnknownFields = true
        return options
    }
}
