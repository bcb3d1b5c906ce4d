import TonusInsights

extension WeeklyRateChart: DrawnChart {
    public func draw(on canvas: inout SVGCanvas) {
        if canvas.style.plotHeight == nil { canvas.paragraph(words.rate, canvas.softLetters) }
        let plot = canvas.timePlot(
            span, Scale(to: reach, steps: canvas.style.plotHeight.map { $0 < 45 ? 2 : 4 } ?? 4),
            numbers, height: 105)
        drawBars(on: &canvas, plot)
        let missing = weeks.indices.filter { weeks[$0].rate == nil }
        canvas.hatch(missing.map { $0 * 7..<($0 + 1) * 7 }, plot)
        drawMean(on: &canvas, plot)
        canvas.finish(plot)
        guard canvas.style.showsKey else { return }
        let hasZero = weeks.contains { $0.rate?.value == 0 }
        var legend = Legend()
        legend.add(.bar, words.rate)
        legend.add(.interval, words.interval)
        legend.add(.series(.mean), words.mean, if: weeks.contains { $0.mean != nil })
        legend.add(.zero, words.zero, if: hasZero)
        legend.add(.texture(.hatch), words.missing, if: !missing.isEmpty)
        legend.add(.texture(.dots), words.relapse, if: !span.relapses.isEmpty)
        canvas.legend(legend)
        canvas.key(plot)
    }

    /// How high the axis goes: to the ends of the intervals, unless those dwarf what was counted.
    var reach: Double {
        let counted = weeks.flatMap { [$0.rate?.value, $0.mean].compactMap(\.self) }.max() ?? 0
        let ends = weeks.compactMap { $0.rate?.upper }.filter(\.isFinite).max() ?? 0
        return max(counted, min(ends, max(counted * 1.6, 4)))
    }

    /// The last week may be shorter.
    private func days(of week: Int) -> Double { Double(min(7, max(1, span.days - week * 7))) }

    private func middle(of week: Int) -> Double { Double(week) * 7 + days(of: week) / 2 }

    private func drawBars(on canvas: inout SVGCanvas, _ plot: TimePlot) {
        let scale = canvas.style.scale
        let step = plot.x(7) - plot.x(0)
        let isNarrow = step < 5 * scale
        let bar = isNarrow ? step : step * 0.66
        let edge = isNarrow ? nil : Stroke(tone: .barEdge, width: 0.8 * scale)
        let paint = Paint(fill: .tone(isNarrow ? .solid : .bar), stroke: edge)
        for (index, week) in weeks.enumerated() {
            guard let rate = week.rate else { continue }
            let middle = plot.x(self.middle(of: index))
            let wide = bar * days(of: index) / 7
            let top = plot.y(rate.value)
            if rate.value > 0 {
                canvas.writer.rect(
                    Box(x: middle - wide / 2, y: top, width: wide, height: plot.box.bottom - top),
                    paint, "bar")
            } else {
                let height = 2 * scale
                canvas.writer.rect(
                    Box(
                        x: middle - wide / 2, y: plot.box.bottom - height, width: wide,
                        height: height
                    ), .filled(.ink), "zero")
            }
            drawInterval(rate, at: middle, step: step, on: &canvas, plot)
        }
    }

    /// An interval that goes on above the picture ends in an arrow.
    private func drawInterval(
        _ rate: ChartEstimate, at x: Double, step: Double, on canvas: inout SVGCanvas,
        _ plot: TimePlot
    ) {
        let scale = canvas.style.scale
        let isCut = rate.upper > plot.scale.top
        let top = isCut ? plot.box.y : plot.y(rate.upper)
        // Among hundreds of weeks they would hide the bars.
        if step < 1.5 * scale { return }
        if step < 5 * scale {
            canvas.writer.line(
                Spot(x: x, y: plot.y(rate.lower)), Spot(x: x, y: top),
                Stroke(tone: .soft, width: min(0.6 * scale, step * 0.3)), "interval")
            return
        }
        let cap = isCut ? 0 : min(2.4 * scale, step * 0.16)
        canvas.whisker(x: x, from: plot.y(rate.lower), to: top, cap: cap)
        guard isCut else { return }
        let reach = min(3 * scale, step * 0.25)
        canvas.writer.polyline(
            [
                Spot(x: x - reach, y: top + reach * 1.3), Spot(x: x, y: top),
                Spot(x: x + reach, y: top + reach * 1.3),
            ], Stroke(tone: .soft, width: scale), "beyond")
    }

    /// Broken wherever it is not known.
    private func drawMean(on canvas: inout SVGCanvas, _ plot: TimePlot) {
        let spots = weeks.enumerated().map { index, week in
            week.mean.map { Spot(x: plot.x(middle(of: index)), y: plot.y($0)) }
        }
        let isDense = plot.x(7) - plot.x(0) < 1.5 * canvas.style.scale
        canvas.draw(isDense ? .thinMean : .mean, through: spots, "mean")
    }
}

extension SVGCanvas {
    /// A line through spots that breaks where there is none; one alone is drawn as a short dash.
    mutating func draw(_ series: Series, through spots: [Spot?], _ meaning: String) {
        let dash = 3 * style.scale
        for run in spots.split(separator: nil).map({ $0.compactMap(\.self) }) {
            guard let first = run.first else { continue }
            let isAlone = run.count == 1
            let ends = [Spot(x: first.x - dash, y: first.y), Spot(x: first.x + dash, y: first.y)]
            writer.polyline(isAlone ? ends : run, series.stroke(style.scale), meaning)
        }
    }
}
