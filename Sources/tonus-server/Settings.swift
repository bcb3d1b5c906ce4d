import ArgumentParser
import Foundation
import TonusServer

/// Where the server listens: a flag over the environment over what it is otherwise.
struct Settings {
    let host: String
    let port: Int

    init(
        host: String?, port: UInt16?, isBehindProxy: Bool,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        self.host = host ?? environment["TONUS_SERVER_HOST"] ?? "127.0.0.1"
        if let port {
            self.port = Int(port)
        } else {
            let text = environment["TONUS_SERVER_PORT"] ?? "8787"
            guard let port = UInt16(text) else {
                throw refusal(
                    "TONUS_SERVER_PORT is '\(text)', which is no port",
                    hint: "type `TONUS_SERVER_PORT=8787 tonus-server serve`")
            }
            self.port = Int(port)
        }
        guard isLoopback || isBehindProxy else {
            throw refusal(
                "\(self.host) can be reached from other machines, and this server does no TLS",
                hint: "put a proxy with TLS in front and type `tonus-server serve "
                    + "--host \(self.host) --behind-proxy`, or leave --host out")
        }
    }

    private var isLoopback: Bool {
        if ["localhost", "::1"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// An address of version 6 stands in brackets there.
    var hostInURL: String { host.contains(":") ? "[\(host)]" : host }
}

/// Where the server keeps what it is given.
struct DataOptions: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: ArgumentHelp(
            "The directory to keep everything in "
                + "(TONUS_SERVER_DATA; default: ~/.local/state/tonus-server)",
            valueName: "DIR"))
    var directory: String?

    func openLog() throws -> SQLiteEnvelopeLog {
        var random = SystemRandomNumberGenerator()
        return try SQLiteEnvelopeLog(directory: url, random: &random)
    }

    private var url: URL {
        let environment = ProcessInfo.processInfo.environment
        if let directory = directory ?? environment["TONUS_SERVER_DATA"] {
            return URL(fileURLWithPath: directory, isDirectory: true)
        }
        // The specification asks to ignore a relative path.
        let named = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let state =
            named.map { URL(fileURLWithPath: $0, isDirectory: true) }
            ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(
                ".local/state", isDirectory: true)
        return state.appendingPathComponent("tonus-server", isDirectory: true)
    }
}
