import ArgumentParser
import Foundation
import Logging
import TonusServer

/// `tonus-server serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve until stopped")

    @Option(help: "The address to listen on (TONUS_SERVER_HOST; default: 127.0.0.1)")
    var host: String?
    @Option(help: "The port to listen on, 0 for any (TONUS_SERVER_PORT; default: 8787)")
    var port: UInt16?
    @OptionGroup var data: DataOptions
    @Flag(help: "Allow an address other than loopback, because a proxy in front does the TLS")
    var behindProxy = false

    func run() async throws {
        let settings = try Settings(host: host, port: port, isBehindProxy: behindProxy)
        try await reportingErrors {
            let server = DiaryServer(log: try data.openLog(), logger: makeLogger(), now: now)
            var random = SystemRandomNumberGenerator()
            let code = try server.firstCode(random: &random)
            try await server.run(host: settings.host, port: settings.port) { port in
                // In one write: who reads the address has the code too.
                let lines = ["listening on http://\(settings.hostInURL):\(port)"]
                say(
                    (lines + (code.map { ["code to found a diary: \($0)"] } ?? []))
                        .joined(separator: "\n"))
            }
        }
    }

    private func makeLogger() -> Logger {
        var logger = Logger(
            label: "tonus-server", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .info
        return logger
    }
}

/// `tonus-server code`.
struct CodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code",
        abstract: "Print a code with which one diary can be founded here",
        discussion: "A server that runs on the same data takes it at once.")

    @OptionGroup var data: DataOptions

    func run() async throws {
        try await reportingErrors {
            var random = SystemRandomNumberGenerator()
            let logic = ServerLogic(log: try data.openLog())
            say("\(try logic.makeCode(now: now(), random: &random))")
        }
    }
}
