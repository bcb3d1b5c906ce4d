/// A point of the scale, said as a word. Figures are what is typed; this is what is suggested.
enum SpokenNumber {
    private static let words = [
        ["zero", "null"], ["one", "eins"], ["two", "zwei"], ["three", "drei"], ["four", "vier"],
        ["five", "fünf"], ["six", "sechs"], ["seven", "sieben"], ["eight", "acht"],
        ["nine", "neun"], ["ten", "zehn"],
    ]

    static func read(_ word: String) -> Int? {
        let folded = Spelling.folded(word)
        return words.firstIndex { $0.contains { Spelling.folded($0) == folded } }
    }
}
