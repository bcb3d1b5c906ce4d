import Foundation
import TonusProtocol
import TonusStore
import TonusTypes
import TonusVault

/// What a sync did, for the one line a person sees.
package struct SyncReport: Hashable, Sendable {
    package var received = 0
    package var sent = 0
    package var keptAside = 0
    package var exchanges = 0
}

/// The whole errand: say what is held, take what is lacking, give what the server lacks.
///
/// It can be cut anywhere: everything it applies is durable and comes back to the same place when
/// it is run again.
package struct SyncErrand: Sendable {
    let replica: Replica
    let connection: ServerConnection

    package init(_ replica: Replica, _ connection: ServerConnection) {
        (self.replica, self.connection) = (replica, connection)
    }

    /// What one push may hold; a larger backlog takes several exchanges.
    private static let pushLimit = 2 << 20

    /// What is remembered from one exchange to the next.
    private struct Course {
        var report = SyncReport()
        /// Chains whose next envelopes could not be used.
        var passing: [ChainAddress: ChainHead] = [:]
        /// Why the server would not take what was pushed; from then on this errand only pulls.
        var refusal: Refusal?
        var hasBeenCorrected = false
        var hasHandedOverRoster = false
    }

    /// - Parameter wait: how long the server may hold the first answer when there is no news.
    /// - Throws: `SyncError`, `StoreError`; what came before is kept.
    package func run(waitMilliseconds: Int = 0) async throws -> SyncReport {
        guard try replica.state().isActive else { throw SyncError.departed }
        var course = Course()
        var progress = SyncProgress(hasUnsent: true)
        while progress.nextStep == .exchange {
            let wait = progress.exchanges == 0 ? waitMilliseconds : 0
            progress.last = try await refusalsAsErrors { try await exchange(wait, &course) }
            progress.exchanges += 1
            let outgoing = try course.refusal == nil ? replica.outgoing(byteLimit: 1) : []
            progress.hasUnsent = !outgoing.isEmpty
        }
        course.report.exchanges = progress.exchanges
        guard try replica.state().isActive else { throw SyncError.departed }
        if let refusal = course.refusal { throw refusal.meaning }
        if try replica.state().updateNeeded { throw SyncError.updateNeeded }
        try replica.noteSynced()
        return course.report
    }

    /// Asks the server whether there is anything this replica lacks, and lets it hold the answer
    /// until there is. Nothing is applied and no lock is needed.
    package func waitForNews(_ milliseconds: Int) async throws {
        let state = try replica.state()
        var request = try question(state)
        request.waitMilliseconds = UInt32(clamping: milliseconds)
        request.answerBytes = 1
        let (diary, secrets) = (state.diary, try replica.keyFile().secrets)
        let waiting = request
        _ = try await refusalsAsErrors {
            try await connection.sync(waiting, diary: diary, .device(secrets))
        }
    }

    /// What this replica holds.
    private func question(
        _ state: ReplicaState, passing: [ChainAddress: ChainHead] = [:]
    ) throws -> WireSyncRequest {
        var request = WireSyncRequest()
        request.protocol = 1
        request.roster.index = state.roster.index
        request.roster.hash = Data(state.roster.hash.prefix8)
        request.have = try replica.chainMarks(passing: passing)
        return request
    }

    private func exchange(
        _ wait: Int, _ course: inout Course
    ) async throws -> SyncProgress.Exchange {
        let outgoing = try course.refusal == nil ? replica.outgoing(byteLimit: Self.pushLimit) : []
        let state = try replica.state()
        var request = try question(state, passing: course.passing)
        request.append = outgoing.map(\.envelope)
        request.waitMilliseconds = outgoing.isEmpty ? UInt32(clamping: wait) : 0
        let answer: WireSyncAnswer
        do {
            answer = try await connection.sync(
                request, diary: state.diary, .device(try replica.keyFile().secrets))
        } catch let refusal as Refusal where !outgoing.isEmpty && refusal.isAboutThePush {
            return try afterRefusal(refusal, &course)
        }
        try check(answer, state)
        try replica.markSent(outgoing)
        var done = SyncProgress.Exchange()
        done.pushed = outgoing.count
        course.report.sent += outgoing.reduce(0) { $0 + $1.changes }
        try await take(answer, state, &done, &course)
        return done
    }

    /// Nothing of a refused push was taken. The server may hold more, or less, of a chain than we
    /// thought: its word is taken once. Any other refusal must not keep this device from reading.
    private func afterRefusal(
        _ refusal: Refusal, _ course: inout Course
    ) throws -> SyncProgress.Exchange {
        let forks = try replica.noteServerHeads(refusal.problem.chains)
        guard forks.isEmpty else { throw SyncError.forked(count: forks.count) }
        var done = SyncProgress.Exchange()
        done.isRefused = true
        let isSecond = course.hasBeenCorrected
        course.hasBeenCorrected = true
        if refusal.type != "chain-position" || isSecond { course.refusal = refusal }
        return done
    }

    /// An answer without the server's roster is none: a push must not count as taken because some
    /// gateway in between said 200.
    private func check(_ answer: WireSyncAnswer, _ state: ReplicaState) throws {
        let mark = answer.roster
        guard mark.hash.count == Hash.count else {
            throw SyncError.badAnswer(server: connection.address.description)
        }
        if mark.index == state.roster.index, Array(mark.hash) != state.roster.hash.bytes {
            throw SyncError.rosterDiffers
        }
    }

    private func take(
        _ answer: WireSyncAnswer, _ state: ReplicaState, _ done: inout SyncProgress.Exchange,
        _ course: inout Course
    ) async throws {
        if !answer.entries.isEmpty {
            let before = state.roster.index
            try replica.takeRoster(answer.entries)
            done.rosterMoved = try replica.state().roster.index > before
        } else if answer.roster.index < state.roster.index, !course.hasHandedOverRoster {
            course.hasHandedOverRoster = true
            try await handOverRoster(from: answer.roster.index, state)
            done.rosterMoved = true
        }
        let received = try replica.receive(answer.envelopes)
        done.received = received.changes
        done.hasMore = answer.more
        // What could not be used must stop no other chain from arriving.
        done.passed = received.aside.count { course.passing[$0.key] != $0.value }
        course.passing.merge(received.aside) { $1 }
        course.report.received += received.changes
        course.report.keptAside += done.passed
        let forks = try replica.noteServerHeads(answer.behind)
        guard forks.isEmpty else { throw SyncError.forked(count: forks.count) }
        done.serverIsBehind = !answer.behind.isEmpty
    }

    /// Gives a server that fell behind the roster entries it lost, in order.
    private func handOverRoster(from index: UInt64, _ state: ReplicaState) async throws {
        let entries = try replica.rosterEntries()
        let secrets = try replica.keyFile().secrets
        for entry in entries.dropFirst(Int(clamping: index) + 1) {
            try await connection.append(
                entry, wraps: [], diary: state.diary, .device(secrets))
        }
    }
}

extension Refusal {
    /// Whether the same request without envelopes could succeed.
    fileprivate var isAboutThePush: Bool {
        [
            "chain-position", "chain-limit", "envelope-refused", "epoch-old", "role-refused",
            "too-large",
        ].contains(type)
    }
}

/// Turns the server's problem documents into what they mean.
package func refusalsAsErrors<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
    do {
        return try await body()
    } catch let refusal as Refusal {
        throw refusal.meaning
    }
}
