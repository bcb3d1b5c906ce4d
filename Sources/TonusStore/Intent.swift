import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

/// One act of a person while it is being written: what it sees, and the changes it will make.
package struct Intent {
    let db: Database
    let replica: ReplicaState
    /// The wall clock, Unix milliseconds.
    package let now: Int64
    let random: Randomness
    fileprivate var bodies: [ChangeBody] = []
    /// Of those that came from a file, by their place: each as it was written, and by whom.
    private(set) var filed: [Int: FiledChange] = [:]

    package var member: MemberID { replica.member }
    package var patient: MemberID { replica.patient }

    /// What the entity is now; empty for one that does not exist.
    package func state(of key: EntityKey) throws -> EntityState {
        guard let row = try LogRows(db: db).existingEntityRow(key) else {
            return EntityState(key, folding: [])
        }
        return try EntityRows(db, entity: row, replica: replica).state
    }

    /// A new random id.
    package func newEntity(_ kind: Kind, _ audience: Audience = .everyone) -> EntityKey {
        let id = EntityID(bytes: random.bytes(16)) ?? EntityID(high: 0, low: 0)
        return EntityKey(audience: audience, kind: kind.rawValue, id: id)
    }

    /// Adds a change on one entity; its stamp is set when the whole intent is.
    package mutating func change(
        _ entity: EntityKey, _ fill: (inout ChangeBody) throws -> Void
    ) rethrows {
        var body = ChangeBody(entity: entity, timestamp: .zero, written: now, writtenOffset: 0)
        try fill(&body)
        bodies.append(body)
    }

    /// Adds a change as a file has it, but for the names of others, which are those of changes here.
    mutating func take(_ change: FiledChange) {
        filed[bodies.count] = change
        bodies.append(change.body)
    }

    /// Adds a change of writes; where the entity is seen as deleted, it is restored by them.
    package mutating func write(_ writes: [Write], on state: EntityState) {
        change(state.entity) { body in
            body.writes = writes
            body.restores = state.isHidden ? state.deletes.map(\.id) : []
        }
    }

    /// Whether anything was ever written on the entity.
    package func isKnown(_ key: EntityKey) throws -> Bool {
        try LogRows(db: db).existingEntityRow(key) != nil
    }

    /// The episode that an entity is, or is part of.
    package func episode(_ key: EntityKey) throws -> Episode {
        try EpisodeRows(db, replica).episode(key)
    }

    /// The entry of a list that an entity is; nil for what is none.
    package func entry(_ key: EntityKey) throws -> Entry? {
        try Snapshot(db: db, replica: replica).entry(key)
    }

    /// All episodes that are going on, in order of onset.
    package func ongoingEpisodes() throws -> [Episode] {
        try EpisodeQuery.ongoing.episodes(db, replica)
    }

    /// When this device last wrote, and which entities it wrote then.
    package func lastAct() throws -> (written: Int64, entities: [EntityKey])? {
        guard let last = try IntentRows(db, replica).latestOwn(where: { _ in true }) else {
            return nil
        }
        return (last.first?.body.written ?? 0, last.map(\.body.entity))
    }
}

extension Replica {
    /// Records one act in one durable transaction: changes, chain heads, clock, projections.
    ///
    /// - Parameter zoneOffset: the writer's zone, seconds east of UTC.
    /// - Returns: what `act` returned; nothing was written if it added no change.
    /// - Throws: `StoreError`; then nothing of it is saved.
    @discardableResult
    package func record<Answer>(
        zoneOffset: Int, _ act: (inout Intent) throws -> Answer
    ) throws -> Answer {
        try transaction { db in
            let replica = try ReplicaState(db)
            try replica.checkMayWrite()
            let now = clock()
            var intent = Intent(db: db, replica: replica, now: now, random: random)
            let answer = try act(&intent)
            if intent.bodies.isEmpty { return answer }
            var writing = try IntentWriting(db, replica, random, zoneOffset: zoneOffset)
            try writing.add(intent)
            try writing.finish()
            return answer
        }
    }

