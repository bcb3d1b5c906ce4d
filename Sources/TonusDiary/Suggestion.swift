/// Finds the word that a person probably meant.
public enum Suggestion {
    /// The nearest of `known` within two slips of the keyboard, or one for short words; never the word
    /// itself, which nobody means by a slip.
    public static func nearest(to word: String, among known: [String]) -> String? {
        near(word, known, most: 2)?.word
    }

    private static func near(
        _ word: String, _ known: [String], most: Int
    ) -> (slips: Int, word: String)? {
        let word = word.lowercased()
        guard word.count <= 40 else { return nil }
        let limit = word.count <= 4 ? 1 : most
        return known.map { (distance(word, $0), $0) }.filter { (1...limit).contains($0.0) }
            .min { $0 < $1 }
    }

    /// The nearest word of a person's language, or one of another, as it may be typed, where that is
    /// nearer: of a language that is not theirs, people mistype one letter.
    static func nearest(
        to word: String, in language: Language, among known: (Language) -> [String]
    ) -> String? {
        let (folded, isGerman) = (Spelling.folded(word), language == .german)
        // A word that is known is no slip: it is only in the wrong place.
        let isKnown = [Language.english, .german].contains { language in
            known(language).contains { Spelling.folded($0) == folded }
        }
        if isKnown { return nil }
        let english = near(word, known(.english), most: 2)
        let german = near(
            folded, known(.german).map(Spelling.folded), most: isGerman ? 2 : 1)
        guard let english, let german else { return (english ?? german)?.word }
        let isGermanNearer = isGerman ? german.slips <= english.slips : german.slips < english.slips
        return isGermanNearer ? german.word : english.word
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
