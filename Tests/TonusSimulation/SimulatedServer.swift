import FaultyDisk
import Foundation
import GRDB
import TonusProtocol
import TonusServer
import TonusTesting
import TonusTypes

#if canImport(Glibc)
    import Glibc
#endif

/// The production server's logic over a real SQLite file, without a network in between.
package final class SimulatedServer {
    let disk: FaultyDisk
    private let folder: String
    private var random: SplitMix64
    private var log: SQLiteEnvelopeLog?
    private var running: ServerLogic?
    private var reader: DatabaseQueue?

    package init(folder: String, seed: UInt64) throws {
        (self.folder, random) = (folder, SplitMix64(seed: seed))
        disk = FaultyDisk(folder: folder)
    }

    package func logic() throws -> ServerLogic {
        if let running { return running }
        let opened = try SQLiteEnvelopeLog(
            directory: URL(fileURLWithPath: folder), random: &random)
        let logic = ServerLogic(log: opened)
        (log, running) = (opened, logic)
        return logic
    }

    package func makeCode(now: Int64) throws -> String {
        "\(try logic().makeCode(now: now, random: &random))"
    }

    /// Ends it; the next request finds it started anew.
    package func stop() {
        reader = nil
        try? log?.close()
        (log, running) = (nil, nil)
    }

    package func keep(_ backup: String) throws {
        stop()
        try Files.copy(folder, backup)
    }

    package func putBack(_ backup: String) throws {
        stop()
        disk.settle()
        try Files.copy(backup, folder)
    }

    package func wipe() throws {
        stop()
        disk.settle()
        try? FileManager.default.removeItem(atPath: folder)
    }

    package func holdsAnyDiary() throws -> Bool {
        try logic().log.read { try $0.isAnyDiaryFounded() }
    }

    /// Where every chain stands, and the salts of all that is stored.
    package func contents() throws -> (heads: [ChainAddress: ChainHead], salts: [Data]) {
        try disk.untroubled { try lookInside() }
    }

    private func lookInside() throws -> (heads: [ChainAddress: ChainHead], salts: [Data]) {
        _ = try logic()
        let queue =
            try reader ?? DatabaseQueue(path: folder + "/" + SQLiteEnvelopeLog.fileName)
        reader = queue
        return try queue.inDatabase { db in
            var heads: [ChainAddress: ChainHead] = [:]
            for row in try Row.fetchAll(
                db, sql: "SELECT device, audience, chain, last, head FROM chain WHERE last > 0")
            {
                guard let device = DeviceID(bytes: row[0] as Data),
                    let audience = Audience(rawValue: row[1] as UInt8),
                    let chain = ChainID(bytes: row[2] as Data),
                    let hash = Hash(bytes: row[4] as Data)
                else { continue }
                heads[ChainAddress(device: device, audience: audience, chain: chain)] = ChainHead(
                    sequence: UInt64(row[3] as Int64), hash: hash)
            }
            let salts = try Data.fetchAll(db, sql: "SELECT header FROM envelope").compactMap {
                (try? EnvelopeHeader(parsing: Array($0))).map { Data($0.salt) }
            }
            return (heads, salts)
        }
    }
}

enum Files {
    static func copy(_ from: String, _ to: String) throws {
        try? FileManager.default.removeItem(atPath: to)
        try FileManager.default.copyItem(atPath: from, toPath: to)
    }

    /// Puts content into files that stay the same ones.
    static func replace(_ names: [String], in folder: String, from backup: String) throws {
        for name in names {
            let path = "\(folder)/\(name)"
            guard let old = FileManager.default.contents(atPath: "\(backup)/\(name)") else {
                try? FileManager.default.removeItem(atPath: path)
                continue
            }
            if let file = FileHandle(forWritingAtPath: path) {
                try file.truncate(atOffset: 0)
                try file.write(contentsOf: old)
                try file.close()
            } else {
                try old.write(to: URL(fileURLWithPath: path))
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o600], ofItemAtPath: path)
            }
        }
    }
}

/// Where worlds keep their files: in memory where there is room for them, since a real disk's syncs
/// would be most of what they wait for.
package func scratchFolder(_ name: String) -> String {
    let room = try? FileManager.default.attributesOfFileSystem(forPath: "/dev/shm")
    let free = (room?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
    let root = free > 512 << 20 ? "/dev/shm/" : NSTemporaryDirectory()
    // What a process left behind that was ended at once.
    for left in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    where left.hasPrefix("tonus-\(name)-") {
        guard let process = left.split(separator: "-").last.flatMap({ Int32($0) }),
            kill(process, 0) != 0, errno == ESRCH
        else { continue }
        try? FileManager.default.removeItem(atPath: root + left)
    }
    return "\(root)tonus-\(name)-\(ProcessInfo.processInfo.processIdentifier)"
}
