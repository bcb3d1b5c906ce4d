import Foundation
import GRDB
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// What came in, and what was put aside.
package struct Received: Sendable, Hashable {
    package var changes = 0
    /// Those put aside: where they stand, and the head they claim.
    package var aside: [ChainAddress: ChainHead] = [:]
    package var keptAside = 0

    package init() {}
}

extension Replica {
    /// Checks, opens and applies envelopes, in transactions so small that an entry being written
    /// never waits long.
    ///
    /// An envelope that does not open, or does not hash to its signed head, is put aside and
    /// named; it stops no other chain and is asked for again.
    package func receive(_ envelopes: [WireEnvelope]) throws -> Received {
        let reader = try envelopeReader()
        var received = Received()
        var arriving: Arriving?
        try reader.each(envelopes) { step in
            switch step {
            case .unreadable: received.keptAside += 1
            case .begin(let envelope, let piece):
                arriving = Arriving(envelope: envelope, next: piece.first)
                try receive(&arriving, piece, upTo: piece.end, reader, &received)
            case .goOn(let piece):
                guard let next = arriving?.next else { return }
                try receive(
                    &arriving, piece.rest(from: next), upTo: piece.end, reader, &received)
            }
        }
        return received
    }

    /// Reads what arrives, from what is held now.
    func envelopeReader() throws -> EnvelopeReader {
        let ring = try keyFile().ring
        return try reading { db in
            let replica = try ReplicaState(db)
            let held = try LogRows(db: db).chains().map { ($0.address, $0.head.sequence) }
            return EnvelopeReader(
                replica: replica, ring: ring, held: Dictionary(held) { first, _ in first },
                ahead: LogAhead(directory.database, version: try LogAhead.version(db)))
        }
    }

    /// An envelope that is being applied.
    private struct Arriving {
        var envelope: ReadEnvelope
        /// Where the piece begins that is wanted next.
        var next: UInt64
    }

    /// - Parameter arriving: nil once nothing more of it is wanted.
    private func receive(
        _ arriving: inout Arriving?, _ piece: EnvelopePiece?, upTo end: UInt64,
        _ reader: EnvelopeReader, _ received: inout Received
    ) throws {
        var part = piece
        var isAhead = true
        while var current = arriving, let now = part {
            let receiving = try transaction { db in
                var receiving = try Receiving(db, now: clock(), random: random)
                receiving.others = try reader.ahead.note(db)
                try receiving.take(&current.envelope, now)
                return receiving
            }
            if !isAhead { reader.ahead.noteSomethingElse() }
            received.changes += receiving.newChanges
            if receiving.hasGoneOn { try resetHighWater() }
            if receiving.isAside {
                received.keptAside += 1
                received.aside[current.envelope.header.address] = current.envelope.header.head
            }
            arriving = receiving.next.map { Arriving(envelope: current.envelope, next: $0) }
            guard let next = receiving.next else { return }
            // Time for another process that wants to write: it looks four times as often.
            usleep(Replica.turn)
            guard next < end else { return }
            part = piece?.rest(from: next)
            isAhead = part != nil
            // Where two histories part, it goes on before what was read ahead.
            if !isAhead { part = reader.piece(of: current.envelope, from: next) }
        }
    }
}

/// Applies a piece of an envelope inside a transaction.
struct Receiving {
    let db: Database
    let replica: ReplicaState
    let random: Randomness
    let now: Int64
    var newChanges = 0
    /// Whether it was put aside.
    var isAside = false
    /// Where the piece begins that is wanted next; nil where nothing more is.
    var next: UInt64?
    /// How often others have written so far.
    var others = 0
    /// Whether a chain of this very device had another history, so that it goes on in a new one.
    var hasGoneOn = false

    private static let keptLimit = 256

    init(_ db: Database, now: Int64, random: Randomness) throws {
        (self.db, self.random, self.now) = (db, random, now)
        replica = try ReplicaState(db)
    }

    mutating func take(_ envelope: inout ReadEnvelope, _ piece: EnvelopePiece) throws {
        guard let reason = try apply(&envelope, piece) else { return }
        try keep(envelope.wire, envelope.header, reason: reason)
        isAside = true
    }

