import Foundation
import SwiftProtobuf
import TonusProtocol
import TonusServer
import TonusSync
import TonusTypes
import TonusVault

/// What the network does to one request.
package enum Fate: String, CaseIterable, Sendable {
    case arrives
    /// The request never comes there.
    case requestLost
    /// The server did it, and nobody here knows.
    case answerLost
    /// The answer is cut in half.
    case answerCut
    /// It comes twice, one right after the other.
    case doubled
    /// It comes, and a copy of it once more, much later.
    case comesAgain
}

/// The network between one device and the server: every message is written out and read back, and
/// signed as on the wire.
///
/// `@unchecked`: a world runs in one task, and no link is used outside of it.
package final class SimulatedLink: ServerLink, @unchecked Sendable {
    package let address: ServerAddress
    private let server: SimulatedServer
    private let network: SimulatedNetwork

    package func close() async {}

    package init(_ server: SimulatedServer, _ network: SimulatedNetwork) throws {
        address = try ServerAddress("http://server.example")
        (self.server, self.network) = (server, network)
    }

    /// What this device takes the server's id to be, until it asks again.
    private var known: ServerID?

    package func id() async throws -> ServerID { try identity() }

    private func identity() throws -> ServerID {
        do {
            let id = try known ?? server.logic().log.server
            known = id
            return id
        } catch {
            throw SyncError.unreachable(server: address.description)
        }
    }

    package func renewID() async throws -> ServerID {
        known = nil
        return try await id()
    }

    package func found(_ request: WireFoundRequest, _ signer: RequestSigner) async throws {
        _ = try send("/v1/diaries", request, signer) { request, sender, logic, now in
            try logic.found(request, by: sender, now: now).answer
        }
    }

    package func sync(
        _ request: WireSyncRequest, diary: DiaryID, _ signer: RequestSigner
    ) async throws -> WireSyncAnswer {
        try send("/v1/diaries/\(diary)/sync", request, signer) { request, sender, logic, now in
            try logic.sync(request, of: diary, by: sender, now: now).answer
        }
    }

    package func append(
        _ entry: WireRosterEntry, wraps: [WireWrap], diary: DiaryID, _ signer: RequestSigner
    ) async throws {
        var request = WireAppendRosterRequest()
        request.entry = entry
        request.wraps = wraps
        _ = try send("/v1/diaries/\(diary)/roster", request, signer) {
            request, sender, logic, now in
            try logic.appendRoster(request, to: diary, by: sender, now: now).answer
        }
    }

    package func replace(
        _ request: WireReplaceRequest, diary: DiaryID, _ signer: RequestSigner
    ) async throws {
        _ = try send("/v1/diaries/\(diary)/envelopes", request, signer) {
            request, sender, logic, now in
            try logic.replace(request, of: diary, by: sender, now: now)
        }
    }

    package func ticket(_ secrets: DeviceSecrets) async throws -> WireTicketAnswer {
        let id = secrets.keys.ticketID
        return try send(
            "/v1/tickets/\(id)", WireRosterMark(), .ticket(secrets)
        ) { _, sender, logic, now in try logic.ticket(id, by: sender, now: now) }
    }

    private func send<Request: Message, Answer: Message>(
        _ path: String, _ request: Request, _ signer: RequestSigner,
        _ work: @escaping (Request, UnverifiedSender, ServerLogic, Int64) throws -> Answer
    ) throws -> Answer {
        let fate = network.nextFate()
        let body: [UInt8] = try request.serializedBytes()
        let server = server
        let network = network
        let identity = try self.identity()
        let authorization = try signer.secrets.authorize(
            as: signer.identity, server: identity, method: "POST", path: path, time: network.now,
            body: body)
        let arrive = { () throws -> [UInt8] in
            let sender = UnverifiedSender(
                authorization, server: try server.logic().log.server, method: "POST", path: path,
                body: body)
            let read = try Request(serializedBytes: body)
            return try work(read, sender, server.logic(), network.now).serializedBytes()
        }
        if fate == .requestLost { throw SyncError.unreachable(server: address.description) }
        if fate == .comesAgain { network.strays.append { _ = try? arrive() } }
        let answer: [UInt8]
        do {
            if fate == .doubled { _ = try? arrive() }
            answer = try arrive()
        } catch {
            guard fate != .answerLost, let refusal = TonusServer.Refusal(meaning: error) else {
                throw SyncError.unreachable(server: address.description)
            }
            throw TonusSync.Refusal(
                problem: refusal.problem, status: Int(refusal.problem.status),
                server: address.description)
        }
        switch fate {
        case .answerLost: throw SyncError.unreachable(server: address.description)
        case .answerCut:
            network.cutAnswers += 1
            let half = Array(answer.prefix(answer.count / 2))
            // A client compares the length that was announced before it reads anything.
            guard half.count == answer.count else {
                throw SyncError.badAnswer(server: address.description)
            }
            return try Answer(serializedBytes: half)
        default: return try Answer(serializedBytes: answer)
        }
    }
}

/// What the world decides about the network, and its time.
package final class SimulatedNetwork {
    package var now: Int64
    /// Decides what becomes of the next request.
    package var nextFate: () -> Fate = { .arrives }
    /// Copies of requests that are still on their way.
    package var strays: [() -> Void] = []
    package var cutAnswers = 0

    package init(now: Int64) { self.now = now }
}

extension TonusServer.Refusal {
    /// What a sender is told of an error; nil where the server does not even run.
    fileprivate init?(meaning error: any Error) {
        switch error {
        case let refusal as TonusServer.Refusal: self = refusal
        case let error as EnvelopeLogError: self.init(error)
        default: return nil
        }
    }
}
