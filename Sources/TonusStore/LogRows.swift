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
        var head: ChainHead
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
    }

    func deviceRow(_ device: DeviceID) throws -> Int64 {
        if let id = try Int64.fetchOne(
            try db.cachedStatement(sql: "SELECT id FROM device WHERE device = ?"),
            arguments: [Data(device.bytes)])
        {
            return id
        }
        try db.run(
            "INSERT INTO device (device) VALUES (?)", [Data(device.bytes)])
        return db.lastInsertedRowID
    }

    func entityRow(_ key: EntityKey) throws -> Int64 {
        if let id = try existingEntityRow(key) { return id }
        try db.cachedStatement(sql: "INSERT INTO entity (entity, kind, audience) VALUES (?, ?, ?)")
            .execute(arguments: [Data(key.id.bytes), Int64(key.kind), key.audience.rawValue])
        return db.lastInsertedRowID
    }

    func existingEntityRow(_ key: EntityKey) throws -> Int64? {
        try Int64.fetchOne(
            try db.cachedStatement(
                sql: "SELECT id FROM entity WHERE entity = ? AND kind = ? AND audience = ?"),
            arguments: [Data(key.id.bytes), Int64(key.kind), key.audience.rawValue])
    }

    func chain(_ address: ChainAddress) throws -> ChainRow? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT chain.id, last, head, sent, sent_head FROM chain JOIN device ON device.id = chain.device
                    WHERE device.device = ? AND audience = ? AND chain = ?
                    """),
            arguments: [
                Data(address.device.bytes), address.audience.rawValue, Data(address.chain.bytes),
            ])
        return row.flatMap { ChainRow($0, address) }
    }

    /// All chains, in the order of their rows.
    func chains() throws -> [ChainRow] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT chain.id, device.device, audience, chain, last, head, sent, sent_head
                    FROM chain JOIN device ON device.id = chain.device ORDER BY chain.id
                    """))
        return rows.compactMap { row in
            guard let device = DeviceID(bytes: row["device"] as Data),
                let audience = Audience(rawValue: row["audience"]),
                let chain = ChainID(bytes: row["chain"] as Data)
            else { return nil }
            return ChainRow(row, ChainAddress(device: device, audience: audience, chain: chain))
        }
    }

    func makeChain(_ address: ChainAddress, diary: DiaryID, isCurrent: Bool) throws -> ChainRow {
        let head = Chain.start(address, diary: diary)
        try db.run(
            """
            INSERT INTO chain (device, audience, chain, last, head, sent, sent_head, is_current)
            VALUES (?, ?, ?, 0, ?, 0, ?, ?)
            """,
            [
                try deviceRow(address.device), address.audience.rawValue,
                Data(address.chain.bytes), Data(head.hash.bytes), Data(head.hash.bytes), isCurrent,
            ])
        return ChainRow(id: db.lastInsertedRowID, address: address, head: head, sent: head)
    }

    /// Puts a body at the next place of a chain.
    ///
    /// The same change at a second place is one change. It is in `everyone` if it stands in any
    /// chain of `everyone`, and a body that comes after its bare leaf fills it.
    ///
    /// - Returns: the change's row, and whether it says anything that was not known here.
    func append(
        _ body: ChainBody, _ decoded: ChangeBody?, to chain: inout ChainRow, isAllowed: Bool,
        isSuspect: Bool = false
    ) throws -> Appended {
        let leaf = body.leaf(device: chain.address.device)
        let id = Chain.changeID(leaf: leaf)
        let entity = try decoded.map { try entityRow($0.entity) }
        var appended = Appended(row: 0, entity: entity)
        if let known = try known(id) {
            appended.row = known.row
            try improve(known, body, decoded, &appended, isAllowed: isAllowed)
        } else {
            appended.row = try insert(
                id, leaf, body, decoded, entity, device: chain.address.device,
                isAllowed: isAllowed, isSuspect: isSuspect)
            appended.isNew = true
        }
        chain.head = chain.head.appending(leaf)
        try db.cachedStatement(sql: "INSERT INTO place VALUES (?, ?, ?)")
            .execute(arguments: [chain.id, Int64(chain.head.sequence), appended.row])
        return appended
    }

    private struct Known {
        let row: Int64
        let isAllowed: Bool
        let hasBody: Bool
        let entity: Int64?
        let audience: UInt8?
    }

    private func known(_ id: ChangeID) throws -> Known? {
        try Row.fetchOne(
            try db.cachedStatement(
                sql: """
                    SELECT change.id, is_allowed, body IS NOT NULL, change.entity, entity.audience
                    FROM change LEFT JOIN entity ON entity.id = change.entity
                    WHERE change.change = ?
                    """),
            arguments: [Data(id.bytes)]
        ).map {
            Known(row: $0[0], isAllowed: $0[1], hasBody: $0[2], entity: $0[3], audience: $0[4])
        }
    }

    private func improve(
        _ known: Known, _ body: ChainBody, _ decoded: ChangeBody?, _ appended: inout Appended,
        isAllowed: Bool
    ) throws {
        if isAllowed, !known.isAllowed {
            try db.run(
                "UPDATE change SET is_allowed = 1 WHERE id = ?", [known.row])
            appended.isNew = true
        }
        if case .change(let bytes) = body, !known.hasBody {
            try db.run(
                "UPDATE change SET body = ?, leaf = NULL, entity = ?, stamp = ? WHERE id = ?",
                [
                    Data(bytes), appended.entity,
                    Int64(ordering: decoded?.timestamp.rawValue ?? 0), known.row,
                ])
            appended.isNew = true
        } else if known.audience == Audience.owner.rawValue,
            decoded?.entity.audience == .everyone
        {
            try db.run(
                "UPDATE change SET entity = ? WHERE id = ?", [appended.entity, known.row])
            (appended.isNew, appended.left) = (true, known.entity)
        } else if !appended.isNew {
            appended.entity = known.entity
        }
    }

    private func insert(
        _ id: ChangeID, _ leaf: Hash, _ body: ChainBody, _ decoded: ChangeBody?, _ entity: Int64?,
        device: DeviceID, isAllowed: Bool, isSuspect: Bool
    ) throws -> Int64 {
        var bytes: Data?
        if case .change(let changeBytes) = body { bytes = Data(changeBytes) }
        try db.cachedStatement(
            sql: """
                INSERT INTO change
                    (change, device, entity, stamp, body, leaf, is_allowed, counts, is_suspect)
                VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)
                """
        ).execute(arguments: [
            Data(id.bytes), try deviceRow(device), entity,
            Int64(ordering: decoded?.timestamp.rawValue ?? 0), bytes,
            bytes == nil ? Data(leaf.bytes) : nil, isAllowed, isSuspect,
        ])
        return db.lastInsertedRowID
    }

    /// Keeps the chain's new head, and who signed it.
    func save(_ chain: ChainRow, signature: [UInt8]?) throws {
        try db.cachedStatement(
            sql: "UPDATE chain SET last = ?, head = ?, signature = ? WHERE id = ?"
        ).execute(arguments: [
            Int64(chain.head.sequence), Data(chain.head.hash.bytes), signature.map { Data($0) },
            chain.id,
        ])
    }

    /// Keeps how far the server is known to hold a chain.
    func saveSent(_ head: ChainHead, of chain: Int64) throws {
        try db.run(
            "UPDATE chain SET sent = ?, sent_head = ? WHERE id = ?",
            [Int64(head.sequence), Data(head.hash.bytes), chain])
    }

    /// The bodies of a chain from a sequence on, in order.
    func bodies(of chain: Int64, from first: UInt64) throws -> RowCursor {
        try Row.fetchCursor(
            db,
            sql: """
                SELECT place.sequence, change.id AS row, change.body, change.leaf, change.stamp
                FROM place JOIN change ON change.id = place.change
                WHERE place.chain = ? AND place.sequence >= ? ORDER BY place.sequence
                """,
            arguments: [chain, Int64(first)])
    }

    /// The head at an earlier place, folded from the chain's start.
    func head(of chain: ChainRow, at sequence: UInt64, diary: DiaryID) throws -> ChainHead? {
        if sequence == chain.head.sequence { return chain.head }
        if sequence == chain.sent.sequence { return chain.sent }
        guard sequence < chain.head.sequence else { return nil }
        var head = Chain.start(chain.address, diary: diary)
        let rows = try bodies(of: chain.id, from: 1)
        while head.sequence < sequence, let row = try rows.next() {
            guard let body = ChainBody(row) else { return nil }
            head = head.appending(body.leaf(device: chain.address.device))
        }
        return head
    }
}

extension ChainBody {
    /// Nil where the row holds neither a body nor a leaf.
    init?(_ row: Row) {
        if let bytes = row["body"] as Data? {
            self = .change(Array(bytes))
        } else if let leaf = (row["leaf"] as Data?).flatMap({ Hash(bytes: $0) }) {
            self = .leaf(leaf)
        } else {
            return nil
        }
    }
}

extension LogRows.ChainRow {
    init?(_ row: Row, _ address: ChainAddress) {
        guard let head = Hash(bytes: row["head"] as Data),
            let sentHead = Hash(bytes: row["sent_head"] as Data)
        else { return nil }
        self.init(
            id: row["id"], address: address,
            head: ChainHead(sequence: UInt64(row["last"] as Int64), hash: head),
            sent: ChainHead(sequence: UInt64(row["sent"] as Int64), hash: sentHead))
    }
}
