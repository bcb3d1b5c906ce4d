import Foundation
import GRDB
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// Rows of the log inside a transaction: devices, chains, entities, changes and their places.
struct LogRows {
    let db: Database

    struct ChainRow {
        let id: Int64
        let address: ChainAddress
        /// The row of its device.
        let device: Int64
        /// Goes on with `put`, together with the change at it.
        fileprivate(set) var head: ChainHead
        /// The row of the change at its head; nil where there is none yet.
        fileprivate(set) var end: Int64?
        /// Up to where the server is known to hold it.
        let sent: ChainHead
    }

    /// What became of a body that was put at a place.
    struct Appended {
        var row: Int64
        /// The entity it says something about; nil where it cannot be read.
        var entity: Int64?
        /// The entity that it no longer says anything about.
        var left: Int64?
        /// Whether it says anything that was not known here.
        var isNew = false
        /// The change, where its row was made just now; it counts as far as the roster goes.
        var inserted: (id: ChangeID, isAllowed: Bool)?
        /// Whether nothing was known of the entity.
        var isFirst = false
    }

    func deviceRow(_ device: DeviceID) throws -> Int64 {
        let known: Int64? = try db.first("SELECT id FROM device WHERE device = ?", device) {
            try $0.get(0)
        }
        if let known { return known }
        try db.run("INSERT INTO device (device) VALUES (?)", device)
        return db.lastInsertedRowID
    }

    func entityRow(_ key: EntityKey) throws -> Int64 {
        var isFirst = false
        return try entityRow(key, &isFirst)
    }