    /// Records many acts in one durable transaction, each an intent of its own.
    ///
    /// - Returns: for how many of `items` the act returned true.
    package func recordMany<Item>(
        zoneOffset: Int, _ items: [Item], _ act: (inout Intent, Item) throws -> Bool
    ) throws -> Int {
        try transaction { db in
            let replica = try ReplicaState(db)
            try replica.checkMayWrite()
            var writing = try IntentWriting(db, replica, random, zoneOffset: zoneOffset)
            var count = 0
            for item in items {
                var intent = Intent(db: db, replica: replica, now: clock(), random: random)
                if try act(&intent, item) { count += 1 }
                try writing.add(intent)
            }
            try writing.finish()
            return count
        }
    }
}

/// Puts intents into the log, inside a transaction.
private struct IntentWriting {
    let db: Database
    let replica: ReplicaState
    let random: Randomness
    let zoneOffset: Int
    private var clock: HybridClock
    private var chains: [Audience: LogRows.ChainRow] = [:]
    private var folding: Folding

    init(
        _ db: Database, _ replica: ReplicaState, _ random: Randomness, zoneOffset: Int
    ) throws {
        (self.db, self.replica, self.random) = (db, replica, random)
        self.zoneOffset = zoneOffset
        clock = replica.clock
        folding = try Folding(db, replica)
    }

    /// Appends the changes and folds them, so that the next act sees them.
    mutating func add(_ intent: Intent) throws {
        if intent.bodies.isEmpty { return }
        if clock.isFarAhead(of: intent.now) {
            // Stamps grow within a chain, so every chain of this device ends here.
            try saveChains()
            try db.run("UPDATE chain SET is_current = 0")
            (clock, chains) = (HybridClock(), [:])
            try db.run("UPDATE replica SET clock = ?", Int64(ordering: clock.latest.rawValue))
        }
        let stamp = clock.tick(now: intent.now)
        let rows = LogRows(db: db)
        for (place, var body) in intent.bodies.enumerated() {
            let audience = body.entity.audience
            body.timestamp = stamp
            if intent.filed[place] == nil { body.writtenOffset = zoneOffset }
            body.intentSize = intent.bodies.count
            // As a reader wants them.
            body.writes.sort { $0.cell < $1.cell }
            var chain = try chains[audience] ?? ownChain(audience)
            let bytes = try ChangeCodec.encode(
                body, salt: random.bytes(8), newer: intent.filed[place]?.newer)
            let leaf = Chain.leaf(device: replica.device, changeBytes: bytes)
            let read = ReadBody(body: .change(bytes), leaf: leaf, decoded: body)
            let added = try rows.append(read, to: &chain, isAllowed: true)
            chains[audience] = chain
            try folding.added(added, read, by: replica.device)
        }
        try folding.finish()
    }

    func finish() throws { try saveChains() }

    private func saveChains() throws {
        for chain in chains.values { try LogRows(db: db).save(chain, signature: nil) }
    }

    /// The chain this device appends to, made when first needed.
    private func ownChain(_ audience: Audience) throws -> LogRows.ChainRow {
        guard let role = replica.role, role.mayWrite(to: audience) || isPlanted(.viewersMayWrite)
        else {
            throw StoreError.caregiverCannotWritePrivately
        }
        let rows = LogRows(db: db)
        if let current = try rows.currentChain(audience, of: replica.device) { return current }
        let id = ChainID(UInt64(bigEndianBytes: random.bytes(8)))
        return try rows.makeChain(
            ChainAddress(device: replica.device, audience: audience, chain: id),
            diary: replica.diary, isCurrent: true)
    }
}

extension ReplicaState {
    /// Whether this device may write anything at all, before anyone says what.
    fileprivate func checkMayWrite() throws(StoreError) {
        if updateNeeded { throw .updateNeeded }
        guard isActive else { throw .departed }
        guard role?.mayWrite(to: .everyone) == true || isPlanted(.viewersMayWrite) else {
            throw .viewerCannotWrite
        }
    }
}

extension LogRows {
    /// The chain that this device appends to; there is one for each audience at most.
    func currentChain(_ audience: Audience, of device: DeviceID) throws -> ChainRow? {
        try db.first(
            """
            SELECT chain.id, chain.device, last, head, sent, sent_head, chain_end.change,
                chain.chain
            FROM chain JOIN chain_end ON chain_end.chain = chain.id
            WHERE is_current AND audience = ?
            """, audience.rawValue
        ) { row in
            let address = ChainAddress(device: device, audience: audience, chain: try row.get(7))
            return try ChainRow(row, address)
        }
    }
}
