/// Finds the word that a person probably meant.
public enum Suggestion {
    /// The nearest of `known` within two slips of the keyboard, or one for short words.
    public static func nearest(to word: String, among known: [String]) -> String? {
        let word = word.lowercased()
        guard word.count <= 40 else { return nil }
        let limit = word.count <= 4 ? 1 : 2
        return known.map { (distance(word, $0), $0) }.filter { $0.0 <= limit }.min { $0 < $1 }?.1
    }

    /// The nearest English word, else the nearest of another language, as it may be typed.
    static func nearest(to word: String, among known: (Language) -> [String]) -> String? {
        nearest(to: word, among: known(.english))
            ?? nearest(to: Spelling.folded(word), among: known(.german).map(Spelling.folded))
    }

    /// Levenshtein's distance, with a swap of neighbours as one slip.
    ///
    /// Source: the optimal string alignment variant of Damerau, *CACM* 7(3), 1964, 171–176.
    static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(row[j] + 1, rows[i][j + 1] + 1)
                best = min(best, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
