import TonusInsights

extension ForestChart {
    /// Each factor in three parts: its name, its interval on the scale, and what may be said.
    public func picture(_ style: TerminalStyle) -> [String] {
        var lines: [String] = []
        for row in rows {
            lines += style.wrapped(row.label)
            if let ratio = row.ratio, let axis { lines += interval(ratio, axis, style).lines }
            let q = row.q.isEmpty ? "" : "; \(words.q) \(row.q)"
            lines += style.wrapped(figures(row) + q, indent: 2)
            lines += style.wrapped(row.verdict, indent: 2)
        }
        guard let axis else { return lines }
        return lines + self.axis(axis, style)
    }

    private func column(_ place: Double, _ style: TerminalStyle) -> Int {
        let last = Double(style.width - 5)
        return 2 + Int((min(1, max(0, place)) * last).rounded())
    }

    private func interval(
        _ ratio: ChartEstimate, _ axis: RatioAxis, _ style: TerminalStyle
    ) -> LetterGrid {
        let glyphs = style.glyphs
        var grid = LetterGrid(width: style.width, height: 1)
        let (low, high) = (axis.place(of: ratio.lower), axis.place(of: ratio.upper))
        let (start, end) = (column(low, style), column(high, style))
        grid.fill(glyphs.intervalLine, row: 0, columns: start..<end + 1)
        grid[0, column(axis.place(of: 1), style)] = glyphs.same
        grid[0, start] = low < 0 ? glyphs.beyondLow : glyphs.intervalStart
        grid[0, end] = high > 1 ? glyphs.beyondHigh : glyphs.intervalEnd
        let value = axis.place(of: ratio.value)
        if (0...1).contains(value) { grid[0, column(value, style)] = glyphs.ratio }
        return grid
    }

    private func axis(_ axis: RatioAxis, _ style: TerminalStyle) -> [String] {
        let glyphs = style.glyphs
        var grid = LetterGrid(width: style.width, height: 2)
        grid.fill(glyphs.floor, row: 0, columns: 2..<style.width - 2)
        let labels = axis.ticks.map { numbers.text($0, decimals: axis.decimals(of: $0)) }
        let spans = zip(axis.ticks, labels).map { tick, label in
            let middle = column(axis.place(of: tick), style)
            let start = min(max(0, middle - label.count / 2), style.width - label.count)
            return Double(start)...Double(start + label.count)
        }
        let same = axis.ticks.firstIndex(of: 1) ?? 0
        for index in TickChoice.shown(spans: spans, firstMajor: same, gap: 1) {
            grid.put(labels[index], row: 1, column: Int(spans[index].lowerBound))
        }
        return grid.lines
            + style.legend([(glyphs.fewer, words.fewer), (glyphs.more, words.more)])
    }
}
