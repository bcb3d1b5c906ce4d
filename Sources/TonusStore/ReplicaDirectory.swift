import Foundation
import TonusTypes

#if canImport(Glibc)
    import Glibc
#endif

/// Where one replica's files are: the database, the key file and the locks, in a folder of mode 0700.
package struct ReplicaDirectory: Sendable, Hashable {
    package let path: String

    package init(path: String) { self.path = path }

    package var database: String { path + "/replica.sqlite" }
    package var keys: String { path + "/keys.json" }
    package var exists: Bool { access(keys, F_OK) == 0 }

    /// - Throws: `StoreError.notSaved`.
    package func create() throws(StoreError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .notSaved(cause: path)
        }
    }

    /// Runs `body` while no other process holds the lock of this name.
    ///
    /// - Returns: nil where another process holds it and `waiting` is false.
    package func locked<Answer>(
        _ name: String, waiting: Bool, _ body: () throws -> Answer
    ) throws -> Answer? {
        guard let held = try lock(name, waiting: waiting) else { return nil }
        defer { held.release() }
        return try body()
    }

    /// Takes a lock until `release` is called or the process ends.
    package func lock(_ name: String, waiting: Bool) throws(StoreError) -> FileLock? {
        let file = open("\(path)/\(name).lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .notSaved(cause: path) }
        while flock(file, LOCK_EX | (waiting ? 0 : LOCK_NB)) != 0 {
            if errno == EINTR { continue }
            close(file)
            return nil
        }
        return FileLock(file: file)
    }
}

/// A lock on a file; the system drops it when the process dies, however it dies.
package struct FileLock: Sendable {
    fileprivate let file: Int32

    package func release() { close(file) }
}

/// Writes a file of mode 0600 so that a power cut leaves the old content or the new, never less.
func writeDurably(_ data: Data, to path: String) throws(StoreError) {
    let draft = path + ".new"
    unlink(draft)
    let file = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    if isPlanted(.keysAreReadable) { fchmod(file, 0o644) }
    guard file >= 0 else { throw .notSaved(cause: path) }
    let isWritten = data.withUnsafeBytes { buffer in
        var rest = buffer[...]
        while !rest.isEmpty {
            let count = write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 { return false }
            rest = rest.dropFirst(count)
        }
        return fsync(file) == 0
    }
    close(file)
    guard isWritten, rename(draft, path) == 0 else {
        throw .notSaved(cause: path)
    }
    let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
        fsync(folder)
        close(folder)
    }
}
