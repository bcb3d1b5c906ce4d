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

/// Where a change of a file stands in a diary.
package enum Standing: Hashable, Sendable {
    /// Different: something else is here under its name.
    case new, here, different
}

/// A change that another names, and how.
private struct NamedChange: Hashable {
    enum How: Hashable { case replaces, deletes, restores, undoes }

    let how: How
    let id: ChangeID

    init(_ how: How, _ id: ChangeID) { (self.how, self.id) = (how, id) }
}

extension ChangeBody {
    /// What it says, but for the changes that it names: as a number that is the same within one process.
    fileprivate var content: Int {
        var hasher = Hasher()
        hasher.combine(written)
        hasher.combine(writtenOffset)
        for write in writes.sorted(by: { $0.cell < $1.cell }) {
            hasher.combine(write.cell)
            hasher.combine(write.value)
        }
        hasher.combine(survivor)
        hasher.combine(reason)
        return hasher.finalize()
    }

    fileprivate var named: Set<NamedChange> {
        Set(
            writes.flatMap(\.replaces).map { NamedChange(.replaces, $0) }
                + deletes.map { NamedChange(.deletes, $0) }
                + restores.map { NamedChange(.restores, $0) }
                + undoes.map { NamedChange(.undoes, $0) })
    }
}

/// What is here already of a file's changes: under the name that they have in it.
package struct TakenIn {
    private struct Known {
        let id: ChangeID
        let entity: EntityKey
        /// What it was called in the file it came from; its own id where it came from none.
        let name: ChangeID
        let content: Int
        let named: Set<NamedChange>
        /// Whether a file holds it, whatever else there is.
        let isFiled: Bool
    }

    /// Two may have one name, as when two devices took in the same file.
    private var known: [ChangeID: [Known]] = [:]
    private var last: Int64 = 0

    /// Of a diary that holds nothing yet.
    package init() {}

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
            let (id, bytes): (ChangeID, [UInt8]) = (try row.get(1), try row.get(2))
            let found = Known(
                id: id, entity: body.entity, name: body.importID?.renamed() ?? id,
                content: body.content, named: body.named,
                isFiled: bytes.count <= Limits.changeBytes - ChangeCodec.reserve)
            for name in Set([found.id, found.name]) { known[name, default: []].append(found) }
            return true
        }
        (self.known, self.last) = (known, last)
    }

    /// Where a change of a file stands: by its name, and on the same entity, so that nobody can keep
    /// another's change out by taking its name.
    package func standing(_ body: ChangeBody) -> Standing {
        guard let name = body.importID else { return .new }
        let here = known[name.renamed(), default: []].filter { $0.entity == body.entity }
        if here.isEmpty { return .new }
        let content = body.content
        let isSame = here.contains { $0.content == content && namesTheSame($0, body.named) }
        return isSame ? .here : .different
    }

    /// A file has no change that does not count, or is too long: what named one names there what that one
    /// named, which is not compared.
    private func namesTheSame(_ one: Known, _ named: Set<NamedChange>) -> Bool {
        if one.named == named { return true }
        let isWhole = one.named.allSatisfy { known[$0.id]?.contains(where: \.isFiled) ?? false }
        func called(_ all: Set<NamedChange>) -> Set<NamedChange> {
            Set(all.map { NamedChange($0.how, known[$0.id]?.first?.name ?? $0.id) })
        }
        return !isWhole || called(one.named) == called(named)
    }

    /// - Throws: `StoreError.notSaved` for a name that nothing here has.
    fileprivate func here(_ names: [ChangeID]) throws(StoreError) -> [ChangeID] {
        var ids: [ChangeID] = []
        for name in names {
            guard let id = known[name]?.first?.id else { throw .notSaved(cause: "\(name)") }
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
            for change in act where taken.standing(change.body) == .new {
                intent.take(try taken.here(change))
                count += 1
            }
            return true
        }
        return count
    }
}
