import TonusCore
import TonusDiary
import TonusTypes

/// What a report needs beside the figures.
extension Snapshot {
    /// Doses that no regimen asked for, within Unix milliseconds, oldest first.
    package func acuteDoses(from: Int64, to: Int64) throws -> [Sheet] {
        let entities: [Int64] = try db.all(
            """
            SELECT entity FROM sheet
            WHERE kind = ? AND NOT is_hidden AND moment >= ? AND moment < ?
                  AND shown ->> 'regimen' IS NULL
            ORDER BY moment, entity
            """, Int64(Kind.dose.rawValue), from, to
        ) { try $0.get(0) }
        return try entities.compactMap { entity in
            Sheet(
                try EntityRows(db, entity: entity, replica: replica).state,
                patient: replica.patient)
        }
    }
}
