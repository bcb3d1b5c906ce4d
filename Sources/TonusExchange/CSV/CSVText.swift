/// Writes a table as RFC 4180 has it: commas, CRLF, quotes where they are needed.
package struct CSVText {
    package private(set) var text = ""

    package init(header: [String]) { append(header) }

    /// Adds a record; what a spreadsheet might run is guarded.
    package mutating func append(_ cells: [String]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { text += "," }
            text += Self.quoted(FormulaGuard.guarded(cell))
        }
        text += "\r\n"
    }

    /// A cell with quotes around it, where without them it would not come back as it was.
    ///
    /// Blanks at the ends are quoted too: some readers drop them.
    package static func quoted(_ cell: String, delimiter: UInt8 = comma) -> String {
        let isPlain = cell.utf8.allSatisfy {
            $0 != delimiter && $0 != quote && $0 != 0x0A && $0 != 0x0D
        }
        let hasBlankEnd = cell.utf8.first == 0x20 || cell.utf8.last == 0x20
        guard !isPlain || hasBlankEnd else { return cell }
        return "\"" + String(cell.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }) + "\""
    }

    package static let comma = UInt8(ascii: ",")
    static let quote = UInt8(ascii: "\"")
}

extension String {
    fileprivate init(_ scalars: [Unicode.Scalar]) {
        var view = UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
