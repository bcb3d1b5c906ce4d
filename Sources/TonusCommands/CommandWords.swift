import ArgumentParser
import TonusDiary

/// The words behind `tonus`, before they are parsed.
enum CommandWords {
    /// Every word that names a command.
    static let commands: [String: any ParsableCommand.Type] = [
        "today": TodayCommand.self, "tap": TapCommand.self, "t": TapCommand.self,
        "start": StartCommand.self, "s": StartCommand.self, "stop": StopCommand.self,
        "x": StopCommand.self, "log": LogCommand.self, "l": LogCommand.self,
        "edit": EditCommand.self, "note": NoteCommand.self, "delete": DeleteCommand.self,
        "undo": UndoCommand.self, "u": UndoCommand.self, "redo": RedoCommand.self,
        "list": ListCommand.self, "ls": ListCommand.self, "show": ShowCommand.self,
        "setup": SetupCommand.self, "invite": InviteCommand.self, "join": JoinCommand.self,
        "sync": SyncCommand.self, "status": StatusCommand.self, "import": ImportCommand.self,
        "rebuild": RebuildCommand.self, "doctor": DoctorCommand.self, "tally": TallyCommand.self,
        "none": NoneCommand.self, "rate": RateCommand.self, "search": SearchCommand.self,
        "review": ReviewCommand.self, "history": HistoryCommand.self, "link": LinkCommand.self,
        "unlink": UnlinkCommand.self, "devices": DevicesCommand.self, "leave": LeaveCommand.self,
        "config": ConfigCommand.self, "completions": CompletionsCommand.self,
        "help-topic": TopicCommand.self,
    ]

    private static let withValue: Set = ["-R", "--replica"]

    /// Puts the options that stand before the command behind it, so that `tonus -R phone t` and
    /// `tonus t -R phone` are one.
    static func arranged(_ words: [String]) -> [String] {
        var options: [String] = []
        var rest = words[...]
        while let word = rest.first, word.hasPrefix("-"), word != "--" {
            guard
                withValue.contains(word) || word.hasPrefix("--replica=")
                    || ["--json", "--plain", "--no-sync"].contains(word)
            else { break }
            options.append(word)
            rest = rest.dropFirst()
            if withValue.contains(word), let value = rest.first {
                options.append(value)
                rest = rest.dropFirst()
            }
        }
        guard let command = rest.first else { return options }
        if command == "help", let topic = rest.dropFirst().first,
            TopicCommand.topics[topic] != nil
        {
            return ["help-topic", topic]
        }
        guard !command.hasPrefix("-") else { return options + rest }
        return [command] + options + rest.dropFirst()
    }

    /// The replica that was named, so that a hint can name it too.
    static func replica(in words: [String]) -> String? {
        for (word, value) in zip(words, words.dropFirst()) where withValue.contains(word) {
            return value == "default" ? nil : value
        }
        return nil
    }

    static func unknownCommand(in words: [String]) -> UsageError? {
        guard let word = words.first, !word.hasPrefix("-"), commands[word] == nil, word != "help"
        else {
            return nil
        }
        let suggestion = Suggestion.nearest(to: word, among: (commands.keys + ["help"]).sorted())
        return .unknownCommand(word, suggestion: suggestion)
    }
}

/// What was typed cannot be an errand.
enum UsageError: Error, Hashable {
    case unknownCommand(String, suggestion: String?)
    case nothingToEdit
    case noText
    case badReplicaName(String)
    case badRole(String)
    case badExpiry(String)
    /// The episodes that are going on, as numbered lines.
    case several([String])
    case nothingRunning
    case noInput(String)
    case nameNeeded
    case nothingToSearch
    case badShell(String, [String])
    case unknownSetting(String, [String])
    case badSetting(String, String)
    case badConfig(String)
    case cannotWrite(String)
    case nobodyThere
    case programMissing(String)
}

/// Something stands on top of what was to be taken back.
struct WrittenOver: Error {
    /// What it is, as its history has it.
    let lines: [String]
    let reference: String
}