    private func entityRow(_ key: EntityKey, _ isFirst: inout Bool) throws -> Int64 {
        // Most are new; looking first would cost them as much again.
        try db.run(
            "INSERT INTO entity (entity, kind, audience) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            key.id, key.kind, key.audience.rawValue)
        isFirst = db.changesCount > 0
        if !isFirst, let id = try existingEntityRow(key) { return id }
        return db.lastInsertedRowID
    }

    func existingEntityRow(_ key: EntityKey) throws -> Int64? {
        try db.first(
            "SELECT id FROM entity WHERE entity = ? AND kind = ? AND audience = ?",
            key.id, key.kind, key.audience.rawValue
        ) { try $0.get(0) }
    }

    func chain(_ address: ChainAddress) throws -> ChainRow? {
        try db.first(
            """
            SELECT chain.id, chain.device, last, head, sent, sent_head, chain_end.change
            FROM chain JOIN device ON device.id = chain.device
                 JOIN chain_end ON chain_end.chain = chain.id
            WHERE device.device = ? AND audience = ? AND chain.chain = ?
            """,
            address.device, address.audience.rawValue, address.chain
        ) { try ChainRow($0, address) }
    }

    /// All chains, in the order of their rows.
    func chains() throws -> [ChainRow] {
        try db.all(
            """
            SELECT chain.id, chain.device, last, head, sent, sent_head, chain_end.change,
                device.device, audience, chain.chain
            FROM chain JOIN device ON device.id = chain.device
                 JOIN chain_end ON chain_end.chain = chain.id
            ORDER BY chain.id
            """
        ) { row in
            guard let audience = Audience(rawValue: try row.get(8)) else { return nil }
            let address = ChainAddress(
                device: try row.get(7), audience: audience, chain: try row.get(9))
            return try ChainRow(row, address)
        }
    }

    func makeChain(_ address: ChainAddress, diary: DiaryID, isCurrent: Bool) throws -> ChainRow {
        let head = Chain.start(address, diary: diary)
        let device = try deviceRow(address.device)
        try db.run(
            """
            INSERT INTO chain (device, audience, chain, last, head, sent, sent_head, is_current)
            VALUES (?, ?, ?, 0, ?, 0, ?, ?)
            """,
            device, address.audience.rawValue, address.chain, head.hash, head.hash, isCurrent)
        return ChainRow(
            id: db.lastInsertedRowID, address: address, device: device, head: head, sent: head)
    }

    /// Puts a body at the next place of a chain.
    ///
    /// The same change at a second place is one change. It is in `everyone` if it stands in any
    /// chain of `everyone`, and a body that comes after its bare leaf fills it.
    ///
    /// - Returns: the change's row, and whether it says anything that was not known here.
    func append(
        _ read: ReadBody, to chain: inout ChainRow, isAllowed: Bool, isSuspect: Bool = false
    ) throws -> Appended {
        let id = Chain.changeID(leaf: read.leaf)
        var appended = Appended(row: 0)
        // The row of an entity stays.
        appended.entity =
            try read.ready?.entity ?? read.entity.map { try entityRow($0, &appended.isFirst) }
        try insert(
            id, read, appended.entity, device: chain.device, isAllowed: isAllowed,
            isSuspect: isSuspect)
        if db.changesCount > 0 {
            appended.row = db.lastInsertedRowID
            (appended.isNew, appended.inserted) = (true, (id, isAllowed))
        } else if let known = try known(id) {
            appended.row = known.row
            try improve(known, read, &appended, isAllowed: isAllowed)
        }
        try put(appended.row, read.leaf, on: &chain)
        return appended
    }

    /// Puts a change at the next place of a chain.
    func put(_ change: Int64, _ leaf: Hash, on chain: inout ChainRow) throws {
        chain.head = chain.head.appending(leaf)
        if chain.end.map({ $0 + 1 != change }) ?? true {
            try db.run(
                "INSERT INTO place VALUES (?, ?, ?)", chain.id, Int64(chain.head.sequence), change)
        }
        chain.end = change
    }

    /// Has the clock stay where it is when this device no longer appends to a chain.
    func keepClock() throws { try db.run("UPDATE replica SET clock = (SELECT latest FROM clock)") }

    private struct Known {
        let row: Int64
        let isAllowed: Bool
        let hasBody: Bool
        let entity: Int64?
        let audience: UInt8?
    }

    private func known(_ id: ChangeID) throws -> Known? {
        try db.first(
            """
            SELECT change.id, is_allowed, body IS NOT NULL, change.entity, entity.audience
            FROM change LEFT JOIN entity ON entity.id = change.entity
            WHERE change.change = ?
            """, id
        ) { row in
            Known(
                row: try row.get(0), isAllowed: try row.get(1), hasBody: try row.get(2),
                entity: row.find(3), audience: row.find(4))
        }
    }

    private func improve(
        _ known: Known, _ read: ReadBody, _ appended: inout Appended, isAllowed: Bool
    ) throws {
        if isAllowed, !known.isAllowed {
            try db.run("UPDATE change SET is_allowed = 1 WHERE id = ?", known.row)
            appended.isNew = true
        }
        if case .change(let bytes) = read.body, !known.hasBody {
            try db.run(
                "UPDATE change SET body = ?, leaf = NULL, entity = ?, stamp = ? WHERE id = ?",
                Data(bytes), appended.entity,
                Int64(ordering: read.stamp?.rawValue ?? 0), known.row)
            appended.isNew = true
        } else if known.audience == Audience.owner.rawValue,
            read.entity?.audience == .everyone
        {
            try db.run("UPDATE change SET entity = ? WHERE id = ?", appended.entity, known.row)
            (appended.isNew, appended.left) = (true, known.entity)
        } else if !appended.isNew {
            appended.entity = known.entity
        }
    }

    /// Does nothing where it is known already.
    private func insert(
        _ id: ChangeID, _ read: ReadBody, _ entity: Int64?, device: Int64, isAllowed: Bool,
        isSuspect: Bool
    ) throws {
        let (bytes, leaf): ([UInt8]?, Hash?) =
            if case .change(let bytes) = read.body { (bytes, nil) } else { (nil, read.leaf) }
        try db.run(
            """
            INSERT INTO change
                (change, device, entity, stamp, body, leaf, is_allowed, counts, is_suspect)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            id, device, entity, Int64(ordering: read.stamp?.rawValue ?? 0), bytes, leaf,
            isAllowed, isAllowed, isSuspect)
    }

    /// Keeps the chain's new head, and who signed it.
    func save(_ chain: ChainRow, signature: [UInt8]?) throws {
        try save(chain.head, of: chain.id, signature: signature)
    }

    /// The same; a chain ends there from now on, and is to be read anew.
    func save(_ head: ChainHead, of chain: Int64, signature: [UInt8]?) throws {
        try db.run(
            "UPDATE chain SET last = ?, head = ?, signature = ? WHERE id = ?",
            Int64(head.sequence), head.hash, signature.map { Data($0) }, chain)
    }

    /// Whether its device signed the head that is held; no, while an envelope is being applied.
    func isSigned(_ chain: ChainRow) throws -> Bool {
        try db.first("SELECT signature IS NOT NULL FROM chain WHERE id = ?", chain.id) {
            try $0.get(0)
        } ?? false
    }

    /// Keeps how far the server is known to hold a chain.
    func saveSent(_ head: ChainHead, of chain: Int64) throws {
        try db.run(
            "UPDATE chain SET sent = ?, sent_head = ? WHERE id = ?",
            Int64(head.sequence), head.hash, chain)
    }

    /// One place of a chain: what stands there, and the row and stamp of the change.
    struct Place {
        let row: Int64
        /// Nil where there is neither a body nor a leaf.
        let body: ChainBody?
        let size: Int
        let stamp: Int64
    }

    /// Hands over the places of a chain from a sequence on, in order, until `take` returns false.
    func walk(_ chain: Int64, from first: UInt64, take: (Place) throws -> Bool) throws {
        try db.walk(
            """
            SELECT change.id, change.body, change.leaf, change.stamp
            FROM place JOIN chain ON chain.id = place.chain
                 JOIN change ON change.id BETWEEN place.change + max(0, ?2 - place.sequence)
                      AND place.change - place.sequence - 1
                          + coalesce((SELECT min(later.sequence) FROM place AS later
                                      WHERE later.chain = ?1 AND later.sequence > place.sequence),
                                     chain.last + 1)
            WHERE place.chain = ?1 AND place.sequence >= coalesce(
                (SELECT max(sequence) FROM place WHERE chain = ?1 AND sequence <= ?2), 0)
            ORDER BY place.sequence, change.id
            """,
            chain, first
        ) { row in
            let bytes: [UInt8]? = row.find(1)
            let leaf: Hash? = bytes == nil ? row.find(2) : nil
            return try take(
                Place(
                    row: try row.get(0),
                    body: bytes.map(ChainBody.change) ?? leaf.map(ChainBody.leaf),
                    size: bytes?.count ?? 32, stamp: try row.get(3)))
        }
    }

    /// All of them at once: for what writes to the chain while it goes along.
    func places(of chain: Int64, from first: UInt64) throws -> [Place] {
        var places: [Place] = []
        try walk(chain, from: first) { place in
            places.append(place)
            return true
        }
        return places
    }

    /// The head at an earlier place, folded from the last head before it that was signed, or from the
    /// chain's start.
    func head(of chain: ChainRow, at sequence: UInt64, diary: DiaryID) throws -> ChainHead? {
        if sequence == chain.head.sequence { return chain.head }
        if sequence == chain.sent.sequence { return chain.sent }
        guard sequence < chain.head.sequence else { return nil }
        let signed = try db.first(
            """
            SELECT sequence, head FROM signed_head WHERE chain = ? AND sequence <= ?
            ORDER BY sequence DESC LIMIT 1
            """, chain.id, sequence
        ) { ChainHead(sequence: try $0.get(0), hash: try $0.get(1)) }
        var head = signed ?? Chain.start(chain.address, diary: diary)
        try walk(chain.id, from: head.sequence + 1) { place in
            guard let body = place.body, head.sequence < sequence else { return false }
            head = head.appending(body.leaf(device: chain.address.device))
            return true
        }
        return head.sequence == sequence ? head : nil
    }
}

extension LogRows.ChainRow {
    /// Columns `id, device, last, head, sent, sent_head`, and the change at its end.
    init(_ row: Columns, _ address: ChainAddress) throws(StoreError) {
        self.init(
            id: try row.get(0), address: address, device: try row.get(1),
            head: ChainHead(sequence: try row.get(2), hash: try row.get(3)), end: row.find(6),
            sent: ChainHead(sequence: try row.get(4), hash: try row.get(5)))
    }
}
