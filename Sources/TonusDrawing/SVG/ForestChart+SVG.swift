import TonusInsights

extension ForestChart: DrawnChart {
    public func draw(on canvas: inout SVGCanvas) {
        let layout = ForestLayout(self, on: canvas)
        drawHead(layout, on: &canvas)
        let top = canvas.y
        var middles: [Double] = []
        for row in rows {
            middles.append(canvas.y + canvas.style.line * 0.75)
            drawWords(row, layout, on: &canvas)
        }
        guard let axis else { return }
        let plot = Box(x: layout.plotX, y: top, width: layout.plotWidth, height: canvas.y - top)
        drawGrid(axis, plot, on: &canvas)
        for (row, middle) in zip(rows, middles) {
            if let ratio = row.ratio { draw(ratio, at: middle, axis, plot, on: &canvas) }
        }
        drawAxis(axis, plot, on: &canvas)
    }

    private func drawHead(_ layout: ForestLayout, on canvas: inout SVGCanvas) {
        var heads = [(layout.isStacked ? [] : [words.interval], layout.numbersX)]
        heads = layout.isStacked ? [] : heads.map { ([words.ratio] + $0.0, $0.1) }
        if !layout.isStacked { heads.append(([words.q], layout.qX)) }
        heads.insert(([words.factor], canvas.margin), at: 0)
        let depth = heads.map(\.0.count).max() ?? 1
        for (lines, x) in heads {
            for (index, line) in lines.enumerated() {
                canvas.writer.text(
                    line, at: Spot(x: x, y: canvas.y + canvas.style.line * Double(index + 1)),
                    canvas.softLetters)
            }
        }
        canvas.y += canvas.style.line * Double(depth) + 4 * canvas.style.scale
        rule(.soft, on: &canvas)
    }

    private func rule(_ tone: Tone, on canvas: inout SVGCanvas) {
        canvas.writer.line(
            Spot(x: canvas.margin, y: canvas.y),
            Spot(x: canvas.margin + canvas.width, y: canvas.y),
            Stroke(tone: tone, width: 0.6 * canvas.style.scale))
    }

    /// The factor and what may be said of it; beside them, or beneath, the numbers.
    private func drawWords(_ row: Row, _ layout: ForestLayout, on canvas: inout SVGCanvas) {
        let start = canvas.y
        canvas.y += canvas.style.scale
        var name = canvas.letters
        name.isBold = true
        for line in canvas.wrapped(row.label, layout.leftWidth, isBold: true) {
            canvas.y += canvas.style.line
            canvas.writer.text(line, at: Spot(x: canvas.margin, y: canvas.y), name)
        }
        let first = start + canvas.style.line + canvas.style.scale
        if !layout.isStacked {
            canvas.writer.text(
                figures(row), at: Spot(x: layout.numbersX, y: first), canvas.letters)
            canvas.writer.text(row.q, at: Spot(x: layout.qX, y: first), canvas.letters)
        }
        let figures = row.q.isEmpty ? figures(row) : "\(figures(row)); \(words.q) \(row.q)"
        for (text, lettering) in [(figures, canvas.letters), (row.verdict, canvas.softLetters)] {
            if text == figures, !layout.isStacked { continue }
            for line in canvas.wrapped(text, layout.leftWidth) {
                canvas.y += canvas.style.line
                canvas.writer.text(line, at: Spot(x: canvas.margin, y: canvas.y), lettering)
            }
        }
        canvas.y += 5 * canvas.style.scale
        rule(.grid, on: &canvas)
    }

    /// Such as `2.5 (1.1 to 5.8)`.
    func figures(_ row: Row) -> String {
        guard let ratio = row.ratio else { return numbers.missing }
        let decimals = decimals(row)
        return numbers.text(ratio.value, decimals: decimals)
            + " (\(numbers.interval(ratio, decimals: decimals)))"
    }

    private func drawGrid(_ axis: RatioAxis, _ plot: Box, on canvas: inout SVGCanvas) {
        let scale = canvas.style.scale
        for tick in axis.ticks {
            let x = plot.x + plot.width * axis.place(of: tick)
            let stroke =
                tick == 1
                ? Stroke(tone: .soft, width: scale) : Stroke(tone: .grid, width: 0.6 * scale)
            canvas.writer.line(
                Spot(x: x, y: plot.y), Spot(x: x, y: plot.bottom), stroke,
                tick == 1 ? "same" : nil)
        }
    }

