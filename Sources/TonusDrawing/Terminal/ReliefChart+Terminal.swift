import TonusInsights

extension ReliefChart {
    private static let rows = 10

    public func picture(_ style: TerminalStyle) -> [String] {
        let labels = [1, 0.5, 0].map { numbers.share($0) }
        let gutter = (labels.map { Columns.width($0) }.max() ?? 0) + 1
        var grid = LetterGrid(width: style.width, height: Self.rows + 1)
        for row in 0...Self.rows { grid[row, gutter - 1] = style.glyphs.wall }
        for (row, label) in zip([0, Self.rows / 2, Self.rows], labels) {
            grid.put(label.padded(to: gutter - 1, atEnd: false), row: row, column: 0)
        }
        for index in curves.indices { draw(index, from: gutter, style, &grid) }
        markCensored(from: gutter, style, &grid)
        let keys = curves.enumerated().map { (Self.name($0), $1.label) }
        let hasCensored = curves.contains { $0.steps.contains { $0.censored > 0 } }
        return style.wrapped(words.share) + grid.lines + axis(from: gutter, style)
            + keys.flatMap { style.legend([$0]) }
            + (hasCensored ? style.legend([("+", words.censored)]) : [])
    }

    /// A, B, C and so on.
    private static func name(_ index: Int) -> String {
        String(Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")[index % 26])
    }

    private func column(_ time: Double, from gutter: Int, _ style: TerminalStyle) -> Int {
        let last = Double(style.width - gutter - 1)
        return gutter + (end > 0 ? Int((time / end * last).rounded()) : 0)
    }

    private static func row(_ share: Double) -> Int { rows - Int((share * Double(rows)).rounded()) }

    /// Where two curves run together their letters take turns.
    private func draw(
        _ index: Int, from gutter: Int, _ style: TerminalStyle, _ grid: inout LetterGrid
    ) {
        let curve = curves[index]
        let letter = Character(Self.name(index))
        let stop = column(curve.steps.last?.time ?? 0, from: gutter, style)
        var before = 0
        for column in gutter..<min(style.width, stop + 1) {
            let time = end * Double(column - gutter) / Double(max(1, style.width - gutter - 1))
            let row = Self.row(curve.share(at: time))
            for row in min(before, row)...max(before, row) {
                let isTaken = grid[row, column] != " "
                if !isTaken || column % (index + 1) == 0 { grid[row, column] = letter }
            }
            before = row
        }
    }

    private func markCensored(
        from gutter: Int, _ style: TerminalStyle, _ grid: inout LetterGrid
    ) {
        for step in curves.flatMap(\.steps) where step.censored > 0 {
            grid[Self.row(step.share), column(step.time, from: gutter, style)] = "+"
        }
    }

    /// The ticks, what they count, and how many were still followed at each.
    private func axis(from gutter: Int, _ style: TerminalStyle) -> [String] {
        let floor =
            String(repeating: " ", count: gutter)
            + String(repeating: style.glyphs.floor, count: style.width - gutter)
        var lines = [floor]
        lines += row(ticks.map { Wording.cleaned($0.label) }, from: gutter, style)
        lines += style.wrapped(words.time, indent: gutter)
        if !ticks.isEmpty { lines += style.wrapped(words.atRisk) }
        for (index, curve) in curves.enumerated() {
            var counts = row(ticks.map { "\(curve.atRisk(at: $0.time))" }, from: gutter, style)
            if !counts.isEmpty { counts[0] = Self.name(index) + counts[0].dropFirst() }
            lines += counts
        }
        return lines
    }

    /// Words beneath their ticks; what does not fit beside its neighbour goes into a further line.
    private func row(_ texts: [String], from gutter: Int, _ style: TerminalStyle) -> [String] {
        var grid = LetterGrid(width: style.width, height: max(1, texts.count))
        for (tick, text) in zip(ticks, texts) {
            let middle = column(tick.time, from: gutter, style)
            let start = min(max(gutter - 1, middle - text.count / 2), style.width - text.count)
            let columns = max(0, start)..<max(0, start) + text.count
            let row = (0..<texts.count).first { grid.isFree($0, columns) } ?? 0
            grid.put(text, row: row, column: max(0, start))
        }
        return grid.lines.filter { !$0.isEmpty }
    }
}
