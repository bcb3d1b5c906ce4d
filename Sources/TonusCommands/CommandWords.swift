import ArgumentParser
import TonusDiary

/// The words behind `tonus`, before they are parsed.
enum CommandWords {
    /// Every word that names a command.
    static let commands = """
        today tap t start s stop x log l edit note delete undo u redo list ls
        show setup invite join sync status import export rebuild doctor tally none rate
        search review history link unlink devices leave config completions
        checkin light mark factor treatment regimen dose exercise relapse measure advice
        question visit side-effect favourites f insights chart report
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    /// The commands that need a server.
    static let online = ["setup", "invite", "join", "sync", "leave"]

    /// What a word names. A table of all of them would have to be made at every start.
    static func command(_ word: String) -> (any ParsableCommand.Type)? {
        switch word {
        case "today": TodayCommand.self
        case "tap", "t": TapCommand.self
        case "start", "s": StartCommand.self
        case "stop", "x": StopCommand.self
        case "log", "l": LogCommand.self
        case "edit": EditCommand.self
        case "note": NoteCommand.self
        case "delete": DeleteCommand.self
        case "undo", "u": UndoCommand.self
        case "redo": RedoCommand.self
        case "list", "ls": ListCommand.self
        case "show": ShowCommand.self
        case "setup": SetupCommand.self
        case "invite": InviteCommand.self
        case "join": JoinCommand.self
        case "sync": SyncCommand.self
        case "status": StatusCommand.self
        case "import": ImportCommand.self
        case "export": ExportCommand.self
        case "rebuild": RebuildCommand.self
        case "doctor": DoctorCommand.self
        case "tally": TallyCommand.self
        case "none": NoneCommand.self
        case "rate": RateCommand.self
        case "search": SearchCommand.self
        case "review": ReviewCommand.self
        case "history": HistoryCommand.self
        case "link": LinkCommand.self
        case "unlink": UnlinkCommand.self
        case "devices": DevicesCommand.self
        case "leave": LeaveCommand.self
        case "config": ConfigCommand.self
        case "completions": CompletionsCommand.self
        case "checkin": CheckInCommand.self
        case "light": LightCommand.self
        case "mark": MarkCommand.self
        case "factor": FactorCommand.self
        case "treatment": TreatmentCommand.self
        case "regimen": RegimenCommand.self
        case "dose": DoseCommand.self
        case "exercise": ExerciseCommand.self
        case "relapse": RelapseCommand.self
        case "measure": MeasureCommand.self
        case "advice": AdviceCommand.self
        case "question": QuestionCommand.self
        case "visit": VisitCommand.self
        case "side-effect": SideEffectCommand.self
        case "favourites", "f": FavouritesCommand.self
        case "insights": InsightsCommand.self
        case "chart": ChartCommand.self
        case "report": ReportCommand.self
        case "help-topic": TopicCommand.self
        default: nil
        }
    }

    /// What a German reader types before anything is known of Tonus.
    private static let otherNames = ["heute": "today", "hilfe": "help"]

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
        guard let first = rest.first else { return options }
        let command = otherNames[first.lowercased()] ?? first
        if command == "help" {
            // A page is the same of every replica.
            guard let topic = rest.dropFirst().first, TopicCommand.topics[topic] != nil else {
                return [command] + rest.dropFirst()
            }
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
        guard let word = words.first, !word.hasPrefix("-"), word != "help", command(word) == nil
        else {
            return nil
        }
        // Short names are one slip from every other short word.
        let known = (commands + ["help"]).filter { $0.count > 2 }.sorted()
        let suggestion = Suggestion.nearest(to: word, among: known)
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
    case badSetting(String, String, [String])
    case badConfig(String)
    /// With what the system said, `errno`, where it said anything.
    case cannotWrite(String, Int32 = 0)
    /// A place that an output cannot have: it is the diary's own, or an input of the same command.
    case taken(String)
    /// Standard output took only the beginning of what was to be said.
    case cutShort
    case outNeeded
    /// Which page was handed over can be noted of a page in a file alone.
    case nothingToKeep
    /// A span that is no span, or a longer one than anybody's; and what may be typed instead.
    case badMonths(Int, most: Int, instead: String)
    /// A file's name ends in a way that says what nobody here can make.
    case badEnding(String)
    case nobodyThere
    case programMissing(String)
}

/// Something stands on top of what was to be taken back.
struct WrittenOver: Error {
    /// What it is, as its history has it.
    let lines: [String]
    let reference: String
}
