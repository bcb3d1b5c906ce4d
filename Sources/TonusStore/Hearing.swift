import GRDB
import TonusTypes

extension Snapshot {
    /// When each device last wrote something that is held here, Unix milliseconds by its own clock.
    ///
    /// What a device has read cannot be told from that.
    package func lastWords() throws -> [DeviceID: Int64] {
        let found: [(DeviceID, Int64)] = try db.all(
            """
            SELECT device.device, max((change.stamp >> 16) + 140737488355328)
            FROM chain JOIN device ON device.id = chain.device
                 JOIN chain_end ON chain_end.chain = chain.id
                 JOIN change ON change.id = chain_end.change
            GROUP BY device.device
            """
        ) { row in (try row.get(0), try row.get(1)) }
        return Dictionary(found) { first, _ in first }
    }
}
