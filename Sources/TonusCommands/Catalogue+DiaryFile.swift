import TonusExchange

/// What is said of files that a diary is written to, and read from.
extension Catalogue {
    // MARK: - Out

    /// - Parameter limit: how many bytes `import` takes.
    func wroteDiary(
        _ diary: ExportedDiary, to path: String?, limit: Int = ImportTable.fileLimit
    ) -> [String] {
        var lines: [String] = []
        if let path {
            lines.append(
                diary.file.count == 1
                    ? say("Wrote 1 change to \(path).")
                    : say("Wrote \(grouped(diary.file.count)) changes to \(path)."))
        }
        if diary.file.privateCount > 0 {
            lines.append(say("Private entries are in it too. Keep it where only you can read it."))
        }
        if diary.leftOut > 0 {
            let count = grouped(diary.leftOut)
            lines.append(
                diary.leftOut == 1
                    ? say("1 change is not in it: it does not count, or is too long.")
                    : say("\(count) changes are not in it: they do not count, or are too long."))
        }
        if !diary.isImportable(upTo: limit) {
            lines.append(
                say(
                    "It is larger than the \(limit >> 20) MB that import takes, and cannot be taken in again. Another device gets the whole diary with tonus invite."
                ))
        }
        return lines
    }

    func wroteViews(_ path: String, _ isPrivate: Bool) -> [String] {
        [
            say("Wrote what this diary shows to \(path)."),
            isPrivate
                ? say("Private entries are in it too. Keep it where only you can read it.")
                : say("Private and deleted entries are not in it."),
        ]
    }

    // MARK: - In

    func tookIn(_ new: Int, known: Int) -> [String] {
        [
            new == 1
                ? say("1 change taken in, \(grouped(known)) were here already.")
                : say("\(grouped(new)) changes taken in, \(grouped(known)) were here already.")
        ]
    }

    /// What the file says under ids that are here with something else.
    func leftOut(_ lines: [Int]) -> [String] {
        guard let first = lines.first else { return [] }
        return [
            lines.count == 1
                ? say("Line \(first) left out: something else is here under its id.")
                : say(
                    "\(lines.count) lines left out, the first of them line \(first): something else is here under their ids."
                ),
            say(
                "What is here stays. To go by the file, type it with tonus edit, or give those lines ids of their own."
            ),
        ]
    }

    func wouldTakeIn(_ new: Int, known: Int) -> [String] {
        [
            say(
                "\(plural(new, "change", "changes")) would be taken in, \(grouped(known)) are here already."
            ),
            say("Nothing was changed."),
        ]
    }

    func failure(_ error: DiaryFileError) -> Told {
        let line = error.line
        let what =
            switch error.problem {
            case .notJSON: say("line \(line) is no JSON")
            case .notUTF8: say("line \(line) holds a text that is not UTF-8")
            case .utf16: say("this file is in UTF-16, and a diary that Tonus wrote is in UTF-8")
            case .tooDeep: say("line \(line) is nested too deeply")
            case .badNumber(let text):
                say("line \(line) has '\(shortened(text))', which is no whole number")
            case .doubledName(let name): say("line \(line) has '\(shortened(name))' twice")
            case .notADiary: say("this file is JSON, and no diary that Tonus wrote")
            case .newerSchema(let schema):
                say("a newer version of Tonus wrote this file (\(shortened(schema)))")
            case .unknown(let name):
                say("line \(line) has '\(shortened(name))', which this version does not know")
            case .missing(let name): say("line \(line) has no '\(name)'")
            case .bad(let name): say("line \(line) has something in '\(name)' that cannot be there")
            case .changeTwice(let id):
                say("line \(line) has a change that was there before (\(id))")
            case .noSuchChange(let id):
                say("line \(line) names a change that is not in the file (\(id))")
            case .circle(let id):
                say("line \(line) has a change that names itself in a circle (\(id))")
            case .unfit: say("line \(line) has a change that no diary can hold")
            }
        let safe =
            switch error.problem {
            case .newerSchema, .unknown: say("Nothing was taken in. Update Tonus.")
            default: say("Nothing was taken in.")
            }
        return told(said: what, safe, "help import", 65)
    }

    var outNeeded: Told {
        told(
            "a database is no text to show here", "Nothing was written.",
            "export --format sqlite --out diary.sqlite", 64)
    }
}
