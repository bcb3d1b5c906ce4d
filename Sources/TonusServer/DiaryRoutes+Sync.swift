import Hummingbird
import NIOCore
import TonusProtocol
import TonusTypes

extension DiaryRoutes {
    /// `POST /v1/diaries/{id}/sync`: Protocol/4-http.md, "Sync".
    ///
    /// Where there is nothing to say yet, and the sender is willing to wait, the answer waits.
    @Sendable func sync(
        _ request: Request, _ context: ConnectionContext
    ) async throws -> Response {
        let diary = try context.diary()
        return try await exchange(request) { exchange in
            let message: WireSyncRequest = try exchange.message()
            let sync = try await synced(message, of: diary, by: exchange.sender)
            if sync.isAppended { await waiters.wake(diary) }
            guard message.waitMilliseconds > 0, message.append.isEmpty, !sync.isNews else {
                return try exchange.answer(sync.answer, budget)
            }
            let answer = try await waitingAnswer(to: exchange, message, of: diary, context.channel)
            var response = try exchange.answer(answer, budget)
            // A connection has been watched for its end by then, and is not to be watched twice.
            response.headers[.connection] = "close"
            return response
        }
    }

    private func synced(
        _ message: WireSyncRequest, of diary: DiaryID, by sender: UnverifiedSender
    ) async throws -> ServerLogic.Syncing {
        if message.append.count <= Self.fewEnvelopes,
            let pushed = try await logic.push(message, of: diary, by: sender, now: now())
        {
            return pushed
        }
        return try await queue.run { try logic.sync(message, of: diary, by: sender, now: now()) }
    }

    /// Checking more than these takes long enough to be done beside the connections' threads.
    private static let fewEnvelopes = 8

    /// Waits without a task of its own, for the time as for whoever hangs up: five thousand wait at once.
    private func waitingAnswer(
        to exchange: Exchange, _ message: WireSyncRequest, of diary: DiaryID,
        _ channel: any Channel
    ) async throws -> WireSyncAnswer {
        var question = message
        question.witnesses = []  // Stored already, and never twice.
        let waiter = try await waiters.enter(diary)
        let limit = min(Int64(question.waitMilliseconds), Int64(Limits.waitMilliseconds))
        let timer = channel.eventLoop.scheduleTask(in: .milliseconds(limit)) { waiter.finish() }
        defer { timer.cancel() }
        do {
            try await channel.pipeline.addHandler(HangUp(waiter: waiter), position: .first)
            let answer = try await firstNews(waiter, question, exchange.sender)
            await waiters.leave(waiter)
            guard channel.isActive else { throw CancellationError() }
            return answer
        } catch {
            await waiters.leave(waiter)
            throw error
        }
    }

    /// Looks again after each change of the diary, until the sender learns something, the time is
    /// up, the sender hangs up or the server stops.
    ///
    /// A change that this sender may not see does not end the waiting: or it would tell when
    /// somebody wrote in private.
    private func firstNews(
        _ waiter: Waiters.Waiter, _ question: WireSyncRequest, _ sender: UnverifiedSender
    ) async throws -> WireSyncAnswer {
        var wakes = waiter.wakes.makeAsyncIterator()
        var isOver = false
        while true {
            let sync = try await queue.run {
                try logic.sync(
                    question, of: waiter.diary, by: sender, now: now(), isVerified: true)
            }
            if sync.isNews || isOver { return sync.answer }
            isOver = await wakes.next() == nil
        }
    }
}

/// Ends the waiting of a sender that sends nothing more. A connection may be closed on its side alone and
/// then ends only with the answer.
private final class HangUp: ChannelInboundHandler, Sendable {
    typealias InboundIn = NIOAny

    private let waiter: Waiters.Waiter

    init(waiter: Waiters.Waiter) { self.waiter = waiter }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { waiter.finish() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        waiter.finish()
        context.fireChannelInactive()
    }
}
