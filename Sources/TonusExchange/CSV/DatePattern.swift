/// How a program writes its dates and times, such as `dd.MM.yyyy HH:mm`.
///
/// The letters are those of Unicode: `y` year, `M` month (`MMM` its English name), `d` day, `H` and `h`
/// hour of 24 and of 12, `m` minute, `s` second, `S` fractions of one, `a` AM or PM. Anything else stands
/// for itself, letters within apostrophes. A single letter takes one or two digits.
///
/// Source: Unicode Technical Standard 35, part 4, "Date Format Patterns".
package struct DatePattern: Hashable, Sendable {
    private enum Part: Hashable {
        case literal(Character)
        case number(Character, digits: ClosedRange<Int>)
        case monthName
        case half
    }

    private let parts: [Part]

    /// Nil for a pattern that has other letters, or that does not say the whole date.
    package init?(_ text: String) {
        var (parts, rest): ([Part], Substring) = ([], text[...])
        while let letter = rest.first {
            if letter == "'" {
                let inside = rest.dropFirst().prefix { $0 != "'" }
                rest = rest.dropFirst(inside.count + 2)
                parts += (inside.isEmpty ? "'" : inside).map(Part.literal)
                continue
            }
            let run = rest.prefix { $0 == letter }
            rest = rest.dropFirst(run.count)
            guard letter.isASCII, letter.isLetter else {
                parts += run.map(Part.literal)
                continue
            }
            guard let part = Self.part(letter, run.count) else { return nil }
            parts.append(part)
        }
        self.parts = parts
        guard has("y"), has("d"), has("M") || parts.contains(.monthName),
            !(has("H") && has("h")), has("h") == parts.contains(.half),
            has("H") || has("h") || !has("m"), has("m") || !has("H"), has("m") || !has("s")
        else { return nil }
    }

    private func has(_ letter: Character) -> Bool {
        parts.contains { if case .number(letter, _) = $0 { true } else { false } }
    }

    private static func part(_ letter: Character, _ count: Int) -> Part? {
        switch (letter, count) {
        case ("y", 4), ("y", 2): .number("y", digits: count...count)
        case ("M", 3...4): .monthName
        case ("M", 1), ("d", 1), ("H", 1), ("h", 1), ("m", 1), ("s", 1):
            .number(letter, digits: 1...2)
        case ("M", 2), ("d", 2), ("H", 2), ("h", 2), ("m", 2), ("s", 2):
            .number(letter, digits: 2...2)
        case ("S", 1...9): .number("S", digits: count...count)
        case ("a", 1): .half
        default: nil
        }
    }

    /// The same time in ISO 8601, a day alone where the pattern has no clock; nil for what is
    /// written otherwise. An offset such as `+01:00` may stand behind a clock: an hour that came twice
    /// needs one. Whether there was such a time is for whoever reads that to say.
    package func iso(_ text: String) -> String? {
        var (found, rest): ([Character: Int], Substring) = ([:], text[...])
        for part in parts {
            switch part {
            case .literal(let letter):
                guard rest.first == letter else { return nil }
                rest = rest.dropFirst()
            case .number(let letter, let digits):
                let run = rest.prefix(digits.upperBound).prefix { ("0"..."9").contains($0) }
                guard digits.contains(run.count), let number = Int(run) else { return nil }
                guard found.updateValue(number, forKey: letter) == nil else { return nil }
                if letter == "y", run.count == 2 { found["y"] = 2000 + number }
                rest = rest.dropFirst(run.count)
            case .monthName:
                let run = rest.prefix { $0.isLetter }
                guard let month = Self.month(run.lowercased()) else { return nil }
                found["M"] = month
                rest = rest.dropFirst(run.count)
            case .half:
                let run = rest.prefix { $0.isLetter || $0 == "." }.lowercased()
                guard let half = Self.halves[run.filter(\.isLetter)] else { return nil }
                found["a"] = half
                rest = rest.dropFirst(run.count)
            }
        }
        guard let iso = Self.iso(found) else { return nil }
        if rest.isEmpty { return iso }
        let offset = String(rest).trimmed
        return iso.contains("T") && Self.isOffset(offset) ? iso + offset : nil
    }

    private static func isOffset(_ text: String) -> Bool {
        let digits = text.filter { ("0"..."9").contains($0) }
        return text.utf8.count == 6 && digits.utf8.count == 4
            && "+-".contains(text.first ?? " ") && text.dropFirst(3).first == ":"
    }

    private static let halves = ["am": 0, "pm": 12]

    private static func iso(_ found: [Character: Int]) -> String? {
        guard let year = found["y"], let month = found["M"], let day = found["d"] else {
            return nil
        }
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        var hour = found["H"]
        if let short = found["h"], let half = found["a"] {
            guard (1...12).contains(short) else { return nil }
            hour = short % 12 + half
        }
        guard let hour else { return date }
        return
            "\(date)T\(padded(hour, 2)):\(padded(found["m"] ?? 0, 2)):\(padded(found["s"] ?? 0, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Three letters are enough of a name.
    private static func month(_ name: String) -> Int? {
        months.firstIndex { $0 == name || $0.prefix(3) == name }.map { $0 + 1 }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
}
