import TonusTypes

/// Which entity: an id, in one audience and of one kind for life.
///
/// The same id in another audience, or of another kind, is another entity. So nothing a hostile
/// device writes can pull an entity from one audience into the other.
public struct EntityKey: Hashable, Comparable, Sendable {
    public let audience: Audience
    public let kind: UInt32
    public let id: EntityID

    public init(audience: Audience, kind: UInt32, id: EntityID) {
        (self.audience, self.kind, self.id) = (audience, kind, id)
    }

    public static func < (a: EntityKey, b: EntityKey) -> Bool {
        (a.audience, a.kind, a.id) < (b.audience, b.kind, b.id)
    }
}

/// An address inside an entity, such as `sites` / left calf.
public struct CellAddress: Hashable, Comparable, Sendable {
    public let field: UInt32
    /// Empty where the field has a single cell.
    public let key: [UInt8]

    public init(field: UInt32, key: [UInt8] = []) { (self.field, self.key) = (field, key) }

    public static func < (a: CellAddress, b: CellAddress) -> Bool {
        a.field != b.field ? a.field < b.field : a.key.lexicographicallyPrecedes(b.key)
    }
}

/// One cell set to one value, or to nothing.
public struct Write: Hashable, Sendable {
    public let cell: CellAddress
    /// Nil: nothing.
    public let value: Value?
    /// The changes whose writes on this very cell are replaced.
    public let replaces: [ChangeID]

    public init(cell: CellAddress, value: Value?, replaces: [ChangeID] = []) {
        (self.cell, self.value, self.replaces) = (cell, value, replaces)
    }
}

/// What one change says, before it has an author, a chain or a hash.
public struct ChangeBody: Hashable, Sendable {
    public var entity: EntityKey
    public var timestamp: Timestamp
    /// The writer's wall clock, Unix milliseconds; it may differ from the timestamp's.
    public var written: Int64
    /// The writer's zone, seconds east of UTC.
    public var writtenOffset: Int
    public var writes: [Write] = []
    /// The changes of every live write that the author of a delete saw.
    public var deletes: [ChangeID] = []
    /// The entity that stays, where this one was deleted as its duplicate.
    public var survivor: EntityID?
    /// The live deletes that this change replaces.
    public var restores: [ChangeID] = []
    /// The changes that no longer count.
    public var undoes: [ChangeID] = []
    /// Where it came from, if it came from a file.
    public var importID: EntityID?
    /// How many changes with this timestamp make one intent.
    public var intentSize = 1
    public var reason = ""
    /// Whose words it is, if it came from a file and that is another person.
    public var toldBy: ToldBy?

    public init(entity: EntityKey, timestamp: Timestamp, written: Int64, writtenOffset: Int) {
        (self.entity, self.timestamp) = (entity, timestamp)
        (self.written, self.writtenOffset) = (written, writtenOffset)
    }
}

/// Who wrote: the device, and the person it belongs to.
public struct Author: Hashable, Sendable {
    public let device: DeviceID
    public let member: MemberID

    public init(device: DeviceID, member: MemberID) {
        (self.device, self.member) = (device, member)
    }
}

/// A person whose words somebody else took in from a file.
public struct ToldBy: Hashable, Sendable {
    public let member: MemberID
    public let name: String
    /// As on the roster: 1 the patient, 2 a caregiver, 3 a clinician, 0 where nobody said.
    public let relation: UInt32

    public init(member: MemberID, name: String, relation: UInt32) {
        (self.member, self.name, self.relation) = (member, name, relation)
    }
}

extension Author {
    /// The author as whose words a change by this device is read.
    ///
    /// The patient may bring her own diary along, with what others said in it. By anybody else the mark
    /// has no effect: nobody can put words into another's mouth. Source: Protocol/1-model.md, "Whose
    /// words a change is".
    public func telling(_ body: ChangeBody, patient: MemberID?) -> Author {
        guard let told = body.toldBy, body.importID != nil,
            member == patient || isPlanted(.anybodySpeaksForOthers)
        else { return self }
        return Author(device: device, member: told.member)
    }
}

/// A change as a replica holds it.
public struct Change: Hashable, Sendable {
    public let id: ChangeID
    public let author: Author
    public let body: ChangeBody

    public init(id: ChangeID, author: Author, body: ChangeBody) {
        (self.id, self.author, self.body) = (id, author, body)
    }
}
