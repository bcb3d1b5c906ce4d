/// Keeps a spreadsheet from taking somebody's words for a formula.
///
/// A cell that a spreadsheet might run gets an apostrophe in front; taking that one away again gives
/// the cell back. So a table that is read here says what the diary said.
///
/// Source: OWASP, "CSV Injection", <https://owasp.org/www-community/attacks/CSV_Injection>.
package enum FormulaGuard {
    package static func guarded(_ cell: String) -> String {
        isFormula(cell.unicodeScalars[...]) ? "'" + cell : cell
    }

    /// Undoes `guarded`, and nothing else: an apostrophe in front of plain words stays.
    package static func unguarded(_ cell: String) -> String {
        let scalars = cell.unicodeScalars
        guard scalars.first == "'", isFormula(scalars.dropFirst()) else { return cell }
        return String(scalars.dropFirst())
    }

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
