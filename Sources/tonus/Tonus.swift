import ArgumentParser
import Foundation

/// The command line: text becomes a value at the door, and one command does one errand.
struct Tonus: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "tonus",
        abstract: Help.tonusAbstract,
        discussion: Help.tonusDiscussion,
        version: version,
        subcommands: [
            TodayCommand.self, TapCommand.self, StartCommand.self, StopCommand.self,
            LogCommand.self, EditCommand.self, NoteCommand.self, DeleteCommand.self,
            UndoCommand.self, RedoCommand.self, ListCommand.self, ShowCommand.self,
            SetupCommand.self, InviteCommand.self, JoinCommand.self, SyncCommand.self,
            StatusCommand.self, ImportCommand.self, RebuildCommand.self, DoctorCommand.self,
            TallyCommand.self, NoneCommand.self, RateCommand.self, SearchCommand.self,
            HistoryCommand.self, ReviewCommand.self, LinkCommand.self, UnlinkCommand.self,
            DevicesCommand.self,
            LeaveCommand.self, ConfigCommand.self, CompletionsCommand.self, TopicCommand.self,
        ],
        defaultSubcommand: TodayCommand.self)
}

@main
enum Main {
    static func main() async {
        let arguments = CommandWords.arranged(Array(CommandLine.arguments.dropFirst()))
        do {
            if let stray = CommandWords.unknownCommand(in: arguments) { throw stray }
            var command = try parsed(arguments)
            if var errand = command as? any AsyncParsableCommand {
                try await errand.run()
            } else {
                try command.run()
            }
        } catch {
            Failure(error, replica: CommandWords.replica(in: arguments)).exit()
        }
    }

    /// Knowing every command takes longer than most of them do: so the one that was named is tried
    /// alone, and only what does not fit it is looked at with all of them, for the right words.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        if let word = arguments.first, let type = CommandWords.commands[word],
            let command = try? type.parseAsRoot(Array(arguments.dropFirst()))
        {
            return command
        }
        return try Tonus.parseAsRoot(arguments)
    }
}
