import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Files that hold what a diary says and are not done: they go when the process is told to end.
enum Unfinished {
    /// Their names behind one another in memory of C, an empty one last, as a number that a signal's
    /// handler can read without waiting; 0 for none.
    private static let names = Atomic<UInt>(0)

    /// Ctrl-C, a request to end, and a terminal that was closed.
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Runs `body`; until it is done these files would be removed by whatever ends the process, but for
    /// what no process hears of.
    static func guarding<Answer>(
        _ paths: [String], _ body: () throws -> Answer
    ) rethrows -> Answer {
        let outer = names.load(ordering: .sequentiallyConsistent)
        let held = copy(known(outer) + paths)
        names.store(UInt(bitPattern: held), ordering: .sequentiallyConsistent)
        for number in signals { listen(to: number) }
        defer {
            names.store(outer, ordering: .sequentiallyConsistent)
            held.deallocate()
        }
        return try body()
    }

    /// What was ignored stays so: a command behind `nohup` outlives its terminal.
    private static func listen(to number: Int32) {
        let before = signal(number) { number in
            var name = UnsafeMutablePointer<CChar>(
                bitPattern: Unfinished.names.load(ordering: .sequentiallyConsistent))
            while let path = name, path.pointee != 0 {
                unlink(path)
                name = path + strlen(path) + 1
            }
            signal(number, SIG_DFL)
            raise(number)
        }
        if unsafeBitCast(before, to: Int.self) == 1 { signal(number, SIG_IGN) }
    }

    private static func copy(_ paths: [String]) -> UnsafeMutablePointer<CChar> {
        var bytes: [CChar] = []
        for path in paths { bytes += path.utf8CString }
        bytes.append(0)
        let memory = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        memory.initialize(from: bytes, count: bytes.count)
        return memory
    }

    private static func known(_ place: UInt) -> [String] {
        var paths: [String] = []
        var name = UnsafeMutablePointer<CChar>(bitPattern: place)
        while let path = name, path.pointee != 0 {
            paths.append(String(cString: path))
            name = path + strlen(path) + 1
        }
        return paths
    }
}

extension Unfinished {
    /// Removes what processes that are gone left beside a file: nobody hears of a kill.
    static func sweep(beside path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        let start = (parts.last ?? "") + "."
        guard let entries = opendir(parts.count > 1 ? folder + "/" : ".") else { return }
        defer { closedir(entries) }
        var left: [String] = []
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(start), isLeft(name.dropFirst(start.count)) { left.append(name) }
        }
        for name in left {
            let place = parts.count > 1 ? "\(folder)/\(name)" : name
            var found = stat()
            guard lstat(place, &found) == 0, found.st_mode & S_IFMT == S_IFREG,
                found.st_uid == geteuid()
            else { continue }
            unlink(place)
        }
    }

    /// Whether it is what `PrivateFile` calls a file that is not done, of a process that is no more. One
    /// of our own number is of another that had it before: this one writes one file at a time.
    private static func isLeft(_ ending: Substring) -> Bool {
        let parts = ending.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1] == "partial" || parts[1] == "partial-journal",
            let process = pid_t(parts[0]), process > 0
        else { return false }
        return process == getpid() || (kill(process, 0) != 0 && errno == ESRCH)
    }
}