    /// - Returns: why it has to be put aside; nil if it was taken.
    private mutating func apply(
        _ envelope: inout ReadEnvelope, _ piece: EnvelopePiece
    ) throws -> AsideReason? {
        let header = envelope.header
        if let problem = envelope.problem, problem != .doesNotOpen { return problem }
        let rows = LogRows(db: db)
        let known = try rows.chain(header.address)
        if let known, header.last <= known.head.sequence,
            // The head stands for everything before it: equal heads need no opening.
            try rows.head(of: known, at: header.last, diary: replica.diary) == header.head
        {
            if header.last > known.sent.sequence { try rows.saveSent(header.head, of: known.id) }
            try forget(header)
            return nil
        }
        if let problem = envelope.problem { return problem }
        var chain =
            try known
            ?? rows.makeChain(header.address, diary: replica.diary, isCurrent: false)
        // A piece of it may have been applied already.
        if envelope.head(at: chain.head.sequence) != chain.head {
            if let reason = try join(&envelope, &chain) { return reason }
        }
        if chain.head.sequence + 1 == piece.first {
            try append(piece, to: &chain)
            // Nobody has signed what lies in between.
            let isWhole = chain.head.sequence == header.last
            try rows.save(chain, signature: isWhole ? header.signature : nil)
        }
        if chain.head.sequence < header.last {
            next = chain.head.sequence + 1
            return nil
        }
        try keepSigned(envelope, of: chain.id)
        try ServerEnvelopes(db, replica).note(header.first...header.last, of: chain.id)
        if header.last > chain.sent.sequence { try rows.saveSent(header.head, of: chain.id) }
        try forget(header)
        return nil
    }

    /// Finds where the envelope goes on from what is held; `chain` ends there afterwards.
    private mutating func join(
        _ envelope: inout ReadEnvelope, _ chain: inout LogRows.ChainRow
    ) throws -> AsideReason? {
        let header = envelope.header
        let rows = LogRows(db: db)
        guard header.first <= chain.head.sequence + 1 else {
            try pullAnew(chain)
            return .gap
        }
        guard let before = try rows.head(of: chain, at: header.first - 1, diary: replica.diary),
            let heads = header.heads(after: before, over: envelope.leaves)
        else {
            try pullAnew(chain)
            return .badHead
        }
        envelope.heads = heads
        let common = try lastCommon(heads, before, chain)
        if common.sequence < chain.head.sequence {
            // Another history of a chain of this very device: it was restored, or copied.
            guard header.address.device == replica.device, !isPlanted(.forksAreNotHealed) else {
                return .otherHistory
            }
            try rows.moveTail(of: chain, after: common, replica, random)
            try db.run("UPDATE replica SET notice = ?", Notice.wentOn.rawValue)
            guard let ended = try rows.chain(header.address) else {
                throw StoreError.damaged(cause: "chain")
            }
            chain = ended
            hasGoneOn = true
        }
        return nil
    }

    /// What came of a chain of this very device does not go on from where the server was thought to
    /// be: the next sync asks for all of it, and finds where the two histories part.
    private func pullAnew(_ chain: LogRows.ChainRow) throws {
        guard chain.address.device == replica.device else { return }
        let start = Chain.start(chain.address, diary: replica.diary)
        try LogRows(db: db).saveSent(start, of: chain.id)
    }

    /// Up to where what is held and what came are one history; the end of what is held, where what
    /// came goes on from there.
    private func lastCommon(
        _ heads: [ChainHead], _ before: ChainHead, _ chain: LogRows.ChainRow
    ) throws -> ChainHead {
        let held = chain.head
        guard held.sequence > before.sequence else { return held }
        if held.sequence <= heads.last?.sequence ?? 0,
            heads[Int(held.sequence - before.sequence) - 1] == held
        {
            return held
        }
        var common = before
        let places = try LogRows(db: db).places(of: chain.id, from: before.sequence + 1)
        for (head, place) in zip(heads, places) {
            guard let body = place.body,
                common.appending(body.leaf(device: chain.address.device)) == head
            else { break }
            common = head
        }
        return common
    }

