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
    /// Checks, opens and applies envelopes, each in a transaction of its own, so that an entry
    /// being written never waits long.
    ///
    /// An envelope that does not open, or does not hash to its signed head, is put aside and
    /// named; it stops no other chain and is asked for again.
    package func receive(_ envelopes: [WireEnvelope]) throws -> Received {
        var received = Received()
        let ring = try keyFile().ring
        for envelope in envelopes {
            guard let header = try? EnvelopeHeader(parsing: Array(envelope.header)) else {
                received.keptAside += 1
                continue
            }
            let hasGoneOn = try transaction { db in
                var receiving = try Receiving(db, ring: ring, random: random, now: clock())
                if let reason = try receiving.take(envelope, header) {
                    try receiving.keep(envelope, header, reason: reason)
                    received.keptAside += 1
                    received.aside[header.address] = header.head
                }
                received.changes += receiving.newChanges
                return receiving.hasGoneOn
            }
            if hasGoneOn { try resetHighWater() }
        }
        return received
    }
}

/// Applies one envelope inside a transaction.
private struct Receiving {
    let db: Database
    let replica: ReplicaState
    let ring: KeyRing
    let random: Randomness
    let now: Int64
    var newChanges = 0
    /// Whether a chain of this very device had another history, so that it goes on in a new one.
    var hasGoneOn = false

    private static let keptLimit = 256

    init(_ db: Database, ring: KeyRing, random: Randomness, now: Int64) throws {
        (self.db, self.ring, self.random, self.now) = (db, ring, random, now)
        replica = try ReplicaState(db)
    }

    /// - Returns: why it has to be put aside; nil if it was taken.
    mutating func take(_ envelope: WireEnvelope, _ header: EnvelopeHeader) throws -> AsideReason? {
        guard let device = replica.roster.device(header.address.device) else {
            return .notOnRoster
        }
        guard header.isSigned(by: device.keys.signing, diary: replica.diary) else {
            return .badSignature
        }
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
        let opened: OpenedEnvelope
        do throws(VaultError) {
            opened = try EnvelopeSealing.open(Array(envelope.sealed), header: header, ring: ring)
        } catch {
            return .doesNotOpen
        }
        var chain =
            try known
            ?? rows.makeChain(header.address, diary: replica.diary, isCurrent: false)
        guard header.first <= chain.head.sequence + 1 else {
            try pullAnew(chain)
            return .gap
        }
        guard let before = try rows.head(of: chain, at: header.first - 1, diary: replica.diary),
            let heads = opened.heads(after: before)
        else {
            try pullAnew(chain)
            return .badHead
        }
        let common = try lastCommon(heads, before, chain)
        if common.sequence < chain.head.sequence {
            // Another history of a chain of this very device: it was restored, or copied.
            guard header.address.device == replica.device, !isPlanted(.forksAreNotHealed) else {
                return .otherHistory
            }
            try rows.moveTail(of: chain, after: common, replica, random)
            try db.run("UPDATE replica SET notice = ?", Notice.wentOn.rawValue)
            (chain.head, hasGoneOn) = (common, true)
        }
        try append(opened, from: common.sequence, to: &chain)
        try rows.save(chain, signature: header.signature)
        try keepSigned(opened, of: chain.id)
        if header.last > chain.sent.sequence || common.sequence < chain.sent.sequence {
            try rows.saveSent(header.head, of: chain.id)
        }
        try forget(header)
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
    private func keepSigned(_ opened: OpenedEnvelope, of chain: Int64) throws {
        let size = opened.bodies.reduce(0) { sum, body in
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
            chain, Int64(opened.header.last), opened.header.head.hash,
            Data(opened.header.signature), bytes)
    }

    private static let signedBytes = 512 << 10

    private mutating func append(
        _ opened: OpenedEnvelope, from held: UInt64, to chain: inout LogRows.ChainRow
    ) throws {
        let rows = LogRows(db: db)
        var clock = replica.clock
        var folding = Folding(db, replica)
        var isAhead = false
        for (sequence, body) in zip(opened.header.first..., opened.bodies) where sequence > held {
            var decoded: ChangeBody?
            if case .change(let bytes) = body {
                // A body that says nothing readable keeps its place, and its bytes for a newer version.
                decoded = try? ChangeCodec.decode(bytes, audience: chain.address.audience)
            }
            let isSuspect = decoded.map { clock.observe($0.timestamp, now: now) } ?? false
            isAhead = isAhead || isSuspect
            let added = try rows.append(
                body, decoded, to: &chain,
                isAllowed: replica.roster.allows(chain.address, sequence: sequence)
                    || isPlanted(.everyChangeIsAllowed),
                isSuspect: isSuspect)
            if isPlanted(.receivedUndoIsForgotten) { decoded?.undoes = [] }
            if added.isNew {
                try folding.added(added, decoded, by: chain.address.device)
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
