import Foundation
import GRDB
import TonusProtocol
import TonusTypes

// MARK: - Chains and envelopes

extension SQLiteTransaction {
    func chains(of diary: StoredDiary) throws -> [StoredChain] {
        try rows(
            "SELECT id, device, audience, chain, last, head FROM chain WHERE diary = ?",
            [diary.row]
        ).map { row in
            guard let device = DeviceID(bytes: row[1] as Data),
                let audience = UInt8(exactly: row[2] as Int64).flatMap(Audience.init(rawValue:)),
                let chain = ChainID(bytes: row[3] as Data),
                let last = UInt64(exactly: row[4] as Int64), let head = Hash(bytes: row[5] as Data)
            else { throw EnvelopeLogError.damaged(table: "chain") }
            return StoredChain(
                row: row[0],
                address: ChainAddress(device: device, audience: audience, chain: chain),
                head: ChainHead(sequence: last, hash: head))
        }
    }

    func head(at last: UInt64, of chain: StoredChain) throws -> Hash? {
        if chain.head.sequence == last { return chain.head.hash }
        let header = try row(
            "SELECT header FROM envelope WHERE chain = ? AND last = ?",
            [chain.row, Int64(clamping: last)])
        guard let header else { return nil }
        do {
            return try EnvelopeHeader(parsing: Array(header[0] as Data)).head.hash
        } catch {
            throw EnvelopeLogError.damaged(table: "envelope")
        }
    }

    func headers(
        of chain: StoredChain, endingIn range: ClosedRange<UInt64>
    ) throws -> [EnvelopeHeader] {
        try rows(
            "SELECT header FROM envelope WHERE chain = ? AND last BETWEEN ? AND ? ORDER BY last",
            [chain.row, Int64(clamping: range.lowerBound), Int64(clamping: range.upperBound)]
        ).map { row in
            do {
                return try EnvelopeHeader(parsing: Array(row[0] as Data))
            } catch {
                throw EnvelopeLogError.damaged(table: "envelope")
            }
        }
    }

    func eachEnvelope(
        of chain: StoredChain, after sequence: UInt64, _ take: (WireEnvelope) throws -> Bool
    ) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT header, sealed FROM envelope WHERE chain = ? AND last > ? ORDER BY last")
        let found = try Row.fetchCursor(
            statement, arguments: [chain.row, Int64(clamping: sequence)])
        while let row = try found.next() {
            var envelope = WireEnvelope()
            envelope.header = row[0]
            envelope.sealed = row[1]
            guard try take(envelope) else { return }
        }
    }

    func insertChain(_ address: ChainAddress, of diary: StoredDiary) throws -> StoredChain {
        let nothing = Data(count: Hash.count)
        try run(
            """
            INSERT INTO chain (diary, device, audience, chain, last, head)
            VALUES (?, ?, ?, ?, 0, ?)
            """,
            [
                diary.row, address.device.data, address.audience.rawValue, address.chain.data,
                nothing,
            ])
        guard let zeros = Hash(bytes: nothing) else {
            throw EnvelopeLogError.damaged(table: "chain")
        }
        return StoredChain(
            row: db.lastInsertedRowID, address: address,
            head: ChainHead(sequence: 0, hash: zeros))
    }

    func append(
        _ envelope: WireEnvelope, header: EnvelopeHeader, to chain: StoredChain
    ) throws -> StoredChain {
        try insert(envelope, header, into: chain)
        try run(
            "UPDATE chain SET last = ?, head = ? WHERE id = ?",
            [Int64(clamping: header.last), header.head.hash.data, chain.row])
        return StoredChain(row: chain.row, address: chain.address, head: header.head)
    }
}

extension SQLiteTransaction {
    func replaceEnvelopes(
        endingIn range: ClosedRange<UInt64>, of chain: StoredChain, with envelope: WireEnvelope,
        _ header: EnvelopeHeader
    ) throws {
        try run(
            "DELETE FROM envelope WHERE chain = ? AND last BETWEEN ? AND ?",
            [chain.row, Int64(clamping: range.lowerBound), Int64(clamping: range.upperBound)])
        try insert(envelope, header, into: chain)
    }

    private func insert(
        _ envelope: WireEnvelope, _ header: EnvelopeHeader, into chain: StoredChain
    ) throws {
        try run(
            "INSERT INTO envelope (chain, first, last, header, sealed) VALUES (?, ?, ?, ?, ?)",
            [
                chain.row, Int64(clamping: header.first), Int64(clamping: header.last),
                envelope.header, envelope.sealed,
            ])
    }
}

// MARK: - Witnesses

extension SQLiteTransaction {
    func witnesses(of diary: StoredDiary) throws -> [StoredWitness] {
        try rows(
            """
            SELECT device, audience, number, witness FROM witness WHERE diary = ?
            ORDER BY device, audience
            """, [diary.row]
        ).map { row in
            guard let device = DeviceID(bytes: row[0] as Data),
                let audience = UInt8(exactly: row[1] as Int64).flatMap(Audience.init(rawValue:)),
                let number = UInt64(exactly: row[2] as Int64)
            else { throw EnvelopeLogError.damaged(table: "witness") }
            return StoredWitness(
                device: device, audience: audience, number: number,
                wire: try parsed(row[3] as Data, table: "witness"))
        }
    }

    func replaceWitness(_ witness: StoredWitness, of diary: StoredDiary) throws {
        try run(
            """
            INSERT OR REPLACE INTO witness (diary, device, audience, number, witness)
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                diary.row, witness.device.data, witness.audience.rawValue,
                Int64(clamping: witness.number), try witness.wire.serializedData(),
            ])
    }
}
