#if canImport(Glibc)
    import Glibc
#endif
import Foundation

/// A real process of ours, whose output goes to files so that it can be killed at any moment.
package final class Child {
    package let process: pid_t
    private let output: String
    private let errors: String
    private var status: Int32?

    /// - Throws: `HouseholdError.cannotStart`.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String], input: String?,
        folder: String, name: String
    ) throws {
        (output, errors) = ("\(folder)/\(name).out", "\(folder)/\(name).err")
        let inputPath = input == nil ? "/dev/null" : "\(folder)/\(name).in"
        if let input { try input.write(toFile: inputPath, atomically: false, encoding: .utf8) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
        let flags = O_CREAT | O_TRUNC | O_WRONLY
        posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var process = pid_t()
        guard posix_spawn(&process, program, &actions, nil, &words, &variables) == 0 else {
            throw HouseholdError.cannotStart(program)
        }
        self.process = process
    }

    /// What a reader prints that knows nothing of our code, started as the tests themselves were.
    ///
    /// - Throws: `HouseholdError.unexpected` with what it said where it does not end well.
    package static func read(
        _ reader: String, _ words: [String], in folder: String
    ) throws -> Data {
        let child = try Child(
            reader, words, environment: ProcessInfo.processInfo.environment, input: nil,
            folder: folder, name: "reader-\(UUID().uuidString)")
        guard child.wait() == 0 else {
            throw HouseholdError.unexpected(child.standardOutput + child.standardError)
        }
        return Data(child.standardOutput.utf8)
    }

    package var standardOutput: String {
        (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    }
    package var standardError: String {
        (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
    }

    package func kill(_ signal: Int32 = SIGKILL) { _ = Glibc.kill(process, signal) }

    package var hasEnded: Bool {
        if status != nil { return true }
        var raw: Int32 = 0
        guard waitpid(process, &raw, WNOHANG) == process else { return false }
        status = Self.code(raw)
        return true
    }

    /// Waits for its end.
    ///
    /// - Returns: the exit code, or minus the signal that ended it.
    @discardableResult
    package func wait() -> Int32 {
        if let status { return status }
        var raw: Int32 = 0
        while waitpid(process, &raw, 0) < 0, errno == EINTR {}
        let ended = Self.code(raw)
        status = ended
        return ended
    }

    private static func code(_ raw: Int32) -> Int32 {
        raw & 0x7f == 0 ? raw >> 8 & 0xff : -(raw & 0x7f)
    }
}

package enum HouseholdError: Error {
    case cannotStart(String)
    case serverSaidNothing(String)
    case unexpected(String)
}
