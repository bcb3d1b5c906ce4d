import TonusInsights

extension WeeklyRateChart {
    public func picture(_ style: TerminalStyle) -> [String] {
        let glyphs = style.glyphs
        let greatest = weeks.flatMap { [$0.rate?.value, $0.mean].compactMap(\.self) }.max() ?? 0
        let scale = Scale(to: greatest, steps: 4)
        let labels = scale.ticks.map { numbers.text($0, decimals: scale.decimals) }
        let timeline = TerminalTimeline(
            span, slots: weeks.indices.map { $0 * 7..<($0 + 1) * 7 }, style: style,
            label: labels.map { Columns.width($0) }.max() ?? 1)
        var lines: [String] = []
        for panel in timeline.panels {
            lines += self.panel(panel, timeline, scale, labels).lines + timeline.axis(panel)
        }
        var legend = [("\(glyphs.bars.last ?? "#")", words.rate)]
        if weeks.contains(where: { $0.mean != nil }) {
            legend.append(("\(glyphs.mean)", words.mean))
        }
        if weeks.contains(where: { $0.rate?.value == 0 }) { legend.append(("0", words.zero)) }
        if weeks.contains(where: { $0.rate == nil }) {
            legend.append(("\(glyphs.missing)", words.missing))
        }
        return lines + style.legend(legend) + timeline.key
    }

    /// Two rows for each step of the scale, and the floor beneath them.
    private func panel(
        _ panel: Range<Int>, _ timeline: TerminalTimeline, _ scale: Scale, _ labels: [String]
    ) -> LetterGrid {
        let glyphs = timeline.style.glyphs
        let rows = scale.count * 2
        var grid = timeline.grid(
            rows: rows + 1,
            labels: labels.enumerated().map { index, label in (rows - index * 2, label) })
        for slot in panel {
            let columns = timeline.columns(slot, in: panel)
            guard let rate = weeks[slot].rate else {
                for row in 0...rows { grid.fill(glyphs.missing, row: row, columns: columns) }
                continue
            }
            grid.fill(glyphs.floor, row: rows, columns: columns)
            if rate.value == 0 { grid[rows, columns.lowerBound + columns.count / 2] = "0" }
            let height = rate.value / scale.top * Double(rows)
            for row in 0..<rows {
                let part = height - Double(rows - 1 - row)
                // A week with any at all shows something, however few.
                let isFoot = row == rows - 1 && rate.value > 0
                guard let sign = bar(part, in: glyphs.bars, atLeastOne: isFoot) else { continue }
                grid.fill(sign, row: row, columns: columns)
            }
            if let mean = weeks[slot].mean {
                let row = rows - 1 - min(rows - 1, Int(mean / scale.top * Double(rows)))
                grid[row, columns.lowerBound + columns.count / 2] = glyphs.mean
            }
        }
        return grid
    }

    /// - Parameter part: how much of a row is filled; more than 1 for one that is beneath the top.
    private func bar(_ part: Double, in bars: [Character], atLeastOne: Bool) -> Character? {
        let eighths = Int((min(1, max(0, part)) * Double(bars.count)).rounded())
        if eighths == 0, !atLeastOne { return nil }
        return bars[max(1, eighths) - 1]
    }
}
