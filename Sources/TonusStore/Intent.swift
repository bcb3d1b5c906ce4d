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
            if !intent.bodies.isEmpty { _ = try save(intent, zoneOffset: zoneOffset) }
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
            var count = 0
            var replica = try ReplicaState(db)
            try replica.checkMayWrite()
            for item in items {
                var intent = Intent(db: db, replica: replica, now: clock(), random: random)
                if try act(&intent, item) { count += 1 }
                if intent.bodies.isEmpty { continue }
                replica.clock = try save(intent, zoneOffset: zoneOffset)
            }
            return count
        }
    }

    private func save(_ intent: Intent, zoneOffset: Int) throws -> HybridClock {
        let (db, replica) = (intent.db, intent.replica)
        var clock = replica.clock
        let startsOver = clock.isFarAhead(of: intent.now)
        if startsOver { clock = HybridClock() }
        if startsOver {
            // Stamps grow within a chain, so every chain of this device ends here.
            try db.execute(sql: "UPDATE chain SET is_current = 0")
        }
        let stamp = clock.tick(now: intent.now)
        var chains: [Audience: LogRows.ChainRow] = [:]
        var folding = Folding(db, replica)
        let rows = LogRows(db: db)
        for var body in intent.bodies {
            let audience = body.entity.audience
            body.timestamp = stamp
            body.writtenOffset = zoneOffset
            body.intentSize = intent.bodies.count
            var chain = try chains[audience] ?? ownChain(audience, intent)
            let bytes = try ChangeCodec.encode(body, salt: random.bytes(8))
            let added = try rows.append(.change(bytes), body, to: &chain, isAllowed: true)
            chains[audience] = chain
            try folding.added(added, body, by: replica.device)
        }
        for chain in chains.values { try rows.save(chain, signature: nil) }
        try folding.finish()
        try db.run("UPDATE replica SET clock = ?", Int64(ordering: clock.latest.rawValue))
        return clock
    }

    /// The chain this device appends to, made when first needed.
    private func ownChain(_ audience: Audience, _ intent: Intent) throws -> LogRows.ChainRow {
        let replica = intent.replica
        guard let role = replica.role, role.mayWrite(to: audience) || isPlanted(.viewersMayWrite)
        else {
            throw StoreError.caregiverCannotWritePrivately
        }
        let rows = LogRows(db: intent.db)
        if let current = try rows.currentChain(audience) { return current }
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
    func currentChain(_ audience: Audience) throws -> ChainRow? {
        let row: Int64? = try db.first(
            "SELECT id FROM chain WHERE is_current AND audience = ?", audience.rawValue
        ) { try $0.get(0) }
        return try row.flatMap { id in try chains().first { $0.id == id } }
    }
}
