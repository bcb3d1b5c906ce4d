import TonusInsights

/// Weeks or days as columns of a terminal, in as many panels as they need.
///
/// Nothing is left out where a diary is longer than a screen is wide: it goes on beneath.
struct TerminalTimeline {
    let span: ChartSpan
    /// The days that each column, or group of columns, stands for.
    let slots: [Range<Int>]
    let style: TerminalStyle
    /// Columns in front, for the names of the scale and its wall.
    let gutter: Int
    /// Columns for each slot.
    let cell: Int
    let panels: [Range<Int>]

    init(_ span: ChartSpan, slots: [Range<Int>], style: TerminalStyle, label: Int) {
        (self.span, self.slots, self.style) = (span, slots, style)
        gutter = min(label + 1, style.width / 2)
        let free = style.width - gutter
        let cell = max(1, min(4, free / max(1, slots.count)))
        self.cell = cell
        let size = max(1, free / cell)
        panels = stride(from: 0, to: slots.count, by: size).map {
            $0..<min($0 + size, slots.count)
        }
    }

    /// How many columns of a slot are filled; one stays free between two where there is room.
    var filled: Int { max(1, cell - 1) }

    func columns(_ slot: Int, in panel: Range<Int>) -> Range<Int> {
        let start = gutter + (slot - panel.lowerBound) * cell
        return start..<start + filled
    }

    /// An empty panel with the scale's names and its wall.
    func grid(rows: Int, labels: [(row: Int, text: String)]) -> LetterGrid {
        var grid = LetterGrid(width: style.width, height: rows)
        for row in 0..<rows { grid[row, gutter - 1] = style.glyphs.wall }
        for (row, text) in labels {
            grid.put(text.padded(to: gutter - 1, atEnd: false), row: row, column: 0)
        }
        return grid
    }

    /// Beneath a panel: names of days, relapses, and the numbers of changes.
    func axis(_ panel: Range<Int>) -> [String] {
        var days = LetterGrid(width: style.width, height: 1)
        for (column, tick) in ticks(panel) { days.put(tick, row: 0, column: column) }
        var relapses = LetterGrid(width: style.width, height: 1)
        for slot in panel
        where span.relapses.contains(where: { $0.days.overlaps(slots[slot]) }) {
            let start = gutter + (slot - panel.lowerBound) * cell
            relapses.fill(style.glyphs.relapse, row: 0, columns: start..<start + cell)
        }
        return (days.lines + relapses.lines + changes(panel)).filter { !$0.isEmpty }
    }

    private func ticks(_ panel: Range<Int>) -> [(column: Int, text: String)] {
        let all = span.ticks.compactMap { tick -> (Int, String, Bool)? in
            guard let slot = panel.first(where: { slots[$0].contains(tick.day) }) else {
                return nil
            }
            let text = Columns.prefix(Wording.cleaned(tick.label), style.width - gutter)
            let start = gutter + (slot - panel.lowerBound) * cell
            return (min(start, style.width - Columns.width(text)), text, tick.isMajor)
        }
        let shown = TickChoice.shown(
            spans: all.map { Double($0.0)...Double($0.0 + Columns.width($0.1)) },
            firstMajor: all.firstIndex(where: \.2) ?? 0, gap: 1)
        return shown.map { (all[$0].0, all[$0].1) }
    }

    /// Each number beneath its day, in the first line where it is free.
    private func changes(_ panel: Range<Int>) -> [String] {
        var grid = LetterGrid(width: style.width, height: span.changes.count)
        for (index, change) in span.changes.enumerated() {
            guard let slot = panel.first(where: { slots[$0].contains(change.day) }) else {
                continue
            }
            let text = "\(index + 1)"
            let start = min(
                gutter + (slot - panel.lowerBound) * cell, style.width - text.count)
            let columns = start..<start + text.count
            let row = (0..<span.changes.count).first { grid.isFree($0, columns) } ?? 0
            grid.put(text, row: row, column: start)
        }
        return grid.lines
    }

    /// What the signs beneath the panels stand for.
    var key: [String] {
        let relapses = span.relapses.map {
            ("\(style.glyphs.relapse)", "\($0.label), \($0.dates)")
        }
        let changes = span.changes.enumerated().map { index, change in
            ("\(index + 1)", "\(change.label), \(change.date)")
        }
        return (relapses + changes).flatMap { style.legend([$0]) }
    }
}
