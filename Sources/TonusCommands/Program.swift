import ArgumentParser
import Foundation
import TonusSync
import TonusTypes

#if canImport(Glibc)
    import Glibc
#endif

/// One of the two programs that the command line is.
///
/// Starting what reaches a server costs more than most commands do. So `tonus` has none of it, and
/// becomes `tonus-online`, which lies beside it, for the errands that need it.
package enum Program {
    /// Where a server is, who it is once that is known, and the wall clock in Unix milliseconds.
    package typealias Connecting =
        @Sendable (ServerAddress, ServerID?, @escaping @Sendable () -> Int64) -> any ServerLink

    /// Does what needs no server; for the rest, becomes the other program.
    package static func run() {
        let arguments = CommandWords.arranged(Array(CommandLine.arguments.dropFirst()))
        do {
            if let word = arguments.first, CommandWords.online.contains(word) {
                throw becomeOnline()
            }
            var command = try parsed(arguments)
            try command.run()
            if let cut = Output.failure { throw cut }
        } catch {
            Failure(error, replica: CommandWords.replica(in: arguments), typed: arguments).exit()
        }
    }

    /// - Parameter connecting: how a server is reached.
    package static func run(connecting: @escaping Connecting) async {
        let arguments = CommandWords.arranged(Array(CommandLine.arguments.dropFirst()))
        do {
            var command = try parsed(arguments)
            if var errand = command as? any AsyncParsableCommand {
                Desk.connect(by: connecting)
                try await errand.run()
            } else {
                try command.run()
            }
            if let cut = Output.failure { throw cut }
        } catch {
            Failure(error, replica: CommandWords.replica(in: arguments), typed: arguments).exit()
        }
    }

    /// Knowing every command takes longer than most of them do: so the one that was named is tried
    /// alone, and only what does not fit it is looked at with all of them, for the right words.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        if let stray = CommandWords.unknownCommand(in: arguments) { throw stray }
        if let word = arguments.first, let type = CommandWords.command(word),
            let command = try? type.parseAsRoot(Array(arguments.dropFirst()))
        {
            return command
        }
        return try Tonus.parseAsRoot(arguments)
    }

    /// The program for errands with a server; it lies beside this one.
    static var onlinePath: String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let folder = (path ?? CommandLine.arguments.first ?? "").split(
            separator: "/", omittingEmptySubsequences: false
        ).dropLast().joined(separator: "/")
        return folder + "/tonus-online"
    }

    /// Goes on as the other program, in this same process.
    ///
    /// - Returns: why it could not; else it does not return.
    private static func becomeOnline() -> UsageError {
        var words = CommandLine.arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        execv(onlinePath, &words)
        return .programMissing(onlinePath)
    }
}
