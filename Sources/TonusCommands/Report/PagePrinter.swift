import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Why there is no PDF; nothing was changed.
enum PrintingError: Error, Hashable {
    case noPrinter
    case failed(String)
}

/// Makes a PDF of a page with a browser that is installed already.
///
/// The browser gets a folder of its own, readable by nobody else, which is gone afterwards. It is told
/// where the page lies and nothing that stands in it; it looks up no name of another machine.
struct PagePrinter {
    /// What can print, in the order in which it is looked for.
    static let names = [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "weasyprint",
    ]
    /// Pauses that a browser is waited for: a minute.
    private static let patience = 3000
    private static let pause: useconds_t = 20_000

    let program: String

    /// - Parameter path: folders, as `PATH` has them.
    /// - Throws: `PrintingError.noPrinter`.
    init(path: String) throws(PrintingError) {
        let folders = path.split(separator: ":").filter { $0.hasPrefix("/") }
        let places = Self.names.flatMap { name in folders.map { "\($0)/\(name)" } }
        guard let found = places.first(where: { access($0, X_OK) == 0 }) else {
            throw .noPrinter
        }
        program = found
    }

    private var name: String { String(program.split(separator: "/").last ?? "") }

    /// - Throws: `PrintingError.failed`, `UsageError.cannotWrite` where there is no place for the folder.
    func pdf(of page: String) throws -> Data {
        let folder = try Self.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (source, target) = (folder + "/page.html", folder + "/page.pdf")
        return try Unfinished.guarding([source, target]) {
            try pdf(of: page, in: folder, source, target)
        }
    }

    private func pdf(
        of page: String, in folder: String, _ source: String, _ target: String
    ) throws -> Data {
        try PrivateFile.write(page, to: source)
        let words =
            name == "weasyprint"
            ? ["--quiet", source, target] : Self.browserWords(folder, source, target)
        guard run(words, in: folder) else { throw PrintingError.failed(name) }
        let data = FileManager.default.contents(atPath: target) ?? Data()
        guard data.starts(with: Data("%PDF".utf8)) else { throw PrintingError.failed(name) }
        return data
    }

    private static func browserWords(
        _ folder: String, _ source: String, _ target: String
    ) -> [String] {
        // As root a browser refuses to shut itself in.
        let confined = geteuid() == 0 ? ["--no-sandbox"] : []
        return confined + [
            "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-extensions", "--disable-sync", "--disable-background-networking",
            "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND",
            "--user-data-dir=\(folder)/profile", "--no-pdf-header-footer",
            "--print-to-pdf=\(target)", "file://\(source)",
        ]
    }

    /// For its owner alone, from the first moment on.
    private static func makeFolder() throws(UsageError) -> String {
        let pattern = NSTemporaryDirectory() + "tonus-page-XXXXXX"
        var name = Array(pattern.utf8CString)
        guard mkdtemp(&name) != nil else { throw .cannotWrite(pattern, errno) }
        return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether it came to its end, in time and without a complaint.
    private func run(_ words: [String], in folder: String) -> Bool {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for file in 0...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_RDWR, 0)
        }
        // A group of its own, so that whatever it starts ends with it.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var arguments = ([program] + words).map { strdup($0) } + [nil]
        let settings = [
            "PATH=/usr/bin:/bin", "HOME=\(folder)", "TMPDIR=\(folder)", "LANG=C.UTF-8",
        ]
        var surroundings = settings.map { strdup($0) } + [nil]
        defer { for word in arguments + surroundings { free(word) } }
        var process = pid_t()
        guard
            posix_spawn(&process, program, &actions, &attributes, &arguments, &surroundings) == 0
        else { return false }
        return Self.wait(for: process)
    }

    private static func wait(for process: pid_t) -> Bool {
        var status: Int32 = 0
        for _ in 0..<patience {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process {
                kill(-process, SIGKILL)
                return status == 0
            }
            if ended < 0, errno != EINTR { return false }
            usleep(pause)
        }
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return false
    }
}
