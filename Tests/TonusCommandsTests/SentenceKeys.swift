import Foundation

/// The keys of all sentences, read from the source of the catalogue: every string that is given to
/// `say`, `help`, `plural` or `told`, or is a `Phrase`.
struct SentenceKeys {
    private let text: [Character]
    private var place = 0
    private(set) var keys: [String] = []

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/TonusCommands")

    /// All keys, sorted, each once.
    static func all() throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("Catalogue") }
        let found = try files.flatMap { file in
            let source = try String(
                contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            return SentenceKeys(in: source).keys
        }
        return Set(found).sorted()
    }

    init(in source: String) {
        text = Array(source)
        while place < text.count { step() }
    }

    /// How many of a call's arguments are sentences; nil for what is none of these calls.
    private static func sentences(of call: String) -> ClosedRange<Int>? {
        switch call {
        case "say", "help": 0...0
        case "told": 0...1
        case "plural": 1...2
        default: nil
        }
    }

    private mutating func step() {
        if starts("//") {
            while place < text.count, text[place] != "\n" { place += 1 }
        } else if text[place] == "\"" {
            let start = place
            let (key, code) = literal()
            if stands("Phrase =", before: start) { keys.append(key) }
            take(code)
        } else if text[place].isLetter {
            word()
        } else {
            place += 1
        }
    }

    /// A name; where it is one of the calls, also what it is called with.
    private mutating func word() {
        let start = place
        while place < text.count, text[place].isLetter || text[place].isNumber { place += 1 }
        let name = String(text[start..<place])
        let isDeclared = String(text[max(0, start - 5)..<start]) == "func "
        guard !isDeclared, place < text.count, text[place] == "(",
            let sentences = Self.sentences(of: name)
        else { return }
        place += 1
        arguments(sentences, of: name)
    }

    private mutating func arguments(_ sentences: ClosedRange<Int>, of call: String) {
        var (depth, argument, found) = (1, 0, [String]())
        while place < text.count, depth > 0 {
            switch text[place] {
            case "\"":
                let (key, code) = literal()
                if depth == 1, sentences.contains(argument) { found.append(key) }
                take(code)
                continue
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            case "," where depth == 1: argument += 1
            case let letter where letter.isLetter:
                word()
                continue
            default: break
            }
            place += 1
        }
        keys += call == "plural" && found.count == 2 ? [found.joined(separator: "|")] : found
    }

    /// The keys in the code of a literal's gaps.
    private mutating func take(_ code: [String]) {
        for code in code { keys += SentenceKeys(in: code).keys }
    }

    /// Reads the literal here: its text with `{}` for each gap, and the code of the gaps.
    private mutating func literal() -> (key: String, code: [String]) {
        let isLong = starts("\"\"\"")
        place += isLong ? 3 : 1
        var (key, code) = ("", [String]())
        while place < text.count, isLong ? !starts("\"\"\"") : text[place] != "\"" {
            guard text[place] == "\\" else {
                key.append(text[place])
                place += 1
                continue
            }
            place += 2
            switch text[place - 1] {
            case "(":
                code.append(gap())
                key += "{}"
            case "n": key += "\n"
            case let other: key.append(other)
            }
        }
        place += isLong ? 3 : 1
        return (isLong ? Self.unindented(key) : key, code)
    }

    private mutating func gap() -> String {
        let start = place
        var depth = 1
        while depth > 0 {
            if text[place] == "\"" {
                _ = literal()
                continue
            }
            depth += text[place] == "(" ? 1 : text[place] == ")" ? -1 : 0
            place += 1
        }
        return String(text[start..<place - 1])
    }

    private static func unindented(_ text: String) -> String {
        let lines = text.components(separatedBy: "\n").dropFirst()
        let indent = lines.last ?? ""
        return lines.dropLast().map {
            $0.hasPrefix(indent) ? String($0.dropFirst(indent.count)) : $0
        }
        .joined(separator: "\n")
    }

    private func starts(_ mark: String) -> Bool { text[place...].starts(with: mark) }

    /// Whether these words stand before a place.
    private func stands(_ words: String, before place: Int) -> Bool {
        String(text[max(0, place - 120)..<place])
            .trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix(words)
    }
}
