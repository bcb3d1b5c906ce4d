import Foundation
import Synchronization
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

/// One body of a chain, with what can be said of it without looking at the log.
///
/// A class, as it is handed on many times and holds dozens of values.
final class ReadBody: Sendable {
    let body: ChainBody
    let leaf: Hash
    /// Nil for what says nothing readable; it keeps its place, and its bytes for a newer version.
    let decoded: ChangeBody?
    /// The entity it says something about.
    let entity: EntityKey?
    let stamp: Timestamp?
    /// The episode as it will be with it.
    let ready: ReadyEpisode?

    init(body: ChainBody, leaf: Hash, decoded: ChangeBody? = nil, ready: ReadyEpisode? = nil) {
        (self.body, self.leaf) = (body, leaf)
        (self.decoded, self.ready) = (decoded, ready)
        (entity, stamp) = (decoded?.entity, decoded?.timestamp)
    }

    /// For a planted fault.
    func withoutUndoes() -> ReadBody {
        var decoded = decoded
        decoded?.undoes = []
        return ReadBody(body: body, leaf: leaf, decoded: decoded, ready: ready)
    }
}

/// An envelope, as far as it can be judged without looking at the log.
struct ReadEnvelope: Sendable {
    let wire: WireEnvelope
    let header: EnvelopeHeader
    /// Why it cannot be used.
    let problem: AsideReason?
    let bodies: [ChainBody]
    let leaves: [Hash]
    /// The heads after each body, once they were found to lead to the signed one.
    var heads: [ChainHead] = []

    /// The head at a place within it.
    func head(at sequence: UInt64) -> ChainHead? {
        guard sequence >= header.first, sequence - header.first < UInt64(heads.count) else {
            return nil
        }
        return heads[Int(sequence - header.first)]
    }
}

/// Consecutive bodies of an envelope: what is put into the log in one transaction, or in a few.
struct EnvelopePiece: Sendable {
    let first: UInt64
    let bodies: [ReadBody]
    /// How often others had written before the log was looked at for it.
    var others = 0

    /// A few hundredths of a second, and a few MiB while they are read.
    static let limit = 800

    /// The sequence after it.
    var end: UInt64 { first + UInt64(bodies.count) }

    /// What of it begins at a sequence; nil where that is not within it.
    func rest(from sequence: UInt64) -> EnvelopePiece? {
        guard sequence >= first, sequence < end else { return nil }
        return EnvelopePiece(
            first: sequence, bodies: Array(bodies.dropFirst(Int(sequence - first))),
            others: others)
    }
}

/// Checks, opens and reads envelopes, a little ahead of whoever applies them.
struct EnvelopeReader: Sendable {
    let replica: ReplicaState
    let ring: KeyRing
    /// Where the chains end that are held: what comes before is not read.
    let held: [ChainAddress: UInt64]
    /// The log, as another connection sees it.
    let ahead: LogAhead

    /// Hands over all envelopes, step by step.
    func each(_ envelopes: [WireEnvelope], _ apply: (ReadStep) throws -> Void) throws {
        let isAhead = envelopes.reduce(0) { $0 + $1.sealed.count } >= Self.smallBytes
        let steps = ReadSteps(self, envelopes, isAhead: isAhead)
        if !isAhead {
            while let step = steps.next() { try apply(step) }
            return
        }
        var promises = (0..<Self.depth).map { _ in Promise { steps.next() } }
        // Nothing goes on once this returns.
        defer { for one in promises { _ = one.value } }
        var done: ReadStep?
        while let step = promises.removeFirst().value {
            // What was applied before is let go over there too: it is thousands of objects.
            promises.append(Promise { [done] in withExtendedLifetime(done) { steps.next() } })
            done = step
            try apply(step)
        }
    }

    /// Below that, handing over takes longer than reading.
    private static let smallBytes = 4096
    /// How many steps are read ahead.
    fileprivate static let depth = 2

    fileprivate func open(_ wire: WireEnvelope) -> ReadEnvelope? {
        guard let header = try? EnvelopeHeader(parsing: Array(wire.header)) else { return nil }
        let aside = { reason in
            ReadEnvelope(wire: wire, header: header, problem: reason, bodies: [], leaves: [])
        }
        guard let device = replica.roster.device(header.address.device) else {
            return aside(.notOnRoster)
        }
        guard header.isSigned(by: device.keys.signing, diary: replica.diary) else {
            return aside(.badSignature)
        }
        guard
            let opened = try? EnvelopeSealing.open(Array(wire.sealed), header: header, ring: ring)
        else { return aside(.doesNotOpen) }
        return ReadEnvelope(
            wire: wire, header: header, problem: nil, bodies: opened.bodies,
            leaves: opened.bodies.map { $0.leaf(device: device.id) })
    }

