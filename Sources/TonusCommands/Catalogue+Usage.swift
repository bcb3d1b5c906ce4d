import TonusDiary

/// What is said of an errand that cannot be one, and what to type instead.
extension Catalogue {
    func failure(_ error: UsageError) -> Told {
        switch error {
        case .unknownCommand(let word, let suggestion?):
            // Nobody leaves a diary by a slip.
            mending(
                word, suggestion == "leave" ? "leave --help" : suggestion,
                told(
                    "there is no command '\(word)'; did you mean '\(suggestion)'?",
                    "Nothing was changed.", "help", 64))
        case .unknownCommand(let word, nil):
            told("there is no command '\(word)'", "Nothing was changed.", "help", 64)
        case .badReplicaName(let name): badReplica(name)
        case .badRole, .badExpiry, .nameNeeded: sharing(error)
        case .badShell, .unknownSetting, .badSetting, .badConfig: setting(error)
        case .noInput(let path):
            told("cannot read \(path)", "Nothing was changed.", "help import", 66)
        case .cannotWrite(let path, let code): cannotWrite(path, code)
        case .taken(let path): taken(path)
        case .cutShort: cutShort
        case .outNeeded: outNeeded
        case .badMonths(let months, let most, let instead): badMonths(months, most, instead)
        case .nothingToKeep: nothingToKeep
        case .badEnding(let ending): badEnding(ending)
        case .nobodyThere: told("there is no diary here yet", "Nothing was changed.", "help", 4)
        case .programMissing(let path):
            told(
                "a part of Tonus is missing: \(path)", "Your entries are safe.",
                verbatim: say("Install Tonus again."), 1)
        default: lacking(error)
        }
    }

    /// Where something is missing that the errand is about.
    private func lacking(_ error: UsageError) -> Told {
        switch error {
        case .noText: told("the note is empty", "Nothing was saved.", typed.help, 64)
        case .several(let lines):
            told(
                "\(lines.count) episodes are going on",
                "Nothing was changed. Say which one.\n\(lines.joined(separator: "\n"))",
                "\(typed.text.isEmpty ? "stop" : typed.text) --episode \(lines.count)", 64)
        case .nothingRunning:
            told("no episode is going on", "Nothing was changed.", "log --help", 1)
        case .nothingToSearch:
            told("nothing to look for was said", "Nothing was changed.", typed.help, 64)
        default: told("nothing to change was said", "Nothing was changed.", typed.help, 64)
        }
    }

    private func badReplica(_ name: String) -> Told {
        let letters = name.lowercased().filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
        }
        let mend = letters.isEmpty ? "phone" : letters
        return told(
            "'\(name)' cannot name a replica: small letters, digits and dashes only",
            "Nothing was changed.",
            verbatim: "tonus -R \(mend)" + (typed.text.isEmpty ? "" : " \(typed.text)"), 64)
    }

    private func sharing(_ error: UsageError) -> Told {
        switch error {
        case .badRole(let role):
            mending(
                role, Suggestion.nearest(to: role, among: ["owner", "caregiver", "viewer"]),
                told(
                    "'\(role)' is no role: owner, caregiver or viewer", "Nothing was changed.",
                    typed.help, 64))
        case .badExpiry(let text):
            told("'\(text)' is no length of time", "Nothing was changed.", typed.help, 64)
        default: told("who is it for?", "Nothing was changed.", typed.help, 64)
        }
    }

    private func setting(_ error: UsageError) -> Told {
        switch error {
        case .badShell(let shell, let known):
            mending(
                shell, Suggestion.nearest(to: shell, among: known),
                told(
                    "no completions for '\(shell)': \(known.joined(separator: ", "))",
                    "Nothing was changed.", typed.help, 64))
        case .unknownSetting(let name, let known):
            mending(
                name, Suggestion.nearest(to: name, among: known),
                told(
                    "there is no setting '\(name)': \(known.joined(separator: ", "))",
                    "Nothing was changed.", "config", 64))
        case .badSetting(_, let text, let choices):
            mending(
                text, Suggestion.nearest(to: text, among: choices),
                told(
                    choices == ["on", "off"]
                        ? "'\(text)' is neither on, off nor default"
                        : "'\(text)' is none of these: \(choices.joined(separator: ", ")), default",
                    "Nothing was changed.", "config", 64))
        case .badConfig(let path):
            told(
                "cannot read the settings in \(path)", "Your entries are safe.",
                verbatim: "mv \(path) \(path).old", 78)
        default: told("nothing to change was said", "Nothing was changed.", "config", 64)
        }
    }
}
