import TonusInsights

extension TrendChart {
    public func picture(_ style: TerminalStyle) -> [String] {
        let glyphs = style.glyphs
        let top = Int(Self.scale.upperBound)
        let labels = [0, top / 2, top].map { numbers.text(Double($0), decimals: 0) }
        let timeline = TerminalTimeline(
            span, slots: points.indices.map { days(from: $0) }, style: style,
            label: labels.map { Columns.width($0) }.max() ?? 1)
        var lines: [String] = []
        for panel in timeline.panels {
            var grid = timeline.grid(
                rows: top + 2, labels: [(top, labels[0]), (top / 2, labels[1]), (0, labels[2])])
            for slot in panel {
                draw(points[slot], at: timeline.columns(slot, in: panel), &grid, glyphs)
            }
            lines += grid.lines + timeline.axis(panel)
        }
        var legend = [
            ("\(glyphs.severity)", words.severity), ("\(glyphs.spasticity)", words.spasticity),
        ]
        legend.append(("\(glyphs.bothSeries)", "\(words.severity) = \(words.spasticity)"))
        if points.contains(where: { $0.severity == nil && $0.spasticity == nil }) {
            legend.append(("\(glyphs.missing)", words.missing))
        }
        return lines + style.legend(legend) + timeline.key
    }

    /// One row for each point of the scale, and the floor beneath them.
    private func draw(
        _ point: Point, at columns: Range<Int>, _ grid: inout LetterGrid, _ glyphs: Glyphs
    ) {
        let top = Int(Self.scale.upperBound)
        guard point.severity != nil || point.spasticity != nil else {
            for row in 0...top + 1 { grid.fill(glyphs.missing, row: row, columns: columns) }
            return
        }
        grid.fill(glyphs.floor, row: top + 1, columns: columns)
        let column = columns.lowerBound + columns.count / 2
        let rows = [point.severity, point.spasticity].map { value in
            value.map { top - Int($0.rounded()) }
        }
        if let row = rows[1] { grid[row, column] = glyphs.spasticity }
        if let row = rows[0] {
            grid[row, column] = row == rows[1] ? glyphs.bothSeries : glyphs.severity
        }
    }
}
