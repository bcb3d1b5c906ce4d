import Foundation
import GRDB
import TonusProtocol
import TonusTypes
import TonusVault

#if canImport(Glibc)
    import Glibc
#endif

/// How far this device's chains had come when something of them last left it.
///
/// Kept in a file of its own beside the database, and on the disk before the first byte leaves: so
/// that a database that is older than what the world has seen gives itself away.
struct HighWater: Hashable {
    let diary: DiaryID
    var heads: [ChainAddress: ChainHead]

    private static let magic = Array("tonus high-water 1\n".utf8)
    private static let recordLength = 16 + 1 + 8 + 8 + 32

    /// Nil where there is none, or none that can be read: it is made anew by the next push.
    init?(path: String) {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let bytes = Array(data)
        guard bytes.starts(with: Self.magic) else { return nil }
        let body = bytes.dropFirst(Self.magic.count)
        guard let diary = DiaryID(bytes: body.prefix(32)) else { return nil }
        let records = body.dropFirst(32)
        guard records.count.isMultiple(of: Self.recordLength) else { return nil }
        var heads: [ChainAddress: ChainHead] = [:]
        var rest = records
        while !rest.isEmpty {
            let record = Array(rest.prefix(Self.recordLength))
            guard let device = DeviceID(bytes: record[..<16]),
                let audience = Audience(rawValue: record[16]),
                let chain = ChainID(bytes: record[17..<25]), let hash = Hash(bytes: record[33...])
            else { return nil }
            let address = ChainAddress(device: device, audience: audience, chain: chain)
            heads[address] = ChainHead(
                sequence: UInt64(bigEndianBytes: Array(record[25..<33])), hash: hash)
            rest = rest.dropFirst(Self.recordLength)
        }
        self.init(diary: diary, heads: heads)
    }

    init(diary: DiaryID, heads: [ChainAddress: ChainHead]) {
        (self.diary, self.heads) = (diary, heads)
    }

    func write(_ path: String) throws(StoreError) {
        var bytes = Self.magic + diary.bytes
        for (address, head) in heads.sorted(by: { $0.key < $1.key }) {
            bytes += address.device.bytes + [address.audience.rawValue] + address.chain.bytes
            bytes += head.sequence.bigEndianBytes + head.hash.bytes
        }
        try writeDurably(Data(bytes), to: path)
    }
}

extension ReplicaDirectory {
    package var highWater: String { path + "/high-water" }

    /// What tells this installation from a copy of it: the machine, and where the key file lies.
    func installation() -> Data {
        var about = stat()
        let node = stat(keys, &about) == 0 ? UInt64(about.st_ino) : 0
        let machine = FileManager.default.contents(atPath: "/etc/machine-id") ?? Data()
        return Data(Label.installation.hash(Array(machine), node.bigEndianBytes).bytes)
    }
}

/// What a person is told once, because it happened behind their back.
package enum Notice: String, Sendable {
    /// The database was restored from a copy, or the whole folder was copied: this device goes on in
    /// new chains, and nothing was lost.
    case wentOn = "went-on"
}

extension Replica {
    /// Looks whether this database is older than what left this device, or a copy of another
    /// installation; then this device goes on in new chains, and takes along what nobody else holds.
    ///
    /// A false alarm costs a chain and never an entry. What the server tells later of this device's
    /// own chains is taken in as anyone's.
    package func guardIdentity() throws {
        let mark = HighWater(path: directory.highWater)
        let installation = directory.installation()
        let hasGoneOn = try transaction { db in
            let replica = try ReplicaState(db)
            let known = try Data.fetchOne(
                db.cachedStatement(sql: "SELECT installation FROM replica"))
            let isCopy = known != nil && known != installation
            if known != installation {
                try db.run("UPDATE replica SET installation = ?", installation)
            }
            let isOld = try mark.map { try isBehind($0, db, replica) } ?? false
            guard isCopy || isOld else { return false }
            try goOn(db, replica)
            return true
        }
        if hasGoneOn { try resetHighWater() }
    }

    /// What was pushed and never arrived is gone with the old database: it is not waited for.
    func resetHighWater() throws {
        try HighWater(diary: state().diary, heads: ownHeads()).write(directory.highWater)
    }

