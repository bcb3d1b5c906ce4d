import HTTPTypes
import Hummingbird
import NIOCore
import SwiftProtobuf
import TonusProtocol
import TonusTypes

/// The routes under `/v1`: parse, one call, answer. Source: Protocol/4-http.md.
struct DiaryRoutes: Sendable {
    let logic: ServerLogic
    let waiters: Waiters
    let queue: BlockingQueue
    let budget: BodyBudget
    /// Unix milliseconds.
    let now: @Sendable () -> Int64

    func add(to router: Router<ConnectionContext>) {
        router.get("livez") { _, _ in "ok" }
        router.get("readyz", use: ready)
        let v1 = router.group("v1")
        v1.get("server", use: about)
        v1.post("diaries", use: found)
        v1.post("diaries/{id}/sync", use: sync)
        v1.post("diaries/{id}/roster", use: appendRoster)
        v1.post("tickets/{id}", use: ticket)
        v1.post("diaries/{id}/envelopes", use: replace)
        v1.delete("diaries/{id}", use: notOffered)
    }

    /// Says that the server can serve, by writing.
    @Sendable private func ready(_: Request, _: ConnectionContext) async throws -> Response {
        try await queue.run { try logic.touch(now: now()) }
        return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "ok")))
    }

    @Sendable private func about(_ request: Request, _: ConnectionContext) throws -> Response {
        try WireFormat(answering: request, received: .protobuf)
            .response(logic.about(now: now()), to: request)
    }

    @Sendable private func found(
        _ request: Request, _: ConnectionContext
    ) async throws -> Response {
        try await exchange(request) { exchange in
            let message: WireFoundRequest = try exchange.message()
            let founding = try await queue.run {
                try logic.found(message, by: exchange.sender, now: now())
            }
            if founding.isExtended { await waiters.wake(founding.diary) }
            return try exchange.answer(founding.answer)
        }
    }

    @Sendable private func appendRoster(
        _ request: Request, _ context: ConnectionContext
    ) async throws -> Response {
        let diary = try context.diary()
        return try await exchange(request) { exchange in
            let message: WireAppendRosterRequest = try exchange.message()
            let appended = try await queue.run {
                try logic.appendRoster(message, to: diary, by: exchange.sender, now: now())
            }
            if appended.isChanged { await waiters.wake(diary) }
            return try exchange.answer(appended.answer)
        }
    }

    @Sendable private func replace(
        _ request: Request, _ context: ConnectionContext
    ) async throws -> Response {
        let diary = try context.diary()
        return try await exchange(request) { exchange in
            let message: WireReplaceRequest = try exchange.message()
            let answer = try await queue.run {
                try logic.replace(message, of: diary, by: exchange.sender, now: now())
            }
            return try exchange.answer(answer)
        }
    }

    @Sendable private func ticket(
        _ request: Request, _ context: ConnectionContext
    ) async throws -> Response {
        let id: TicketID = try context.identifier(part: "ticket")
        return try await exchange(request) { exchange in
            guard exchange.body.isEmpty else { throw Refusal.malformed(part: "body") }
            let answer = try await queue.run {
                try logic.ticket(id, by: exchange.sender, now: now())
            }
            return try exchange.answer(answer)
        }
    }

    @Sendable private func notOffered(_: Request, _: ConnectionContext) throws -> Response {
        throw Refusal.notOffered
    }
}

// MARK: - Reading

extension DiaryRoutes {
    /// Reads a signed request and hands it on; its bytes are counted for as long as that takes.
    func exchange(
        _ request: Request, _ work: (Exchange) async throws -> Response
    ) async throws -> Response {
        // Whoever does not even claim to have signed it has no body read.
        let authorization = try RequestAuthorization.claimed(
            by: request.headers[.authorization], now: now())
        let declared = request.headers[.contentLength].flatMap { Int($0) }
        var counted = max(declared ?? Limits.requestBytes, 0)
        guard counted <= Limits.requestBytes else { throw Refusal.tooLarge(part: "body") }
        try budget.take(counted)
        defer { budget.give(counted) }

        var request = request
        let body = Array(buffer: try await request.collectBody(upTo: Limits.requestBytes))
        budget.give(counted - body.count)
        counted = body.count
        // A connection that ends too early may look like a body that does.
        guard declared ?? body.count == body.count else { throw Refusal.malformed(part: "body") }
        return try await work(
            Exchange(request, body: body, authorization, server: logic.log.server))
    }
}

extension ConnectionContext {
    func diary() throws(Refusal) -> DiaryID { try identifier(part: "diary") }

    /// The id in the path; lowercase hexadecimal, so that each thing has one address.
    func identifier<ID: FixedBytes>(part: String) throws(Refusal) -> ID {
        let text = parameters.get("id") ?? ""
        guard let id = Hex.decode(text).flatMap({ ID(bytes: $0) }), id.description == text else {
            throw .malformed(part: part)
        }
        return id
    }
}
