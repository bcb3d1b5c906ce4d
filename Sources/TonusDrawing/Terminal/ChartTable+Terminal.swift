import TonusInsights

extension ChartTable {
    /// Columns beneath their heads where they fit, else a sentence for each row.
    public func lines(_ style: TerminalStyle) -> [String] {
        let all = ([header] + rows).map { $0.map(Wording.cleaned) }
        let widths = header.indices.map { column in
            all.map { column < $0.count ? Columns.width($0[column]) : 0 }.max() ?? 0
        }
        let gaps = 2 * max(0, widths.count - 1)
        guard style.form != .accessible, widths.reduce(gaps, +) <= style.width else {
            return sentences(style)
        }
        return all.map { row in
            var line = ""
            for (column, cell) in row.enumerated() where column < widths.count {
                line += (column == 0 ? "" : "  ") + cell.padded(to: widths[column])
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// Such as `Week from 2 Mar 2026: spasms a week 8.0, 4-week mean 7.3.`
    func sentences(_ style: TerminalStyle) -> [String] {
        rows.flatMap { row -> [String] in
            guard let subject = row.first, let head = header.first else { return [] }
            let facts = zip(header, row).dropFirst().filter { !$0.1.isEmpty }
                .map { "\($0.0) \($0.1)" }
            return style.wrapped("\(head) \(subject): " + facts.joined(separator: ", ") + ".")
        }
    }
}
