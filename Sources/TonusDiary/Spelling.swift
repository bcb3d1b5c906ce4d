/// How words are typed: with or without capitals, and with or without the letters of German.
enum Spelling {
    /// In small letters, with `ae`, `oe`, `ue` and `ss` for the letters that not every keyboard has.
    static func folded(_ word: String) -> String {
        let word = word.lowercased()
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
        var folded = ""
        for letter in word {
            switch letter {
            case "ä": folded += "ae"
            case "ö": folded += "oe"
            case "ü": folded += "ue"
            case "ß": folded += "ss"
            default: folded.append(letter)
            }
        }
        return folded
    }
}
