import Foundation
import TonusCore
import TonusProtocol
import TonusStore
import TonusTypes
import TonusVault

/// What no replica can leave out, on one thread, while raw SQLite writes the rows on another: how near
/// anything could come that keeps the promises and the libraries.
enum ReadingAhead {
    private static let device = DeviceID(high: 1, low: 2)

    /// The bytes of changes as they are hashed and kept.
    static func bodies(of replica: Replica, where condition: String = "true") throws -> [[UInt8]] {
        try RawDatabase(replica.directory.database)
            .rows("SELECT body FROM change WHERE body IS NOT NULL AND \(condition)")
            .compactMap { if case .blob(let bytes)? = $0.first { bytes } else { nil } }
    }

    /// Milliseconds until changes are hashed and decoded, and `work` is done.
    static func decoding(
        _ bodies: [[UInt8]], during work: () throws -> Void
    ) throws -> Double {
        try together(work) {
            var head = ChainHead(sequence: 0, hash: Label.chain.hash())
            for bytes in bodies {
                head = head.appending(Chain.leaf(device: device, changeBytes: bytes))
                _ = try? ChangeCodec.decode(bytes, audience: .everyone)
            }
        }
    }

    /// Milliseconds until entities are read from a replica's log and folded, and `work` is done.
    static func folding(
        _ keys: [EntityKey], of replica: Replica, during work: () throws -> Void
    ) throws -> Double {
        try together(work) {
            _ = try? replica.read { log in
                for key in keys { _ = try log.state(of: key) }
            }
        }
    }

    /// Milliseconds until changes are encoded and hashed, and `work` is done.
    static func encoding(
        _ changes: [ChangeBody], during work: () throws -> Void
    ) throws -> Double {
        try together(work) {
            var head = ChainHead(sequence: 0, hash: Label.chain.hash())
            for change in changes {
                let salt = Randomness.system.bytes(8)
                guard let bytes = try? ChangeCodec.encode(change, salt: salt) else { continue }
                head = head.appending(Chain.leaf(device: device, changeBytes: bytes))
            }
        }
    }

    /// The bytes of a change; they are hashed into a head too.
    static func encoded(_ change: ChangeBody) throws -> [UInt8] {
        let bytes = try ChangeCodec.encode(change, salt: Randomness.system.bytes(8))
        let start = ChainHead(sequence: 0, hash: Label.chain.hash())
        _ = start.appending(Chain.leaf(device: device, changeBytes: bytes))
        return bytes
    }

    private static func together(
        _ work: () throws -> Void, _ other: @escaping @Sendable () -> Void
    ) throws -> Double {
        try milliseconds {
            let group = DispatchGroup()
            group.enter()
            Thread.detachNewThread {
                other()
                group.leave()
            }
            try work()
            group.wait()
        }
    }
}