    /// A square and its interval; an end that lies beyond the axis is an arrow.
    private func draw(
        _ ratio: ChartEstimate, at y: Double, _ axis: RatioAxis, _ plot: Box,
        on canvas: inout SVGCanvas
    ) {
        let scale = canvas.style.scale
        let stroke = Stroke(width: 1.3 * scale)
        func spot(_ place: Double) -> Spot {
            Spot(x: plot.x + plot.width * min(1, max(0, place)), y: y)
        }
        let (low, high) = (axis.place(of: ratio.lower), axis.place(of: ratio.upper))
        canvas.writer.line(spot(low), spot(high), stroke, "interval")
        for (place, direction) in [(low, -1.0), (high, 1.0)] {
            let end = spot(place)
            if (0...1).contains(place) {
                canvas.writer.line(
                    Spot(x: end.x, y: y - 3 * scale), Spot(x: end.x, y: y + 3 * scale), stroke)
            } else {
                let back = end.x - direction * 6 * scale
                canvas.writer.path(
                    [
                        .move(end), .line(Spot(x: back, y: y - 3.5 * scale)),
                        .line(Spot(x: back, y: y + 3.5 * scale)), .close,
                    ], .filled(.ink), "beyond")
            }
        }
        let place = axis.place(of: ratio.value)
        guard (0...1).contains(place) else { return }
        let (middle, side) = (spot(place), 6 * scale)
        canvas.writer.rect(
            Box(x: middle.x - side / 2, y: y - side / 2, width: side, height: side),
            .filled(.barEdge), "ratio")
    }

    private func drawAxis(_ axis: RatioAxis, _ plot: Box, on canvas: inout SVGCanvas) {
        let scale = canvas.style.scale
        let labels = axis.ticks.map { numbers.text($0, decimals: axis.decimals(of: $0)) }
        let places = axis.ticks.map { plot.x + plot.width * axis.place(of: $0) }
        let spans = zip(places, labels).map { x, label in
            x - canvas.measure(label) / 2...x + canvas.measure(label) / 2
        }
        let same = axis.ticks.firstIndex(of: 1) ?? 0
        var lettering = canvas.softLetters
        lettering.anchor = .middle
        for index in TickChoice.shown(spans: spans, firstMajor: same, gap: 4 * scale) {
            canvas.writer.text(
                labels[index], at: Spot(x: places[index], y: plot.bottom + canvas.style.line),
                lettering)
        }
        canvas.y = plot.bottom + canvas.style.line * 2 + scale
        let middle = places[same]
        lettering.anchor = .end
        canvas.writer.text(
            "← " + words.fewer, at: Spot(x: middle - 5 * scale, y: canvas.y), lettering)
        let more = words.more + " →"
        lettering.anchor = .start
        let limit = canvas.margin + canvas.width - canvas.measure(more)
        canvas.writer.text(
            more, at: Spot(x: min(limit, middle + 5 * scale), y: canvas.y), lettering)
        canvas.y += 4 * scale
    }
}

/// Where the columns of a forest plot are; stacked where they would leave the plot no room.
struct ForestLayout {
    let leftWidth: Double
    let plotX: Double
    let plotWidth: Double
    let numbersX: Double
    let qX: Double
    let isStacked: Bool

    init(_ chart: ForestChart, on canvas: SVGCanvas) {
        let gap = 10 * canvas.style.scale
        let figures = chart.rows.map { chart.figures($0) }
        let numbersWidth =
            (figures + [chart.words.ratio, chart.words.interval]).map { canvas.measure($0) }.max()
            ?? 0
        let qWidth =
            (chart.rows.map(\.q) + [chart.words.q]).map { canvas.measure($0) }.max() ?? 0
        let left = canvas.width * 0.36
        let rest = canvas.width - left - numbersWidth - qWidth - gap * 3
        isStacked = rest < canvas.width * 0.22
        leftWidth = isStacked ? canvas.width * 0.52 : left
        plotX = canvas.margin + leftWidth + gap
        plotWidth = isStacked ? canvas.width - leftWidth - gap * 1.5 : rest
        numbersX = plotX + plotWidth + gap
        qX = numbersX + numbersWidth + gap
    }
}
