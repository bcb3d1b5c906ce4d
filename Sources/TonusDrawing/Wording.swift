/// Words on their way into a picture.
enum Wording {
    /// Without what steers a terminal, turns the order of letters, or may not stand in XML.
    static func cleaned(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\t" {
                shown.append(" ")
            } else {
                shown.append(isRefused(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(shown)
    }

    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFFFE...0xFFFF: true
        default: false
        }
    }

    /// Lines no wider than `width`, broken between words, and within one that is wider by itself.
    static func wrapped(
        _ text: String, width: Double, measure: (Substring) -> Double
    ) -> [String] {
        var lines: [String] = []
        var line: Substring = ""
        for word in text.split(separator: " ") {
            let longer = line.isEmpty ? word : line + " " + word
            if measure(longer) <= width {
                line = longer
                continue
            }
            if !line.isEmpty { lines.append(String(line)) }
            var pieces = pieces(of: word, width: width, measure: measure)
            line = pieces.removeLast()
            lines += pieces.map(String.init)
        }
        return line.isEmpty ? lines : lines + [String(line)]
    }

    /// Never empty; a piece holds at least one letter, however wide that is.
    private static func pieces(
        of word: Substring, width: Double, measure: (Substring) -> Double
    ) -> [Substring] {
        var pieces: [Substring] = []
        var rest = word
        while measure(rest) > width, rest.count > 1 {
            var piece = rest.prefix(1)
            while piece.count < rest.count, measure(rest.prefix(piece.count + 1)) <= width {
                piece = rest.prefix(piece.count + 1)
            }
            pieces.append(piece)
            rest = rest.dropFirst(piece.count)
        }
        return pieces + [rest]
    }
}
