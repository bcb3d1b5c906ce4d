/// Writes elements; text is escaped here and nowhere else.
struct HTMLWriter {
    private(set) var html = ""

    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
        _ inside: (inout HTMLWriter) -> Void
    ) {
        html += "<\(name)"
        for (key, value) in attributes { html += " \(key)=\"\(Self.escaped(value))\"" }
        html += ">"
        inside(&self)
        html += "</\(name)>"
        if Self.blocks.contains(name) { html += "\n" }
    }

    mutating func text(_ text: String) { html += Self.escaped(text) }

    /// What is markup already.
    mutating func raw(_ markup: String) { html += markup }

    private static let blocks: Set = [
        "p", "section", "header", "footer", "main", "tr", "table", "h1", "h2", "figure", "head",
        "style", "div", "figcaption",
    ]

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{7F}"..."\u{9F}",
                "\u{202A}"..."\u{202E}",
                "\u{2066}"..."\u{2069}":
                escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
