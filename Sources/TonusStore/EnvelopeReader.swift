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
    /// What the episode shows that it makes, where nothing else is known of it.
    let alone: ShownEpisode?

    init(body: ChainBody, leaf: Hash, decoded: ChangeBody? = nil, alone: ShownEpisode? = nil) {
        (self.body, self.leaf) = (body, leaf)
        (self.decoded, self.alone) = (decoded, alone)
        (entity, stamp) = (decoded?.entity, decoded?.timestamp)
    }

    /// For a planted fault.
    func withoutUndoes() -> ReadBody {
        var decoded = decoded
        decoded?.undoes = []
        return ReadBody(body: body, leaf: leaf, decoded: decoded, alone: alone)
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

/// Consecutive bodies of an envelope: what is put into the log in one transaction, or in two.
struct EnvelopePiece: Sendable {
    let first: UInt64
    let bodies: [ReadBody]

    /// A few hundredths of a second, and a few MiB while they are read.
    static let limit = 700

    /// The sequence after it.
    var end: UInt64 { first + UInt64(bodies.count) }

    /// What of it begins at a sequence; nil where that is not within it.
    func rest(from sequence: UInt64) -> EnvelopePiece? {
        guard sequence >= first, sequence < end else { return nil }
        return EnvelopePiece(
            first: sequence, bodies: Array(bodies.dropFirst(Int(sequence - first))))
    }
}

/// Checks, opens and reads envelopes, a little ahead of whoever applies them.
struct EnvelopeReader: Sendable {
    let replica: ReplicaState
    let ring: KeyRing

    /// Where the chains end that are held: what comes before is not read.
    let held: [ChainAddress: UInt64]

    /// Hands over all envelopes, step by step.
    func each(_ envelopes: [WireEnvelope], _ apply: (ReadStep) throws -> Void) throws {
        let steps = ReadSteps(self, envelopes)
        if envelopes.reduce(0, { $0 + $1.sealed.count }) < Self.smallBytes {
            while let step = steps.next() { try apply(step) }
            return
        }
        var ahead = (0..<Self.depth).map { _ in Promise { steps.next() } }
        var done: ReadStep?
        while let step = ahead.removeFirst().value {
            // What was applied before is let go over there too: it is thousands of objects.
            ahead.append(Promise { [done] in withExtendedLifetime(done) { steps.next() } })
            done = step
            try apply(step)
        }
    }

    /// Below that, handing over takes longer than reading.
    private static let smallBytes = 4096
    /// How many steps are read ahead.
    private static let depth = 2

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
    func piece(of envelope: ReadEnvelope, from first: UInt64) -> EnvelopePiece {
        guard envelope.problem == nil, first >= envelope.header.first,
            first <= envelope.header.last
        else { return EnvelopePiece(first: first, bodies: []) }
        let start = Int(first - envelope.header.first)
        let end = min(start + EnvelopePiece.limit, envelope.bodies.count)
        let author = replica.author(envelope.header.address.device)
        return EnvelopePiece(
            first: first,
            bodies: (start..<end).map { place in
                read(
                    envelope.bodies[place], envelope.leaves[place],
                    envelope.header.address.audience, author)
            })
    }

    private func read(
        _ body: ChainBody, _ leaf: Hash, _ audience: Audience, _ author: Author?
    ) -> ReadBody {
        guard case .change(let bytes) = body,
            let decoded = try? ChangeCodec.decode(bytes, audience: audience)
        else { return ReadBody(body: body, leaf: leaf) }
        return ReadBody(
            body: body, leaf: leaf, decoded: decoded,
            alone: author.flatMap { alone(decoded, leaf, $0) })
    }

    private func alone(_ body: ChangeBody, _ leaf: Hash, _ author: Author) -> ShownEpisode? {
        guard body.entity.kind == Kind.episode.rawValue, body.deletes.isEmpty,
            body.restores.isEmpty, body.undoes.isEmpty
        else { return nil }
        let change = Change(id: Chain.changeID(leaf: leaf), author: author, body: body)
        let state = EntityState(body.entity, alone: change)
        guard state.sameIDs.isEmpty else { return nil }
        return ShownEpisode(Episode(state, patient: replica.patient))
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
    }

    private let reader: EnvelopeReader
    private let state: Mutex<State>

    init(_ reader: EnvelopeReader, _ envelopes: [WireEnvelope]) {
        self.reader = reader
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
        let piece = reader.piece(of: envelope, from: first)
        let isLast = piece.bodies.isEmpty || piece.end > envelope.header.last
        state.current = isLast ? nil : (envelope, piece.end)
        return piece
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
