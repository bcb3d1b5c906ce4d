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

    /// - Parameter wait: how long the server may hold the first answer when there is no news.
    /// - Throws: `SyncError`, `StoreError`; what came before is kept.
    package func run(waitMilliseconds: Int = 0) async throws -> SyncReport {
        var report = SyncReport()
        var passing: [ChainAddress: ChainHead] = [:]
        var progress = SyncProgress(hasUnsent: true)
        while progress.nextStep == .exchange {
            let wait = progress.exchanges == 0 ? waitMilliseconds : 0
            let last = try await refusalsAsErrors { try await exchange(wait, &passing, &report) }
            progress.last = last
            progress.exchanges += 1
            progress.hasUnsent = try !replica.outgoing(byteLimit: 1).isEmpty
        }
        report.exchanges = progress.exchanges
        if try replica.state().updateNeeded { throw SyncError.updateNeeded }
        try replica.noteSynced()
        return report
    }

    private func exchange(
        _ wait: Int, _ passing: inout [ChainAddress: ChainHead], _ report: inout SyncReport
    ) async throws -> SyncProgress.Exchange {
        let outgoing = try replica.outgoing(byteLimit: Self.pushLimit)
        let state = try replica.state()
        var request = try self.request(state, passing)
        request.append = outgoing.map(\.envelope)
        request.waitMilliseconds = outgoing.isEmpty ? UInt32(clamping: wait) : 0
        var done = SyncProgress.Exchange()
        let answer: WireSyncAnswer
        do {
            answer = try await connection.sync(
                request, diary: state.diary, .device(try replica.keyFile().secrets))
        } catch let refusal as Refusal where refusal.type == "chain-position" {
            // The server holds more, or less, of a chain than we thought: its word is taken, and
            // the next exchange starts from there.
            let forks = try replica.noteServerHeads(refusal.problem.chains)
            guard forks.isEmpty else { throw SyncError.forked(count: forks.count) }
            done.serverIsBehind = true
            return done
        }
        try replica.markSent(outgoing)
        done.pushed = outgoing.count
        report.sent += outgoing.reduce(0) { $0 + $1.changes }
        try await take(answer, state, &passing, &done, &report)
        return done
    }

    private func take(
        _ answer: WireSyncAnswer, _ state: ReplicaState,
        _ passing: inout [ChainAddress: ChainHead], _ done: inout SyncProgress.Exchange,
        _ report: inout SyncReport
    ) async throws {
        if !answer.entries.isEmpty {
            try replica.takeRoster(answer.entries)
            done.rosterMoved = true
        } else if answer.roster.index < state.roster.index {
            try await handOverRoster(from: answer.roster.index, state)
            done.rosterMoved = true
        }
        let received = try replica.receive(answer.envelopes)
        done.received = received.changes
        done.hasMore = answer.more
        // What could not be used must stop no other chain from arriving.
        done.passed = received.aside.count { passing[$0.key] != $0.value }
        passing.merge(received.aside) { $1 }
        report.received += received.changes
        report.keptAside += done.passed
        let forks = try replica.noteServerHeads(answer.behind)
        guard forks.isEmpty else { throw SyncError.forked(count: forks.count) }
        done.serverIsBehind = !answer.behind.isEmpty
    }

    private func request(
        _ state: ReplicaState, _ passing: [ChainAddress: ChainHead]
    ) throws -> WireSyncRequest {
        var request = WireSyncRequest()
        request.protocol = 1
        request.roster.index = state.roster.index
        request.roster.hash = Data(state.roster.hash.prefix8)
        request.have = try replica.chainMarks(passing: passing)
        return request
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

/// Turns the server's problem documents into what they mean.
package func refusalsAsErrors<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
    do {
        return try await body()
    } catch let refusal as Refusal {
        throw refusal.meaning
    }
}