    private func isBehind(
        _ mark: HighWater, _ db: Database, _ replica: ReplicaState
    ) throws -> Bool {
        guard mark.diary == replica.diary else { return false }
        let rows = LogRows(db: db)
        return try mark.heads.contains { address, head in
            guard let chain = try rows.chain(address) else { return true }
            return try rows.head(of: chain, at: head.sequence, diary: replica.diary) != head
        }
    }

    /// Ends every chain of this device where the server is known to hold it, and moves what came
    /// after to new ones.
    private func goOn(_ db: Database, _ replica: ReplicaState) throws {
        let rows = LogRows(db: db)
        try rows.keepClock()
        for chain in try rows.chains() where chain.address.device == replica.device {
            try rows.moveTail(of: chain, after: chain.sent, replica, random)
        }
        // A chain of which nothing was moved ends as well.
        try db.execute(
            sql: """
                UPDATE chain SET is_current = 0 WHERE is_current AND sent > 0
                """)
        try db.run("UPDATE replica SET notice = ?", Notice.wentOn.rawValue)
    }

    /// Remembers, before they leave, how far this device's own chains will then have been seen.
    package func noteLeaving(_ outgoing: [Outgoing]) throws {
        let state = try state()
        let held = HighWater(path: directory.highWater)
        var mark = HighWater(diary: state.diary, heads: [:])
        if let held, held.diary == state.diary { mark = held }
        for one in outgoing where one.address.device == state.device {
            if one.head.sequence > mark.heads[one.address]?.sequence ?? 0 {
                mark.heads[one.address] = one.head
            }
        }
        if mark != held { try mark.write(directory.highWater) }
    }

    /// Remembers that the key file was written anew by the installation that this was until then.
    func noteInstallation(_ before: Data) throws {
        let installation = directory.installation()
        try transaction { db in
            try db.run(
                "UPDATE replica SET installation = ? WHERE installation = ?",
                installation, before)
        }
    }

    /// What the person has to be told, once.
    package func takeNotice() throws -> Notice? {
        let notice = try reading {
            try String.fetchOne(
                $0.cachedStatement(sql: "SELECT notice FROM replica"))
        }
        guard let notice else { return nil }
        try transaction { try $0.execute(sql: "UPDATE replica SET notice = NULL") }
        return Notice(rawValue: notice)
    }
}

extension LogRows {
    /// Moves what stands in a chain of this device beyond `head`, byte for byte, to a new chain, which
    /// is appended to from then on if the old one was: stamps grow along a chain.
    func moveTail(
        of chain: ChainRow, after head: ChainHead, _ replica: ReplicaState,
        _ random: Randomness
    ) throws {
        guard chain.head.sequence > head.sequence else { return }
        let address = ChainAddress(
            device: chain.address.device, audience: chain.address.audience,
            chain: ChainID(UInt64(bigEndianBytes: random.bytes(8))))
        let isCurrent: Bool? = try db.first(
            "SELECT is_current FROM chain WHERE id = ?", chain.id
        ) { try $0.get(0) }
        try db.run("UPDATE chain SET is_current = 0 WHERE id = ?", chain.id)
        var moved = try makeChain(address, diary: replica.diary, isCurrent: isCurrent ?? false)
        let tail = try places(
            of: chain.id, from: head.sequence + (isPlanted(.tailLosesOne) ? 2 : 1))
        for place in tail {
            guard let body = place.body else {
                throw StoreError.damaged(cause: "change \(place.row)")
            }
            try put(place.row, body.leaf(device: address.device), on: &moved)
        }
        try save(moved, signature: nil)
        try db.run(
            "DELETE FROM place WHERE chain = ? AND sequence > ?",
            chain.id, Int64(head.sequence))
        try db.run(
            "DELETE FROM signed_head WHERE chain = ? AND sequence > ?", chain.id, head.sequence)
        try db.run("DELETE FROM server_envelope WHERE chain = ?", chain.id)
        try save(head, of: chain.id, signature: nil)
        if chain.sent.sequence > head.sequence { try saveSent(head, of: chain.id) }
    }
}
