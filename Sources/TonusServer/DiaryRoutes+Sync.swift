import Hummingbird
import ServiceLifecycle
import TonusProtocol
import TonusTypes

extension DiaryRoutes {
    /// `POST /v1/diaries/{id}/sync`: Protocol/4-http.md, "Sync".
    ///
    /// Where there is nothing to say yet, and the sender is willing to wait, the answer waits.
    @Sendable func sync(
        _ request: Request, _ context: BasicRequestContext
    ) async throws -> Response {
        let diary = try context.diary()
        return try await exchange(request) { exchange in
            let message: WireSyncRequest = try exchange.message()
            let sync = try await queue.run {
                try logic.sync(message, of: diary, by: exchange.sender, now: now())
            }
            if sync.isAppended { await waiters.wake(diary) }
            guard message.waitMilliseconds > 0, message.append.isEmpty, !sync.isNews else {
                return try exchange.answer(sync.answer, budget)
            }
            let answer = try await waitingAnswer(to: exchange, message, of: diary)
            var response = try exchange.answer(answer, budget)
            // Watching for a sender that hangs up takes the connection with it.
            response.headers[.connection] = "close"
            return response
        }
    }

    private func waitingAnswer(
        to exchange: Exchange, _ message: WireSyncRequest, of diary: DiaryID
    ) async throws -> WireSyncAnswer {
        var question = message
        question.witnesses = []  // Stored already, and never twice.
        let waiter = try await waiters.enter(diary)
        do {
            let answer = try await exchange.request.body.consumeWithCancellationOnInboundClose {
                _ in
                try await firstNews(waiter, question, exchange.sender)
            }
            await waiters.leave(waiter)
            return answer
        } catch {
            await waiters.leave(waiter)
            throw error
        }
    }

    /// Looks again after each change of the diary, until the sender learns something, the time is
    /// up or the server stops.
    ///
    /// A change that this sender may not see does not end the waiting: or it would tell when
    /// somebody wrote in private.
    private func firstNews(
        _ waiter: Waiters.Waiter, _ question: WireSyncRequest, _ sender: UnverifiedSender
    ) async throws -> WireSyncAnswer {
        let limit = min(Int(question.waitMilliseconds), Limits.waitMilliseconds)
        let timer = Task {
            try? await Task.sleep(for: .milliseconds(limit))
            waiter.finish()
        }
        defer { timer.cancel() }
        return try await withGracefulShutdownHandler {
            var wakes = waiter.wakes.makeAsyncIterator()
            while true {
                let sync = try await queue.run {
                    try logic.sync(question, of: waiter.diary, by: sender, now: now())
                }
                if sync.isNews { return sync.answer }
                if await wakes.next() == nil { break }
            }
            try Task.checkCancellation()
            return try await queue.run {
                try logic.sync(question, of: waiter.diary, by: sender, now: now()).answer
            }
        } onGracefulShutdown: {
            waiter.finish()
        }
    }
}
