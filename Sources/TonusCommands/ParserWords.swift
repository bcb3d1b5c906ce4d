import TonusDiary

/// The headings and errors that ArgumentParser writes in English, in a person's language.
///
/// They are put in where its text leaves the program. A line that is not known here stays as it is.
enum ParserWords {
    static func translated(_ text: String, into language: Language) -> String {
        guard language == .german else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            pieces.reduce(translated(line: String(line))) { line, piece in
                line.replacing(piece.key, with: piece.value)
            }
        }.joined(separator: "\n")
    }

    /// The last line of an error is the command to type, and nothing around it.
    static func endingWithCommand(_ text: String) -> String {
        let ends = ["  See '{}' for more information.", "  See '{}' for detailed help."]
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let last = lines.popLast(), text.hasPrefix("Error: "),
            let command = ends.lazy.compactMap({ gaps(of: last, in: $0)?.first }).first
        else { return text }
        return (lines + ["  \(command)"]).joined(separator: "\n")
    }

    private static func translated(line: String) -> String {
        for (key, template) in German.parserLines {
            guard let gaps = gaps(of: line, in: key) else { continue }
            let inner = key == "Error: {}" ? gaps.map(translated(line:)) : gaps
            return Phrase(key: key, gaps: inner).filling(template)
        }
        return line
    }

    private static var pieces: KeyValuePairs<String, String> { German.parserPieces }

    /// What stands in the gaps of a template, where a line is one of its kind; the last gap takes all
    /// that is left.
    static func gaps(of line: String, in template: String) -> [String]? {
        var parts = template.split(separator: "{}", omittingEmptySubsequences: false)[...]
        guard let first = parts.popFirst(), line.hasPrefix(first) else { return nil }
        var rest = line.dropFirst(first.count)
        var gaps: [String] = []
        while let part = parts.popFirst() {
            if parts.isEmpty {
                guard rest.hasSuffix(part) else { return nil }
                gaps.append(String(rest.dropLast(part.count)))
                return gaps
            }
            guard let found = rest.firstRange(of: part) else { return nil }
            gaps.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return rest.isEmpty ? gaps : nil
    }
}

extension German {
    /// Whole lines; the first that fits is taken.
    static let parserLines: KeyValuePairs<String, String> = [
        "Error: {}": "Fehler: {}",
        "OVERVIEW: {}": "ÜBERSICHT: {}",
        "USAGE: {}": "AUFRUF: {}",
        "Usage: {}": "Aufruf: {}",
        "Help:  {}": "Hilfe:  {}",
        "ARGUMENTS:": "ANGABEN:",
        "OPTIONS:": "OPTIONEN:",
        "SUBCOMMANDS:": "BEFEHLE:",
        "  See '{}' for detailed help.": "  Mehr dazu: '{}'",
        "  See '{}' for more information.": "  Mehr dazu: '{}'",
        "Missing expected argument '{}'": "es fehlt die Angabe '{}'",
        "Missing one of: '{}'": "es fehlt eines davon: '{}'",
        "Missing value for '{}'": "es fehlt der Wert für '{}'",
        "Missing required subcommand.": "es fehlt der Befehl",
        "Unknown option '{}'. Did you mean '{}'?":
            "die Option '{}' ist unbekannt; war '{}' gemeint?",
        "Unknown option '{}'": "die Option '{}' ist unbekannt",
        "Unexpected argument '{}'": "'{}' passt hier nicht",
        "{} unexpected arguments: '{}'": "{} Angaben passen hier nicht: '{}'",
        "The option '{}' does not take any value, but '{}' was specified.":
            "die Option '{}' nimmt keinen Wert, aber '{}' steht da",
        "The value '{}' is invalid for '{}'{}": "'{}' passt nicht zu '{}'{}",
    ]

    /// Pieces of lines.
    static let parserPieces: KeyValuePairs<String, String> = [
        "Show help information.": "Diese Hilfe zeigen.",
        "Show the version.": "Die Version zeigen.",
        "Show subcommand help information.": "Die Hilfe zu einem Befehl zeigen.",
        "(default: ": "(ohne Angabe: ", "; default: ": "; ohne Angabe: ",
        "(values: ": "(möglich: ", "<subcommand>": "<befehl>", "<options>": "<optionen>",
        "Please provide one of ": "Möglich ist: ", "' or '": "' oder '", "' and '": "' oder '",
    ]
}
