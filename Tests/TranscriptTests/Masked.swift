import Foundation

/// An answer with what differs from run to run masked, and what stood there.
struct Masked: Equatable {
    let text: String
    /// In the order of the masks.
    let values: [String]

    init(_ text: String) {
        let whole = NSRange(text.startIndex..., in: text)
        var found: [(range: Range<String.Index>, mask: String)] = []
        for (mask, expression) in Self.masks {
            for match in expression.matches(in: text, range: whole) {
                let last = match.range(at: match.numberOfRanges - 1)
                if let range = Range(last, in: text) { found.append((range, mask)) }
            }
        }
        found.sort { $0.range.lowerBound < $1.range.lowerBound }
        var (masked, values, end) = ("", [String](), text.startIndex)
        for (range, mask) in found where range.lowerBound >= end {
            masked += text[end..<range.lowerBound] + mask
            values.append(String(text[range]))
            end = range.upperBound
        }
        self.text = masked + text[end...]
        self.values = values
    }

    /// Where the short id of an entry or a change can stand: what is before it, and behind it.
    private static let places = [
        (#"(?m)^(?:> )? *\d+\. "#, "  "), ("(?m)^ *", "  [A-Z]"), ("Still going on: ", "  "),
        ("(?:show|unlink|undo|edit|delete|stop --episode) ", #"\b"#),
        (#"Still going on\? "#, "  "), ("tonus(?: -R [a-z]+)? link ", " "),
        (#"tonus(?: -R [a-z]+)? link \S{6} "#, #"(?:"|\n|$)"#), (#"also by     [^\n]*, "#, #"\b"#),
        (#"(?m)^  (?:same-as|about|of|added|duplicate) "#, #"\b"#), ("a duplicate of ", ""),
        ("@", ""), ("added=", ""), ("(?m)^", " ends before"), (" for ", #"(?: ·|\.|$)"#),
        (" · ", #"(?: · taken| *\n|$)"#),
    ]

    /// The value is the last group of each.
    private static let masks: [(String, NSRegularExpression)] = {
        let id = "([0-9a-hjkmnp-tv-z]{6})"
        let character = "[0-9A-HJKMNP-TV-Z]"
        let patterns =
            [
                ("<code>", #"(\#(character){1,5}(?:-\#(character){1,5}){6,}@http[^\s'"\\]*)"#),
                ("<founding>", #"(?m)(?:^|: )(\#(character){5}(?:-\#(character){5}){2})$"#),
                ("<hex>", "([0-9a-f]{32,64})"),
            ] + places.map { before, after in ("<id>", "\(before)\(id)(?=\(after))") }
        return patterns.compactMap { mask, pattern in
            (try? NSRegularExpression(pattern: pattern)).map { (mask, $0) }
        }
    }()
}
