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
    /// The episode that it makes where nothing else is known of it.
    let alone: Episode?

    init(body: ChainBody, leaf: Hash, decoded: ChangeBody? = nil, alone: Episode? = nil) {
        (self.body, self.leaf) = (body, leaf)
        (self.decoded, self.alone) = (decoded, alone)
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
    static let limit = 500

    /// What of it begins at a sequence; nil where that is not within it.
    func rest(from sequence: UInt64) -> EnvelopePiece? {
        guard sequence >= first, sequence - first < UInt64(bodies.count) else { return nil }
        return EnvelopePiece(
            first: sequence, bodies: Array(bodies.dropFirst(Int(sequence - first))))
    }
}

/// Checks, opens and reads envelopes, each while the one before is being applied.
struct EnvelopeReader: Sendable {
    let replica: ReplicaState
    let ring: KeyRing

    /// Hands over every envelope in turn; nil for one whose header cannot be read.
    func each(_ envelopes: [WireEnvelope], _ apply: (ReadEnvelope?) throws -> Void) throws {
        var ahead = envelopes.first.map(opening)
        for next in envelopes.dropFirst().map(Optional.some) + [nil] {
            guard let current = ahead else { return }
            // Whatever is left unread is let go at the end of its own work.
            ahead = next.map(opening)
            try apply(current.value)
        }
    }

    /// Small ones are read at once: handing over would take longer.
    private func opening(_ envelope: WireEnvelope) -> Promise<ReadEnvelope> {
        envelope.sealed.count < 4096
            ? Promise(open(envelope)) : Promise { open(envelope) }
    }

    private func open(_ wire: WireEnvelope) -> ReadEnvelope? {
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

    fileprivate func piece(of envelope: ReadEnvelope, from first: UInt64) -> EnvelopePiece {
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

    private func alone(_ body: ChangeBody, _ leaf: Hash, _ author: Author) -> Episode? {
        guard body.entity.kind == Kind.episode.rawValue, body.deletes.isEmpty,
            body.restores.isEmpty, body.undoes.isEmpty
        else { return nil }
        let change = Change(id: Chain.changeID(leaf: leaf), author: author, body: body)
        return Episode(EntityState(body.entity, alone: change), patient: replica.patient)
    }
}

/// The pieces of one envelope, each read while the one before is being applied.
struct EnvelopePieces {
    private let reader: EnvelopeReader
    private let envelope: ReadEnvelope
    private var ahead: (first: UInt64, promise: Promise<EnvelopePiece>)?
    private var last: EnvelopePiece?

    init(_ reader: EnvelopeReader, _ envelope: ReadEnvelope) {
        (self.reader, self.envelope) = (reader, envelope)
    }

    /// The piece that begins at a sequence; empty beyond the envelope's end.
    mutating func piece(from first: UInt64) -> EnvelopePiece {
        let nothing = EnvelopePiece(first: first, bodies: [])
        guard envelope.problem == nil, first >= envelope.header.first,
            first <= envelope.header.last
        else { return nothing }
        if let rest = last?.rest(from: first) { return rest }
        let current = ahead?.first == first ? ahead?.promise.value : nil
        let piece = current ?? reader.piece(of: envelope, from: first)
        let next = first + UInt64(piece.bodies.count)
        ahead =
            next > envelope.header.last
            ? nil : (next, Promise { [reader, envelope] in reader.piece(of: envelope, from: next) })
        last = piece
        return piece
    }
}

/// Where envelopes are read while others are applied.
private let reading = DispatchQueue(label: "tonus.reading")

/// A value that another thread may still be working on.
private final class Promise<Value: Sendable>: Sendable {
    private let work = DispatchGroup()
    private let held: Mutex<Value?>

    init(_ value: Value?) { held = Mutex(value) }

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
