import TonusExchange

/// What is said of files that come and go.
extension Catalogue {
    func exported(_ count: Int, _ path: String) -> [String] {
        [
            say("\(plural(count, "entry", "entries")) written to \(path)."),
            say("Only you can read it here. Whoever you give it to can read all of it."),
        ]
    }

    func failure(_ error: ExchangeError) -> Told {
        let safe = say("Nothing was changed.")
        return switch error {
        case .noSuchTable(let word, let known):
            told(
                "there is no table of '\(word)'",
                "There are: \(known.joined(separator: ", ")).",
                "export --format csv --of \(known.first ?? "episodes")", 64)
        case .notOfKinds(let format):
            told(
                said: say("only a table can be of one kind, and \(format) is none"), safe,
                "export --format \(format)", 64)
        case .wholeOnly(let format):
            told(
                said: say("\(format) holds the whole diary, and no part of its months"), safe,
                "export --format csv --months 3", 64)
        case .neverPrivate(let format):
            told(
                said: say("what is private is in json and sqlite alone, and never in \(format)"),
                safe, "export --format sqlite --private --out diary.sqlite", 64)
        case .withoutCodes(let format):
            told(
                said: say("only fhir has codes of SNOMED CT, and \(format) has none"), safe,
                "export --format fhir --snomed", 64)
        case .mapping(let problem): failure(problem)
        case .table(let problem, let file): failure(problem, file)
        case .tooLarge(let file):
            told(said: say("\(file) is larger than any diary"), safe, "help import", 65)
        }
    }

    private func failure(_ problem: MappingProblem) -> Told {
        let safe = say("Nothing was changed.")
        let help = "help import"
        return switch problem {
        case .notJSON: told(said: say("the mapping is no JSON object"), safe, help, 65)
        case .unknownKey(let key, let choices):
            told(
                "a mapping has no '\(shortened(key))'",
                "Nothing was changed. There are: \(choices.joined(separator: ", ")).", help, 65
            )
        case .badValue(let key, let value):
            told(
                said: say("'\(shortened(value))' cannot be what the mapping says for '\(key)'"),
                safe,
                help, 65)
        case .notAPair(let text):
            told(said: say("'\(text)' is not of the form field=column"), safe, help, 64)
        }
    }

    private func failure(_ problem: TableProblem, _ file: String) -> Told {
        let safe = say("Nothing was changed.")
        let help = "help import"
        func there(_ columns: [String]) -> String {
            say(
                "Nothing was changed. Its columns are: \(columns.prefix(40).map(shortened).joined(separator: ", "))."
            )
        }
        return switch problem {
        case .text(.binary): told(said: say("\(file) is no text"), safe, help, 65)
        case .text(.notIn(let encoding, let line)):
            told(
                said: say("\(file) is not written in \(encoding.rawValue), as line \(line) shows"),
                say(
                    "Nothing was changed. A mapping can say how it is: \(#""encoding": "windows-1252""#)"
                ),
                help, 65)
        case .empty:
            told(said: say("\(file) has no first line to name its columns"), safe, help, 65)
        case .whichDelimiter:
            told(
                said: say(
                    "the first line of \(file) holds more than one of comma, semicolon and tab"),
                say(
                    "Nothing was changed. A mapping can say which parts the columns: \(#""delimiter": ";""#)"
                ),
                help, 65)
        case .twoColumns(let name):
            told(said: say("\(file) has two columns called '\(shortened(name))'"), safe, help, 65)
        case .noColumn(let name, let columns):
            told(said: say("\(file) has no column '\(shortened(name))'"), there(columns), help, 65)
        case .noOnset(let columns):
            told(
                said: say("no column of \(file) is called onset, to say when it was"),
                there(columns),
                "import \(file) --column onset=\(columns.first.map { quoted(shortened($0)) } ?? "Start")",
                65)
        case .whichScale(let column, let most):
            told(
                said: say(
                    "nothing in the column '\(shortened(column))' is above \(most): does it go to 10?"
                ),
                say(
                    "Nothing was changed. A mapping can say so: \(#""scale": "0-10""#), or what each value is: \(#""values": {"3": "6"}"#)"
                ),
                help, 65)
        }
    }
}
