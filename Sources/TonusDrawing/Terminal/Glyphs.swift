/// The signs of a terminal's pictures, in blocks or in ASCII.
struct Glyphs {
    let missing: Character
    let relapse: Character
    let floor: Character
    let wall: Character
    let mean: Character
    let severity: Character
    let spasticity: Character
    let bothSeries: Character
    /// Within a bar, from the lowest part of a row to a whole one.
    let bars: [Character]
    /// None first.
    let shades: [Character]
    let intervalStart: Character
    let intervalEnd: Character
    let intervalLine: Character
    let ratio: Character
    let same: Character
    let beyondLow: Character
    let beyondHigh: Character
    let fewer: String
    let more: String

    static let blocks = Glyphs(
        missing: "╱", relapse: "≈", floor: "─", wall: "│", mean: "o", severity: "●",
        spasticity: "○", bothSeries: "◉", bars: Array("▁▂▃▄▅▆▇█"), shades: Array("·░▒▓█"),
        intervalStart: "├", intervalEnd: "┤", intervalLine: "─", ratio: "■", same: "│",
        beyondLow: "◄", beyondHigh: "►", fewer: "←", more: "→")

    static let ascii = Glyphs(
        missing: "/", relapse: "~", floor: "-", wall: "|", mean: "o", severity: "*",
        spasticity: "o", bothSeries: "@", bars: ["#"], shades: Array(".-+*#"),
        intervalStart: "[", intervalEnd: "]", intervalLine: "-", ratio: "#", same: "|",
        beyondLow: "<", beyondHigh: ">", fewer: "<-", more: "->")
}

extension TerminalStyle {
    var glyphs: Glyphs { form == .blocks ? .blocks : .ascii }

    /// Signs and what they stand for, as many to a line as fit.
    func legend(_ entries: [(sign: String, label: String)]) -> [String] {
        var lines: [String] = []
        for entry in entries {
            let text = "\(entry.sign) \(Wording.cleaned(entry.label))"
            if let last = lines.last, Columns.width(last + "   " + text) <= width {
                lines[lines.count - 1] = last + "   " + text
            } else if Columns.width(text) <= width {
                lines.append(text)
            } else {
                let hanging = wrapped(entry.label, indent: Columns.width(entry.sign) + 1)
                lines.append(entry.sign + " " + (hanging.first?.trimmed ?? ""))
                lines += hanging.dropFirst()
            }
        }
        return lines
    }
}

extension String {
    /// Without spaces at its ends.
    var trimmed: String {
        let front = drop { $0 == " " }
        return String(front.prefix(front.count - front.reversed().prefix { $0 == " " }.count))
    }

    /// Filled up with spaces, in front or behind, to so many columns.
    func padded(to width: Int, atEnd: Bool = true) -> String {
        let spaces = String(repeating: " ", count: max(0, width - Columns.width(self)))
        return atEnd ? self + spaces : spaces + self
    }
}

/// Letters in rows and columns; what falls outside is left out.
struct LetterGrid {
    private(set) var rows: [[Character]]

    init(width: Int, height: Int) {
        rows = Array(repeating: Array(repeating: " ", count: max(0, width)), count: height)
    }

    subscript(row: Int, column: Int) -> Character {
        get {
            rows.indices.contains(row) && rows[row].indices.contains(column)
                ? rows[row][column] : " "
        }
        set {
            guard rows.indices.contains(row), rows[row].indices.contains(column) else { return }
            rows[row][column] = newValue
        }
    }

    mutating func fill(_ letter: Character, row: Int, columns: Range<Int>) {
        for column in columns { self[row, column] = letter }
    }

    /// Whether words can stand there with a space before and behind.
    func isFree(_ row: Int, _ columns: Range<Int>) -> Bool {
        (columns.lowerBound - 1...columns.upperBound).allSatisfy { self[row, $0] == " " }
    }

    /// Puts words of letters that take one column each.
    mutating func put(_ text: String, row: Int, column: Int) {
        for (index, letter) in text.enumerated() { self[row, column + index] = letter }
    }

    /// Without spaces at the ends of lines.
    var lines: [String] {
        rows.map { row in
            String(row.prefix(row.count - row.reversed().prefix { $0 == " " }.count))
        }
    }
}
