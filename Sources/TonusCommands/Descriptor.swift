#if canImport(Glibc)
    import Glibc
#endif

/// Why the system took no more; `errno`.
struct SystemError: Error, Hashable {
    let code: Int32
}

/// Bytes on their way into something that is open.
enum Descriptor {
    /// - Throws: `SystemError`, where only a part went out, or nothing.
    static func write(_ bytes: some Sequence<UInt8>, to file: Int32) throws(SystemError) {
        let all = ContiguousArray(bytes)
        var code: Int32 = 0
        all.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[sent...])
                let count = Glibc.write(file, rest.baseAddress, rest.count)
                if count >= 0 {
                    sent += count
                } else if errno == EAGAIN {
                    // Somebody else made it one that does not wait.
                    var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                    poll(&waiting, 1, -1)
                } else if errno != EINTR {
                    code = errno
                    return
                }
            }
        }
        if code != 0 { throw SystemError(code: code) }
    }
}
