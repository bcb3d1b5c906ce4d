import TonusInsights

extension HeatMapChart {
    public func picture(_ style: TerminalStyle) -> [String] {
        let glyphs = style.glyphs
        let names = weekdays.map { Columns.prefix(Wording.cleaned($0), style.width / 4) }
        let gutter = (names.map { Columns.width($0) }.max() ?? 0) + 1
        let cell = max(1, min(3, (style.width - gutter) / max(1, hours.count)))
        let size = max(1, (style.width - gutter) / cell)
        var lines = style.wrapped(words.rate)
        // One part of the day beneath the other where a day is wider than the screen.
        for start in stride(from: 0, to: hours.count, by: size) {
            let part = start..<min(start + size, hours.count)
            for (day, name) in names.enumerated() {
                let signs = part.map { hour in
                    let sign =
                        rates[day][hour].map { glyphs.shades[shade(of: $0)] } ?? glyphs.missing
                    return String(repeating: sign, count: cell)
                }
                lines.append(name.padded(to: gutter) + signs.joined())
            }
            lines += hourNames(part, gutter: gutter, cell: cell, style)
        }
        return lines + legend(style)
    }

    private func hourNames(
        _ part: Range<Int>, gutter: Int, cell: Int, _ style: TerminalStyle
    ) -> [String] {
        var grid = LetterGrid(width: style.width, height: 1)
        let spans = part.map { hour in
            let start = Double(gutter + (hour - part.lowerBound) * cell)
            return start...start + Double(Columns.width(hours[hour]))
        }
        for index in TickChoice.shown(spans: spans, firstMajor: 0, gap: 1) {
            let column = Int(spans[index].lowerBound)
            guard Int(spans[index].upperBound) <= style.width else { continue }
            grid.put(Wording.cleaned(hours[part.lowerBound + index]), row: 0, column: column)
        }
        return grid.lines
    }

    private func legend(_ style: TerminalStyle) -> [String] {
        let glyphs = style.glyphs
        let seen = rates.joined()
        var legend: [(String, String)] = []
        if seen.contains(where: { $0 == 0 }) { legend.append(("\(glyphs.shades[0])", words.zero)) }
        if greatest > 0 {
            legend += shades.enumerated().map { ("\(glyphs.shades[$0 + 1])", $1) }
        }
        if seen.contains(where: { $0 == nil }) {
            legend.append(("\(glyphs.missing)", words.unobserved))
        }
        return style.legend(legend)
    }
}