    /// Keeps a head that its device signed about every 512 KiB, so that an owner's device can give
    /// a server that lost the chain a piece of it at a time.
    private func keepSigned(_ envelope: ReadEnvelope, of chain: Int64) throws {
        let size = envelope.bodies.reduce(0) { sum, body in
            if case .change(let bytes) = body { sum + bytes.count + 64 } else { sum + 96 }
        }
        let last = try db.first(
            """
            SELECT sequence, bytes FROM signed_head WHERE chain = ?
            ORDER BY sequence DESC LIMIT 1
            """, chain
        ) { (sequence: try $0.get(0) as Int64, bytes: try $0.get(1) as Int) }
        var bytes = size
        if let last, last.bytes + size <= Self.signedBytes {
            bytes += last.bytes
            try db.run(
                "DELETE FROM signed_head WHERE chain = ? AND sequence = ?",
                chain, last.sequence)
        }
        try db.run(
            "INSERT OR REPLACE INTO signed_head VALUES (?, ?, ?, ?, ?)",
            chain, envelope.header.last, envelope.header.head.hash,
            envelope.header.signature, bytes)
    }

    private static let signedBytes = 512 << 10

    /// A few hundredths of a second: as long as somebody's entry may have to wait. Once somebody else
    /// writes meanwhile, more will come: then less is done at a time.
    private var workLimit: Int { others == 0 ? EnvelopePiece.limit : EnvelopePiece.limit / 3 }

    private mutating func append(
        _ piece: EnvelopePiece, to chain: inout LogRows.ChainRow
    ) throws {
        let rows = LogRows(db: db)
        var clock = replica.clock
        var folding = try Folding(db, replica)
        var isAhead = false
        let lastAllowed = replica.roster.lastAllowed(chain.address)
        var work = 0
        for read in piece.bodies {
            if work >= workLimit { break }
            let isSuspect = read.stamp.map { clock.observe($0, now: now) } ?? false
            isAhead = isAhead || isSuspect
            let added = try rows.append(
                read, to: &chain,
                isAllowed: chain.head.sequence < lastAllowed || isPlanted(.everyChangeIsAllowed),
                isSuspect: isSuspect)
            // What is read from the log and folded only now takes longer.
            work += added.isFirst || read.ready != nil ? 1 : 2
            if added.isNew {
                let heard = isPlanted(.receivedUndoIsForgotten) ? read.withoutUndoes() : read
                try folding.added(
                    added, heard, by: chain.address.device,
                    isCurrent: piece.others == others)
                if let left = added.left { folding.mark(left) }
                newChanges += 1
            }
        }
        if !isPlanted(.receivedIsNotFolded) { try folding.finish() }
        if isAhead, chain.address.device == replica.device {
            // What this very device wrote under a clock far ahead, before it was put back: stamps grow
            // along a chain, and the next one will be less.
            try db.run("UPDATE chain SET is_current = 0 WHERE id = ?", chain.id)
        }
        try db.run(
            "UPDATE replica SET clock = max(clock, ?)",
            Int64(ordering: clock.latest.rawValue))
    }

    /// Keeps it as it came, up to a bound: a hostile server could send such things without end.
    func keep(_ envelope: WireEnvelope, _ header: EnvelopeHeader, reason: AsideReason) throws {
        let count: Int = try db.first("SELECT count(*) FROM kept_envelope") { try $0.get(0) } ?? 0
        guard count < Self.keptLimit else { return }
        try db.run(
            "INSERT OR REPLACE INTO kept_envelope VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            header.address.device, header.address.audience.rawValue,
            header.address.chain, Int64(header.first), Int64(header.last),
            envelope.header, envelope.sealed, reason.rawValue)
    }

    private func forget(_ header: EnvelopeHeader) throws {
        if isPlanted(.putAsideForEver) { return }
        try db.run(
            """
            DELETE FROM kept_envelope
            WHERE device = ? AND audience = ? AND chain = ? AND first >= ? AND last <= ?
            """,
            header.address.device, header.address.audience.rawValue,
            header.address.chain, Int64(header.first), Int64(header.last))
    }
}
