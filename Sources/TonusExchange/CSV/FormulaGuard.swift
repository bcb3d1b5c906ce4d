/// Keeps a spreadsheet from taking somebody's words for a formula.
///
/// A cell that a spreadsheet might run gets an apostrophe in front; taking that one away again gives
/// the cell back. So a table that is read here says what the diary said. The same is done within a cell
/// wherever a spreadsheet with other separators than ours would begin one.
///
/// Source: OWASP, "CSV Injection", <https://owasp.org/www-community/attacks/CSV_Injection>.
package enum FormulaGuard {
    package static func guarded(_ cell: String) -> String {
        let scalars = cell.unicodeScalars[...]
        let start = isFormula(scalars) ? "'" + cell : cell
        return mapped(start) { isFormula($0) ? ["'"] + $0 : Array($0) }
    }

    /// Undoes `guarded`, and nothing else: an apostrophe in front of plain words stays.
    package static func unguarded(_ cell: String) -> String {
        mapped(isGuarded(cell.unicodeScalars[...]) ? String(cell.unicodeScalars.dropFirst()) : cell)
        { Array(isGuarded($0) ? $0.dropFirst() : $0) }
    }

    private static func isGuarded(_ scalars: Substring.UnicodeScalarView) -> Bool {
        scalars.first == "'" && isFormula(scalars.dropFirst())
    }

    /// Changes every part of a cell that stands behind a separator, up to the next one.
    ///
    /// What begins the cell is no such part. Whether that is guarded hangs on nothing behind the first
    /// separator, so the two do not disturb each other.
    private static func mapped(
        _ cell: String, _ change: (Substring.UnicodeScalarView) -> [Unicode.Scalar]
    ) -> String {
        guard cell.utf8.contains(where: { separatorBytes.contains($0) }) else { return cell }
        var text = String.UnicodeScalarView()
        var rest = cell.unicodeScalars[...]
        func part() -> Substring.UnicodeScalarView {
            rest.prefix { !separators.contains($0) }
        }
        let start = part()
        text.append(contentsOf: start)
        rest = rest[start.endIndex...]
        while let separator = rest.popFirst() {
            text.append(separator)
            let next = part()
            text.append(contentsOf: change(next))
            rest = rest[next.endIndex...]
        }
        return String(text)
    }

    /// What parts cells or lines in some country's spreadsheets, beside the comma that we write.
    private static let separators: Set<Unicode.Scalar> = [";", "\t", "\r", "\n"]
    private static let separatorBytes = Set(separators.map { UInt8(ascii: $0) })

    /// Whether the first thing in it, but for blanks and quotes, begins a formula.
    ///
    /// The apostrophe is among the quotes, so a cell that looks guarded already is guarded once more.
    private static func isFormula(_ scalars: Substring.UnicodeScalarView) -> Bool {
        for scalar in scalars {
            if beginnings.contains(scalar) { return true }
            guard isPassedOver(scalar) else { return false }
        }
        return false
    }

    /// Also in their full-width and small forms, which some programs take for the plain ones.
    private static let beginnings: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
        "\u{FE66}", "\u{FE62}", "\u{FE63}", "\u{FE6B}", "\u{2212}",
    ]

    private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .initialPunctuation, .finalPunctuation: return true
        default:
            return ["\"", "'", "`", "\u{201A}", "\u{201E}", "\u{FF02}", "\u{FF07}"].contains(scalar)
        }
    }
}
