import TonusProtocol
import TonusTypes

/// The requests that wait until a diary changes.
package actor Waiters {
    /// One waiting request; `wakes` ends when it is to wait no longer.
    struct Waiter: Sendable {
        let diary: DiaryID
        let number: UInt64
        let wakes: AsyncStream<Void>
        private let continuation: AsyncStream<Void>.Continuation

        init(diary: DiaryID, number: UInt64) {
            (self.diary, self.number) = (diary, number)
            // One wake that has not been seen is as good as many.
            (wakes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        }

        func wake() { continuation.yield() }
        func finish() { continuation.finish() }
    }

    private let limit: Int
    private var waiting: [DiaryID: [UInt64: Waiter]] = [:]
    private var entered: UInt64 = 0
    private var isClosed = false
    /// How many requests wait, in all diaries together.
    package private(set) var count = 0

    package init(limit: Int) { self.limit = limit }

    /// Joins those who wait; whoever enters leaves again, whatever happens.
    func enter(_ diary: DiaryID) throws(Refusal) -> Waiter {
        guard count < limit else { throw .tooMany }
        entered += 1
        count += 1
        let waiter = Waiter(diary: diary, number: entered)
        waiting[diary, default: [:]][entered] = waiter
        if isClosed { waiter.finish() }
        return waiter
    }

    /// Has all be answered at once, now and from now on.
    func close() {
        isClosed = true
        for waiter in waiting.values.flatMap(\.values) { waiter.finish() }
    }

    func leave(_ waiter: Waiter) {
        guard waiting[waiter.diary]?.removeValue(forKey: waiter.number) != nil else { return }
        count -= 1
        if waiting[waiter.diary]?.isEmpty ?? false { waiting[waiter.diary] = nil }
        waiter.finish()
    }

    func wake(_ diary: DiaryID) {
        for waiter in (waiting[diary] ?? [:]).values { waiter.wake() }
    }
}
