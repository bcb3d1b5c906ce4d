import TonusDiary

/// A sentence with gaps. Its English, as it stands in the code, is what other languages look it up by.
///
/// `"Saved: \(line)."` has the key `Saved: {}.` and one gap.
struct Phrase: ExpressibleByStringInterpolation, Sendable {
    let key: String
    let gaps: [String]

    init(key: String, gaps: [String]) { (self.key, self.gaps) = (key, gaps) }

    init(stringLiteral key: String) { (self.key, gaps) = (key, []) }

    init(stringInterpolation: StringInterpolation) {
        (key, gaps) = (stringInterpolation.key, stringInterpolation.gaps)
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var key = ""
        fileprivate var gaps: [String] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            key.reserveCapacity(literalCapacity + 2 * interpolationCount)
            gaps.reserveCapacity(interpolationCount)
        }

        mutating func appendLiteral(_ text: String) { key += text }

        mutating func appendInterpolation(_ text: some CustomStringConvertible) {
            key += "{}"
            gaps.append(text.description)
        }
    }

    /// The sentence in the words of a template: `{}` takes the gaps in their order, `{2}` the second of them.
    func filling(_ template: String) -> String {
        if gaps.isEmpty { return template }
        var (text, next) = ("", gaps.startIndex)
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            let inside = rest[rest.index(after: open)...].prefix { $0 != "}" }
            let place = inside.isEmpty ? next : (Int(inside) ?? 0) - 1
            if inside.isEmpty { next += 1 }
            text += gaps.indices.contains(place) ? gaps[place] : ""
            rest = rest[inside.endIndex...].dropFirst()
        }
        return text + rest
    }
}

extension Catalogue {
    /// A sentence in this catalogue's language.
    func say(_ phrase: Phrase) -> String { language.say(phrase) }

    /// `1 change`, `2 changes`: the two words are one key together, `change|changes`.
    func plural(_ count: Int, _ one: String, _ many: String) -> String {
        language.plural(count, one, many)
    }
}

extension Language {
    /// The sentence in this language; in English where a translation is missing, which a test finds.
    func say(_ phrase: Phrase) -> String { phrase.filling(template(phrase.key) ?? phrase.key) }

    func plural(_ count: Int, _ one: String, _ many: String) -> String {
        let forms = template("\(one)|\(many)")?.split(separator: "|").map(String.init)
        let (single, several) = (forms?.first ?? one, forms?.last ?? many)
        return "\(count) \(count == 1 ? single : several)"
    }

    /// What stands for a key; nil in English, which is the key itself.
    private func template(_ key: String) -> String? {
        switch self {
        case .english: nil
        case .german: German.templates[key]
        }
    }
}
