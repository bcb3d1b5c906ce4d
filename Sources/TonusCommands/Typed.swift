/// The words behind `tonus`, as they were typed, so that an error can end with the same command and
/// the slip in it mended.
struct Typed {
    /// The command, and what stands behind it; no replica, which every hint names by itself.
    private let arguments: [[String]]
    private let command: String?

    static let nothing = Typed([])

    /// - Parameter words: as `CommandWords.arranged` leaves them.
    init(_ words: [String]) {
        var (kept, rest) = ([String](), words[...])
        while let word = rest.popFirst() {
            if ["-R", "--replica"].contains(word) {
                rest = rest.dropFirst()
            } else if !word.hasPrefix("--replica=") {
                kept.append(word)
            }
        }
        command = kept.first.flatMap { CommandWords.command($0) == nil ? nil : $0 }
        arguments = kept.map { $0.split(separator: " ").map(String.init) }
    }

    /// The page on the command, or on all of them.
    var help: String { command.map { "\($0) --help" } ?? "help" }

    /// All of it, as a shell takes it.
    var text: String { text(arguments.map { $0.map(Optional.some) }) }

    /// What was typed, with some words in the place of others.
    ///
    /// The slip may be a word, several in a row, or one side of a `field=value`.
    ///
    /// - Returns: nil where it does not stand there, or nothing would change.
    func mended(_ slip: String, _ mend: String) -> String? {
        let slips = slip.split(separator: " ").map(String.init)
        let places = arguments.indices.flatMap { argument in
            arguments[argument].indices.map { (argument, $0) }
        }
        let words = places.map { arguments[$0.0][$0.1] }
        let starts = words.indices.dropFirst(command == nil ? 0 : 1)
            .filter { $0 + slips.count <= words.count }
        guard let first = slips.first, slip != mend else { return nil }
        for start in starts {
            guard let front = Self.replaced(first, by: mend, in: words[start]),
                zip(words[start...].dropFirst(), slips.dropFirst()).allSatisfy({
                    $0.lowercased() == $1.lowercased()
                })
            else { continue }
            var mended = arguments.map { $0.map(Optional.some) }
            for place in places[start..<start + slips.count] { mended[place.0][place.1] = nil }
            mended[places[start].0][places[start].1] = front
            return text(mended)
        }
        return nil
    }

    private func text(_ words: [[String?]]) -> String {
        zip(words, arguments).flatMap { words, typed in
            let kept = words.compactMap { $0 }
            // One word that became several was never meant to be one.
            if typed.count == 1, kept.first?.contains("=") == false {
                return kept.flatMap { $0.split(separator: " ").map(String.init) }
            }
            return kept.isEmpty ? [] : [kept.joined(separator: " ")]
        }.map(Self.quoted).joined(separator: " ")
    }

    private static func replaced(_ slip: String, by mend: String, in word: String) -> String? {
        let slip = slip.lowercased()
        if word.lowercased() == slip { return mend }
        let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, let name = sides.first, let value = sides.last else { return nil }
        if name.lowercased() == slip { return "\(mend)=\(value)" }
        return value.lowercased() == slip ? "\(name)=\(mend)" : nil
    }

    /// As a shell takes it for one word.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_.,:/=+@%".contains($0) }
        return isPlain && !word.isEmpty
            ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
}
