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
        try write(Array(text.utf8), to: path)
    }

    /// Replaces what is there, as with a text.
    static func write(_ bytes: [UInt8], to path: String) throws(UsageError) {
        try replace(path) { partial in
            let file = open(partial, O_WRONLY | O_CLOEXEC)
            guard file >= 0 else { throw SystemError(code: errno) }
            defer { close(file) }
            try Descriptor.write(bytes, to: file)
            guard fsync(file) == 0 else { throw SystemError(code: errno) }
        }
    }

    /// Replaces what is there by what `fill` puts into an empty file beside it.
    ///
    /// - Throws: `UsageError.cannotWrite`; what was there stays.
    static func replace<Answer>(
        _ path: String, _ fill: (_ partial: String) throws -> Answer
    ) throws(UsageError) -> Answer {
        let partial = "\(path).\(getpid()).partial"
        Unfinished.sweep(beside: path)
        do {
            return try Unfinished.guarding([partial, partial + "-journal"]) {
                let descriptor = open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
                guard descriptor >= 0 else { throw SystemError(code: errno) }
                close(descriptor)
                do {
                    let answer = try fill(partial)
                    guard rename(partial, path) == 0 else { throw SystemError(code: errno) }
                    return answer
                } catch {
                    unlink(partial)
                    throw error
                }
            }
        } catch {
            throw .cannotWrite(path, (error as? SystemError)?.code ?? 0)
        }
    }
}
