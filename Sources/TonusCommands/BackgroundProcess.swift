#if canImport(Glibc)
    import Glibc
#endif

/// An errand with the server that goes on by itself, with no terminal and no output.
enum BackgroundProcess {
    /// POSIX_SPAWN_SETSID of spawn.h, which is behind _GNU_SOURCE and so not imported.
    private static let newSession: Int16 = 0x80

    /// Does nothing where it cannot be started: the entry is saved, and the next sync sends it.
    static func start(_ arguments: [String]) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for file in 0...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_RDWR, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, newSession)
        var words = (["tonus"] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        posix_spawn(&process, Program.onlinePath, &actions, &attributes, &words, environ)
    }
}
