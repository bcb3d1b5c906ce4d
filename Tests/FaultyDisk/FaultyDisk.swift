import Foundation
import Synchronization

/// What becomes of one access to a disk.
package enum DiskFate: Sendable {
    case works
    /// It fails once, with SQLite's code for it; the disk goes on.
    case fails
    /// There is no room: what would make a file longer fails.
    case full
    /// Power goes while it is on its way: it and everything since the last sync may be lost, in part
    /// or whole, in any order.
    case losesPower
}

package enum DiskAccess: Sendable {
    case read, write, sync, truncate, delete
}

/// What of the unsynced is still there once power is back.
package enum Survival: CaseIterable, Sendable {
    case nothing
    /// The first so many writes of each file, the next one torn between two sectors.
    case beginning
    /// Each sector for itself.
    case anySectors
    /// As when only the process was killed: the system still wrote it.
    case everything
}

/// A disk under SQLite that can fail, be full, and lose power.
///
/// It knows, for each file in its folder, what was written since its last sync, and what stood there
/// before. SQLite reaches it through `FaultyVFS`, which wraps the system's own: locks, shared memory
/// and the bytes are real. Files that are not SQLite's are none of its business.
///
/// Source for what a disk may do: "Atomic Commit In SQLite", section 2, <https://sqlite.org/atomiccommit.html>.
package final class FaultyDisk: Sendable {
    package let folder: String
    private let state = Mutex(State())

    private struct State {
        var fate: (@Sendable (DiskAccess) -> DiskFate)?
        var isPaused = false
        var isOff = false
        var hasFailed = false
        var files: [String: DiskFile] = [:]
    }

    /// Takes over the databases of a folder that are opened from now on.
    package init(folder: String) {
        self.folder = folder
        FaultyVFS.install()
        FaultyVFS.add(self)
    }

    deinit { FaultyVFS.remove(folder) }

    /// Decides about every access from now on; nil where all work.
    package func decide(_ fate: (@Sendable (DiskAccess) -> DiskFate)?) {
        state.withLock { ($0.fate, $0.hasFailed) = (fate, false) }
    }

    /// Looks at what is stored without meeting any fault.
    package func untroubled<Answer>(_ look: () throws -> Answer) rethrows -> Answer {
        let before = state.withLock { state in
            defer { state.isPaused = true }
            return state.isPaused
        }
        defer { state.withLock { $0.isPaused = before } }
        return try look()
    }

    package var isOff: Bool { state.withLock { $0.isOff } }

    /// Whether any access has failed since the fate was last decided.
    package var hasFailed: Bool { state.withLock { $0.hasFailed || $0.isOff } }

    /// Everything so far counts as durable: the files were put there by other means.
    package func settle() { state.withLock { $0.files = [:] } }

    /// Leaves in the files what survived, and works again. No file may be open.
    package func powerOn(_ survival: Survival, using random: inout some RandomNumberGenerator)
        throws
    {
        let files = state.withLock { state in
            defer {
                (state.files, state.isOff, state.hasFailed, state.fate) = ([:], false, false, nil)
            }
            return state.files
        }
        for (path, file) in files.sorted(by: { $0.key < $1.key }) {
            try file.restore(path, survival, &random)
        }
        // The index of a write-ahead log lives in memory that all processes share.
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasSuffix("-shm") {
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}

// MARK: - What SQLite asks for

extension FaultyDisk {
    /// - Returns: nil where it may be carried out.
    func failure(of access: DiskAccess, isLonger: Bool = false) -> DiskFailure? {
        state.withLock { state in
            if state.isOff { return access == .read ? nil : .noPower }
            switch state.isPaused ? .works : state.fate?(access) ?? .works {
            case .works: return nil
            case .full:
                guard isLonger else { return nil }
                state.hasFailed = true
                return .full
            case .fails:
                state.hasFailed = true
                return .broken
            case .losesPower:
                state.isOff = true
                return access == .write || access == .truncate ? .lastBreath : .noPower
            }
        }
    }

    func opened(_ path: String, isNew: Bool) {
        guard isNew else { return }
        state.withLock { $0.files[path, default: DiskFile()].isUnsynced = true }
    }

    func wrote(_ path: String, _ change: DiskChange) {
        state.withLock { $0.files[path, default: DiskFile()].pending.append(change) }
    }

    /// The first sync of a new log or journal is one of its folder as well: what was made or deleted
    /// there before is so for good.
    func synced(_ path: String) {
        state.withLock { state in
            let isFoldersToo = state.files[path]?.isUnsynced == true
            state.files[path] = nil
            guard isFoldersToo else { return }
            for other in state.files.keys {
                state.files[other]?.isUnsynced = false
                state.files[other]?.ghost = nil
            }
        }
    }

    func deleted(_ path: String, contents: [UInt8], isDurable: Bool) {
        state.withLock { state in
            var file = state.files[path] ?? DiskFile()
            // One that was never synced may as well never have been.
            let ghost = file.isUnsynced ? file.ghost : file.undoing(contents)
            file = DiskFile()
            file.ghost = isDurable ? nil : ghost
            file.isUnsynced = true
            state.files[path] = isDurable ? nil : file
        }
    }
}

enum DiskFailure {
    case broken, full, noPower
    /// It is carried out as if it were still in the disk's own memory when the power went.
    case lastBreath
}

/// One change of a file that no sync has made durable, with what is needed to take it back.
struct DiskChange: Sendable {
    let offset: Int
    let bytes: [UInt8]
    /// What stood there; shorter where the file ended.
    let old: [UInt8]
    let sizeBefore: Int
    let sizeAfter: Int
}

/// What is known of a file beyond its contents.
struct DiskFile: Sendable {
    var pending: [DiskChange] = []
    /// Whether its name may be missing from the folder.
    var isUnsynced = false
    /// What its name meant before it was deleted, which may come back.
    var ghost: [UInt8]?

    static let sector = 512

    /// The contents without what is pending.
    func undoing(_ contents: [UInt8]) -> [UInt8] {
        var bytes = contents
        for change in pending.reversed() {
            bytes.resize(to: change.sizeBefore)
            bytes.put(change.old, at: change.offset)
            bytes.resize(to: change.sizeBefore)
        }
        return bytes
    }

    func restore(
        _ path: String, _ survival: Survival, _ random: inout some RandomNumberGenerator
    ) throws {
        let found = FileManager.default.contents(atPath: path).map { Array($0) }
        var result = found.map(undoing)
        switch survival {
        case .everything: return
        case .nothing: if isUnsynced { result = ghost }
        case .beginning, .anySectors:
            if isUnsynced, Bool.random(using: &random) {
                result = ghost
            } else if let bytes = result {
                result = redoing(bytes, survival, &random)
            }
        }
        guard result != found else { return }
        guard let result else { return try FileManager.default.removeItem(atPath: path) }
        // In place, so that it keeps its mode.
        if found == nil {
            try Data().write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: path)
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: result)
        try file.close()
    }

    private func redoing(
        _ durable: [UInt8], _ survival: Survival, _ random: inout some RandomNumberGenerator
    ) -> [UInt8] {
        var bytes = durable
        let whole = Int.random(in: 0...pending.count, using: &random)
        for (place, change) in pending.enumerated() {
            if survival == .beginning, place > whole { break }
            if change.bytes.isEmpty {
                if survival == .beginning ? place < whole : Bool.random(using: &random) {
                    bytes.resize(to: change.sizeAfter)
                }
                continue
            }
            let torn = Int.random(in: 0...change.bytes.count / Self.sector, using: &random)
            for (number, start) in stride(from: 0, to: change.bytes.count, by: Self.sector)
                .enumerated()
            {
                let survives =
                    survival == .beginning
                    ? place < whole || number < torn : Bool.random(using: &random)
                guard survives else { continue }
                let piece = change.bytes[start..<min(start + Self.sector, change.bytes.count)]
                bytes.put(Array(piece), at: change.offset + start)
            }
        }
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func resize(to size: Int) {
        if size < count { removeLast(count - size) }
        if size > count { append(contentsOf: repeatElement(0, count: size - count)) }
    }

    fileprivate mutating func put(_ bytes: [UInt8], at offset: Int) {
        if offset + bytes.count > count { resize(to: offset + bytes.count) }
        replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
}
