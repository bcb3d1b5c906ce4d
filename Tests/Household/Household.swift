#if canImport(Glibc)
    import Glibc
#endif
import Foundation

/// A server and some devices as real processes, with their files in one folder.
package final class Household {
    package struct Answer {
        package let code: Int32
        package let output: String
        package let errors: String
    }

    package let folder: String
    private let binaries: String
    private var server: Child?
    private var count = 0
    package private(set) var address = ""
    package private(set) var foundingCode: String?
    /// What the server said when it was started last.
    package private(set) var serverAnswer = ""
    package var environment: [String: String]

    /// - Parameters:
    ///   - folder: emptied first.
    ///   - binaries: where `tonus` and `tonus-server` were built.
    package init(folder: String, binaries: String) throws {
        (self.folder, self.binaries) = (folder, binaries)
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(
            atPath: folder + "/run", withIntermediateDirectories: true)
        environment = ["PATH": "/usr/bin:/bin", "TZ": "Europe/Berlin", "NO_COLOR": "1"]
        environment["TONUS_HOME"] = folder + "/home"
        environment["HOME"] = folder
        environment["TONUS_AUTOSYNC"] = "0"
        environment["TONUS_PLANTED_FAULT"] =
            ProcessInfo.processInfo.environment["TONUS_PLANTED_FAULT"]
    }

    deinit {
        server?.kill()
        server?.wait()
    }

    package var serverData: String { folder + "/server" }
    /// The server's process; 0 while there is none.
    package var serverProcess: pid_t { server?.process ?? 0 }

    /// Starts the server, on the port it had before if it had one, and waits until it listens.
    package func startServer() throws {
        if let port = address.split(separator: ":").last { return try startServer(on: port) }
        var last: any Error = HouseholdError.serverSaidNothing("no port was tried")
        for _ in 0..<8 {
            do { return try startServer(on: "\(Int.random(in: Self.ports))") } catch {
                last = error
            }
        }
        throw last
    }

    /// Below the range that Linux gives to outgoing connections: a server that is killed must find
    /// its port free again, and with a port from that range another test's client may sit on it.
    private static let ports = 10_000..<32_000

    private func startServer(on port: some StringProtocol) throws {
        let words = ["serve", "--port", String(port), "--data", serverData]
        let child = try spawn("tonus-server", words, input: nil)
        for _ in 0..<400 {
            if child.hasEnded { break }
            let text = child.standardOutput
            for line in text.split(separator: "\n") {
                if line.hasPrefix("listening on ") {
                    address = String(line.dropFirst("listening on ".count))
                    server = child
                }
                if let code = line.split(separator: ":").last, line.hasPrefix("code to found") {
                    foundingCode = code.trimmingCharacters(in: .whitespaces)
                }
            }
            if server === child {
                serverAnswer = text
                return
            }
            usleep(25_000)
        }
        child.kill()
        throw HouseholdError.serverSaidNothing(
            "exit \(child.wait()): " + child.standardOutput + child.standardError)
    }

    /// A further code to found a diary at the server.
    package func newCode() throws -> String {
        let child = try spawn("tonus-server", ["code", "--data", serverData], input: nil)
        guard child.wait() == 0 else { throw HouseholdError.unexpected(child.standardError) }
        return child.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Ends the server at once, as a power cut would, or asks it to end with SIGTERM.
    package func endServer(_ signal: Int32 = SIGKILL) {
        server?.kill(signal)
        server?.wait()
        server = nil
    }

    /// Starts a command and does not wait for it.
    package func begin(_ words: [String], input: String? = nil) throws -> Child {
        try spawn("tonus", words, input: input)
    }

    /// Starts a line of a shell.
    package func begin(shell line: String) throws -> Child {
        count += 1
        return try Child(
            "/bin/sh", ["-c", line], environment: environment, input: nil,
            folder: folder + "/run", name: "\(count)")
    }

    /// Where `swift test` put the programs that this run was built with.
    package static let binaries: String = {
        let arguments = CommandLine.arguments
        if let place = arguments.firstIndex(of: "--test-bundle-path"),
            let bundle = arguments.dropFirst(place + 1).first
        {
            return URL(fileURLWithPath: bundle).deletingLastPathComponent().path
        }
        return URL(fileURLWithPath: arguments[0]).deletingLastPathComponent().path
    }()

    /// Runs a command to its end.
    package func tonus(_ words: String..., input: String? = nil) throws -> Answer {
        try tonus(words, input: input)
    }

    package func tonus(_ words: [String], input: String? = nil) throws -> Answer {
        let child = try begin(words, input: input)
        let code = child.wait()
        return Answer(code: code, output: child.standardOutput, errors: child.standardError)
    }

    /// Runs a command that must succeed.
    ///
    /// - Throws: `HouseholdError.unexpected` with what it said instead.
    @discardableResult
    package func must(_ words: String..., input: String? = nil) throws -> String {
        let answer = try tonus(words, input: input)
        guard answer.code == 0 else {
            throw HouseholdError.unexpected(
                "tonus \(words.joined(separator: " ")): exit \(answer.code)\n\(answer.errors)")
        }
        return answer.output
    }

    private func spawn(_ program: String, _ words: [String], input: String?) throws -> Child {
        count += 1
        return try Child(
            "\(binaries)/\(program)", words, environment: environment, input: input,
            folder: folder + "/run", name: "\(count)")
    }
}

extension Household {
    /// One field of a command's JSON document.
    package func json<Answer>(_ words: String..., field: String) throws -> Answer {
        let answer = try tonus(words + ["--json"])
        let object = try? JSONSerialization.jsonObject(with: Data(answer.output.utf8))
        guard let value = (object as? [String: Any])?[field] as? Answer else {
            throw HouseholdError.unexpected(
                "no \(field) from tonus \(words.joined(separator: " ")): exit \(answer.code)\n"
                    + answer.output + answer.errors)
        }
        return value
    }

    /// The code in what `invite` printed, or the kit in what `setup` printed.
    package static func code(in text: String) throws -> String {
        let line = text.split(separator: "\n").first { $0.contains("@http") }
        guard let line else { throw HouseholdError.unexpected("no code in: \(text)") }
        return line.trimmingCharacters(in: .whitespaces)
    }

    /// The ids of all the episodes that a replica shows.
    package func episodes(_ replica: String) throws -> Set<String> {
        let rows: [[String: Any]] = try json(
            "list", "-n", "100000", "-R", replica, field: "episodes")
        return Set(rows.compactMap { $0["id"] as? String })
    }
}