    /// The piece that begins at a sequence; empty outside of the envelope.
    ///
    /// - Parameters:
    ///   - now: the replica as it is now, where that was looked at.
    ///   - known: what an entity is so far, and its row, where that can be told; asked for every
    ///     body, also for one that says nothing readable.
    func piece(
        of envelope: ReadEnvelope, from first: UInt64, now: ReplicaState? = nil,
        known: (ChangeBody?) -> (row: Int64, held: [HeldChange])? = { _ in nil }
    ) -> EnvelopePiece {
        let replica = now ?? replica
        guard envelope.problem == nil, first >= envelope.header.first,
            first <= envelope.header.last
        else { return EnvelopePiece(first: first, bodies: []) }
        let start = Int(first - envelope.header.first)
        let end = min(start + EnvelopePiece.limit, envelope.bodies.count)
        let author = replica.author(envelope.header.address.device)
        return EnvelopePiece(
            first: first,
            bodies: (start..<end).map { place in
                let (body, leaf) = (envelope.bodies[place], envelope.leaves[place])
                let decoded: ChangeBody? =
                    if case .change(let bytes) = body {
                        try? ChangeCodec.decode(bytes, audience: envelope.header.address.audience)
                    } else { nil }
                let before = known(decoded)
                guard let decoded else { return ReadBody(body: body, leaf: leaf) }
                let change = author.map {
                    Change(
                        id: Chain.changeID(leaf: leaf),
                        author: $0.telling(decoded, patient: replica.patient), body: decoded)
                }
                return ReadBody(
                    body: body, leaf: leaf, decoded: decoded,
                    ready: change.flatMap { ready($0, before, patient: replica.patient) })
            })
    }

    private func ready(
        _ change: Change, _ known: (row: Int64, held: [HeldChange])?, patient: MemberID
    ) -> ReadyEpisode? {
        let body = change.body
        guard body.entity.kind == Kind.episode.rawValue, body.undoes.isEmpty,
            known != nil || !body.isOnKnown
        else { return nil }
        let state =
            known.map {
                EntityState(body.entity, folding: $0.held + [HeldChange(change, counts: true)])
            } ?? EntityState(body.entity, alone: change)
        return ReadyEpisode(state, patient: patient, entity: known?.row)
    }
}

/// What is read in one go.
enum ReadStep: Sendable {
    /// An envelope, and what of it goes on from what is held, or its first bodies.
    case begin(ReadEnvelope, EnvelopePiece)
    /// More of the same envelope.
    case goOn(EnvelopePiece)
    /// An envelope whose header cannot be read.
    case unreadable
}

/// The steps of many envelopes, one after the other.
private final class ReadSteps: Sendable {
    private struct State {
        var rest: ArraySlice<WireEnvelope>
        /// The envelope that is being read, and where it goes on.
        var current: (envelope: ReadEnvelope, next: UInt64)?
        /// What the last steps were about, which may not be in the log yet.
        var unwritten: [Unwritten] = []
    }

    /// What a step is about.
    private struct Unwritten {
        var entities: Set<EntityID> = []
        /// Whether it takes something back, or says nothing readable and so may have a change count that
        /// stands elsewhere too: that may be about any entity.
        var isAboutAny = false

        func mayTouch(_ entity: EntityID) -> Bool { isAboutAny || entities.contains(entity) }
    }

    private let reader: EnvelopeReader
    private let isAhead: Bool
    private let state: Mutex<State>

    /// - Parameter isAhead: whether steps are read while others are applied.
    init(_ reader: EnvelopeReader, _ envelopes: [WireEnvelope], isAhead: Bool) {
        (self.reader, self.isAhead) = (reader, isAhead)
        state = Mutex(State(rest: envelopes[...]))
    }

    /// Nil where all are read.
    func next() -> ReadStep? {
        state.withLock { state in
            if let (envelope, next) = state.current {
                return .goOn(piece(of: envelope, from: next, &state))
            }
            guard let wire = state.rest.popFirst() else { return nil }
            guard let envelope = reader.open(wire) else { return .unreadable }
            let header = envelope.header
            let held = reader.held[header.address] ?? 0
            let start = header.first <= held && held < header.last ? held + 1 : header.first
            return .begin(envelope, piece(of: envelope, from: start, &state))
        }
    }

    private func piece(
        of envelope: ReadEnvelope, from first: UInt64, _ state: inout State
    ) -> EnvelopePiece {
        let piece =
            isAhead
            ? lookingAhead(of: envelope, from: first, &state)
            : reader.piece(of: envelope, from: first)
        let isLast = piece.bodies.isEmpty || piece.end > envelope.header.last
        state.current = isLast ? nil : (envelope, piece.end)
        return piece
    }

    /// With the episodes that the log knew already, as they will be.
    private func lookingAhead(
        of envelope: ReadEnvelope, from first: UInt64, _ state: inout State
    ) -> EnvelopePiece {
        var about = Unwritten()
        let before = state.unwritten
        let (others, piece) = reader.ahead.look { log in
            reader.piece(of: envelope, from: first, now: log?.replica) { body in
                guard let body else {
                    about.isAboutAny = true
                    return nil
                }
                let id = body.entity.id
                defer {
                    about.entities.insert(id)
                    about.isAboutAny = about.isAboutAny || !body.undoes.isEmpty
                }
                let isOpen = about.mayTouch(id) || before.contains { $0.mayTouch(id) }
                return isOpen && !isPlanted(.aheadForgetsItself) ? nil : log?.known(body)
            }
        }
        state.unwritten = (before + [about]).suffix(EnvelopeReader.depth)
        return EnvelopePiece(first: piece.first, bodies: piece.bodies, others: others)
    }
}

/// Where envelopes are read while others are applied.
private let reading = DispatchQueue(label: "tonus.reading")

/// A value that another thread may still be working on.
private final class Promise<Value: Sendable>: Sendable {
    private let work = DispatchGroup()
    private let held: Mutex<Value?>

    init(_ make: @escaping @Sendable () -> Value?) {
        held = Mutex(nil)
        reading.async(group: work) { [self] in
            let value = make()
            held.withLock { $0 = value }
        }
    }

    /// Waits for it; nil where there is none.
    var value: Value? {
        work.wait()
        return held.withLock { $0 }
    }
}
