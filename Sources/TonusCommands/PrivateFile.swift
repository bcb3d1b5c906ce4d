import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A file that holds what a diary says: it is never readable by others, not for a moment.
enum PrivateFile {
    /// Replaces what is there, at once and whole.
    ///
    /// - Throws: `UsageError.cannotWrite`; what was there stays.
    static func write(_ text: String, to path: String) throws(UsageError) {
        try write(Data(text.utf8), to: path)
    }

    static func write(_ data: Data, to path: String) throws(UsageError) {
        let partial = "\(path).\(getpid()).partial"
        let descriptor = open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: data)
            try file.synchronize()
            try file.close()
        } catch {
            unlink(partial)
            throw .cannotWrite(path)
        }
        guard rename(partial, path) == 0 else {
            unlink(partial)
            throw .cannotWrite(path)
        }
    }
}
