import GRDB
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// The log on its way out to a file.
extension Snapshot {
    /// Every change that can be read here, in the order in which they came.
    ///
    /// - Parameter reached: told now and then how many were read.
    package func loggedChanges(_ reached: (Int) -> Void = { _ in }) throws -> [LoggedChange] {
        var changes: [LoggedChange] = []
        try db.walk(
            """
            SELECT change.change, device.device, change.body, is_allowed, audience
            FROM change JOIN device ON device.id = change.device
                 JOIN entity ON entity.id = change.entity
            WHERE body IS NOT NULL ORDER BY change.id
            """
        ) { row in
            let (bytes, isAllowed): ([UInt8], Bool) = (try row.get(2), try row.get(3))
            guard let audience = Audience(rawValue: try row.get(4)),
                let change = Change(row, audience: audience, replica: replica)
            else { return true }
            changes.append(
                LoggedChange(
                    change, newer: ChangeCodec.newerFields(bytes),
                    isFiled: isAllowed && fits(change, bytes)))
            if changes.count.isMultiple(of: 1000) { reached(changes.count) }
            return true
        }
        return changes
    }

    /// Whether it still fits with what a file adds; only a device of somebody's own making writes what
    /// does not.
    private func fits(_ change: Change, _ bytes: [UInt8]) -> Bool {
        if bytes.count <= Limits.changeBytes - ChangeCodec.reserve { return true }
        let isComplete = change.author.member == replica.patient || change.body.toldBy != nil
        return change.body.importID != nil && isComplete
    }
}

/// What is here already of a file's changes: under the name that they have in it.
package struct TakenIn {
    private struct Known {
        let id: ChangeID
        let entity: EntityKey
    }

    private var known: [ChangeID: Known] = [:]
    private var last: Int64 = 0

    /// Looks at what came into the log since it looked last: from this file, or from elsewhere.
    fileprivate mutating func catchUp(_ db: Database) throws {
        var (known, last) = (known, last)
        try db.walk(
            """
            SELECT change.id, change.change, body, audience FROM change
            JOIN entity ON entity.id = change.entity
            WHERE change.id > ? AND is_allowed AND body IS NOT NULL ORDER BY change.id
            """, last
        ) { row in
            last = try row.get(0)
            guard let audience = Audience(rawValue: try row.get(3)),
                let body = try? ChangeCodec.decode(try row.get(2), audience: audience)
            else { return true }
            let found = Known(id: try row.get(1), entity: body.entity)
            for name in [found.id, body.importID?.renamed()] {
                if let name, known[name] == nil { known[name] = found }
            }
            return true
        }
        (self.known, self.last) = (known, last)
    }

    /// Whether a change of a file is here: by its name, and on the same entity, so that nobody can keep
    /// another's change out by taking its name.
    package func holds(_ body: ChangeBody) -> Bool {
        guard let name = body.importID else { return false }
        return known[name.renamed()]?.entity == body.entity
    }

    /// - Throws: `StoreError.notSaved` for a name that nothing here has.
    fileprivate func here(_ names: [ChangeID]) throws(StoreError) -> [ChangeID] {
        var ids: [ChangeID] = []
        for name in names {
            guard let id = known[name]?.id else { throw .notSaved(cause: "\(name)") }
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    fileprivate func here(_ change: FiledChange) throws(StoreError) -> FiledChange {
        var change = change
        var writes: [Write] = []
        for write in change.body.writes {
            writes.append(
                Write(cell: write.cell, value: write.value, replaces: try here(write.replaces)))
        }
        change.body.writes = writes
        change.body.deletes = try here(change.body.deletes)
        change.body.restores = try here(change.body.restores)
        change.body.undoes = try here(change.body.undoes)
        return change
    }
}

extension Replica {
    /// What is here already, looked at without keeping anybody from writing.
    package func takenIn() throws -> TakenIn {
        var taken = TakenIn()
        try reading { try taken.catchUp($0) }
        return taken
    }

    /// Takes in acts of a file in one durable transaction; what is here already is left as it is.
    ///
    /// What an act names has to come before it.
    ///
    /// - Returns: how many changes were new.
    package func takeIn(_ acts: [[FiledChange]], _ taken: inout TakenIn) throws -> Int {
        var count = 0
        _ = try recordMany(zoneOffset: 0, acts) { intent, act in
            try taken.catchUp(intent.db)
            for change in act where !taken.holds(change.body) {
                intent.take(try taken.here(change))
                count += 1
            }
            return true
        }
        return count
    }
}
