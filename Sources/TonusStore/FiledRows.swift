import GRDB
import TonusCore
import TonusTypes
import TonusVault

/// What only changes from a file say: when they were written at first, and who said it if that is
/// somebody on no roster here.
struct FiledRows {
    let db: Database
    let replica: ReplicaState

    init(_ db: Database, _ replica: ReplicaState) { (self.db, self.replica) = (db, replica) }

    /// Remembers it of a change that was put into the log.
    func note(_ body: ChangeBody, _ id: ChangeID, row: Int64, by device: DeviceID) throws {
        // A clock can say anything; what is counted with stays within what a timestamp can hold.
        let written = min(max(body.written, 0), 1 << 48)
        if written != body.timestamp.milliseconds {
            try db.run("INSERT OR IGNORE INTO filed VALUES (?, ?)", row, written)
        }
        try noteTeller(body, id, by: device)
    }

    /// What they are called, as the latest change has it, in whichever order they come.
    private func noteTeller(_ body: ChangeBody, _ id: ChangeID, by device: DeviceID) throws {
        guard let told = body.toldBy, let author = replica.author(device),
            author.telling(body, patient: replica.patient).member == told.member
        else { return }
        try db.run(
            """
            INSERT INTO told_person (member, name, relation, stamp, change) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (member) DO UPDATE
            SET name = excluded.name, relation = excluded.relation, stamp = excluded.stamp,
                change = excluded.change
            WHERE (excluded.stamp, excluded.change) > (stamp, change)
            """, told.member, told.name, told.relation, Int64(ordering: body.timestamp.rawValue),
            id)
    }

    func people() throws -> [MemberID: PersonAbout] {
        let rows = try db.all("SELECT member, name, relation FROM told_person") { row in
            let (member, relation): (MemberID, UInt32) = (try row.get(0), try row.get(2))
            return (
                member, PersonAbout(name: try row.get(1), relation: Relation(rawValue: relation))
            )
        }
        return Dictionary(rows) { first, _ in first }
    }
}
