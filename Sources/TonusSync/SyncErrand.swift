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
    /// Changes that the server had lost, and has again.
    package var returned = 0
    /// Whether it had lost who is in the diary, and knows it again.
    package var rosterReturned = false
}

/// The whole errand: say what is held, take what is lacking, give what the server lacks.
///
/// It can be cut anywhere: everything it applies is durable and comes back to the same place when
/// it is run again.
package struct SyncErrand: Sendable {
    let replica: Replica
    let connection: any ServerLink

    package init(_ replica: Replica, _ connection: any ServerLink) {
        (self.replica, self.connection) = (replica, connection)
    }

    /// What one push may hold; a larger backlog takes several exchanges.
    private static let pushLimit = 2 << 20

    /// What is remembered from one exchange to the next.
    private struct Course {
        var report = SyncReport()
        /// Chains whose next envelopes could not be used.
        var passing: [ChainAddress: ChainHead] = [:]
        /// Others' chains of which the server holds another history.
        var forked: Set<ChainAddress> = []
        /// Why the server would not take what was pushed; from then on this errand only pulls.
        var refusal: Refusal?
        /// A chain of this very device stands elsewhere on the server: the next exchange only pulls.
        var mustPull = false
        var corrections = 0
        /// How often the server turned out to have lost something.
        var losses = 0
        var hasGivenRoster = false
        var hasRenewedID = false

        /// Whether there is any use in pushing; a server that loses again and again what it is given
        /// is not given it for ever.
        var isPushing: Bool { refusal == nil && losses <= SyncErrand.correctionLimit }
    }

    /// Packs in one sync: what was packed may be worth packing again.
    private static let packLimit = 3

    /// A chain that stands elsewhere than was thought is looked at again; not for ever.
    private static let correctionLimit = 4

    /// - Parameter wait: how long the server may hold the first answer when there is no news.
    /// - Throws: `SyncError`, `StoreError`; what came before is kept.
    package func run(waitMilliseconds: Int = 0) async throws -> SyncReport {
        guard try replica.state().isActive else { throw SyncError.departed }
        try replica.guardIdentity()
        var course = Course()
        var progress = SyncProgress(hasUnsent: true)
        while progress.nextStep == .exchange {
            let wait = progress.exchanges == 0 ? waitMilliseconds : 0
            progress.last = try await refusalsAsErrors { try await exchange(wait, &course) }
            progress.exchanges += 1
            progress.hasUnsent =
                course.isPushing ? try !replica.outgoing(byteLimit: 1).isEmpty : false
        }
        course.report.exchanges = progress.exchanges
        guard try replica.state().isActive else { throw SyncError.departed }
        if let refusal = course.refusal { throw refusal.meaning }
        if !course.forked.isEmpty { throw SyncError.forked(count: course.forked.count) }
        if try replica.state().updateNeeded { throw SyncError.updateNeeded }
        try replica.noteSynced()
        await pack()
        return course.report
    }

    /// Gives the server what lies there in many small envelopes again as one. Nothing depends on it: what
    /// does not succeed now is tried again after more changes.
    private func pack() async {
        guard let state = try? replica.state(), let keys = try? replica.keyFile() else { return }
        for _ in 0..<Self.packLimit {
            guard let pack = try? replica.nextPack() else { return }
            var request = WireReplaceRequest()
            request.envelopes = [pack.envelope]
            do {
                try await connection.replace(
                    request, diary: state.diary, .device(keys.secrets))
                try replica.note(pack, isTaken: true)
            } catch is Refusal {
                try? replica.note(pack, isTaken: false)
            } catch { return }
        }
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
        let outgoing =
            course.isPushing && !course.mustPull
            ? try replica.outgoing(byteLimit: Self.pushLimit) : []
        let isPull = course.mustPull
        course.mustPull = false
        try replica.noteLeaving(outgoing)
        let state = try replica.state()
        var request = try question(state, passing: course.passing)
        request.append = outgoing.map(\.envelope)
        request.waitMilliseconds = outgoing.isEmpty ? UInt32(clamping: wait) : 0
        if isPlanted(.markedSentBeforeAnswer) { try replica.markSent(outgoing) }
        let answer: WireSyncAnswer
        do {
            answer = try await connection.sync(
                request, diary: state.diary, .device(try replica.keyFile().secrets))
        } catch let refusal as Refusal {
            return try await after(refusal, hasPushed: !outgoing.isEmpty, state, &course)
        }
        try check(answer, state)
        try replica.markSent(outgoing)
        var done = SyncProgress.Exchange()
        done.pushed = outgoing.count
        // What was only pulled leaves something to push.
        done.isRefused = isPull
        course.report.sent += outgoing.reduce(0) { $0 + $1.changes }
        try await take(answer, state, &done, &course)
        return done
    }

    /// Nothing of a refused request was taken. What the server says of itself is believed, a few
    /// times; and no refused push may keep this device from reading.
    private func after(
        _ refusal: Refusal, hasPushed: Bool, _ state: ReplicaState, _ course: inout Course
    ) async throws -> SyncProgress.Exchange {
        var done = SyncProgress.Exchange()
        done.isRefused = true
        switch refusal.type {
        case "signature-refused" where !course.hasRenewedID:
            // Every signature names the server: one that lost its data is another server.
            course.hasRenewedID = true
            try replica.setServer(
                connection.address.description, try await connection.renewID())
        case "not-on-roster" where !course.hasGivenRoster:
            // Perhaps it went back to a day before this device joined.
            guard try await giveRoster(state, &course) else { throw refusal }
        case "chain-position" where hasPushed && course.corrections < Self.correctionLimit:
            course.corrections += 1
            try note(refusal.problem.chains, &course)
        default:
            guard hasPushed, refusal.isAboutThePush else { throw refusal }
            course.refusal = refusal
        }
        return done
    }

    /// - Returns: whether the server lost something that this replica can give again.
    @discardableResult
    private func note(_ marks: [WireChainMark], _ course: inout Course) throws -> Bool {
        let heads = try replica.noteServerHeads(marks)
        course.report.returned += heads.lost
        course.forked.formUnion(heads.forked)
        if heads.isOwnElsewhere { course.mustPull = true }
        if heads.lost > 0 { course.losses += 1 }
        return heads.lost > 0 && course.isPushing
    }

    /// Gives the server the whole roster, of which it keeps what it lacks.
    ///
    /// - Returns: false where it would not take it.
    private func giveRoster(
        _ state: ReplicaState, _ course: inout Course
    ) async throws -> Bool {
        course.hasGivenRoster = true
        if isPlanted(.rosterIsNotReturned) { return false }
        var request = WireFoundRequest()
        request.roster = try replica.rosterEntries()
        let keys = try replica.keyFile()
        if let wrap = keys.kitWrap { request.wraps = [try WireWrap(serializedBytes: wrap)] }
        do {
            try await connection.found(request, .device(keys.secrets))
        } catch is Refusal {
            return false
        }
        course.report.rosterReturned = true
        return true
    }

    /// An answer without the server's roster is none: a push must not count as taken because some
    /// gateway in between said 200.
    private func check(_ answer: WireSyncAnswer, _ state: ReplicaState) throws {
        let mark = answer.roster
        let isSame = mark.index == state.roster.index
        guard mark.hash.count == Hash.count || isSame && mark.hash.count == 8 else {
            throw SyncError.badAnswer(server: connection.address.description)
        }
        if isSame, !state.roster.hash.bytes.starts(with: mark.hash) {
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
        } else if answer.roster.index < state.roster.index, !course.hasGivenRoster {
            done.rosterMoved = try await giveRoster(state, &course)
        }
        let received = try replica.receive(answer.envelopes)
        done.received = received.changes
        done.hasMore = answer.more
        // What could not be used must stop no other chain from arriving.
        done.passed = received.aside.count { course.passing[$0.key] != $0.value }
        course.passing.merge(received.aside) { $1 }
        course.report.received += received.changes
        course.report.keptAside += done.passed
        done.serverIsBehind = try note(answer.behind, &course)
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
