import TonusInsights

extension TrendChart: DrawnChart {
    public func draw(on canvas: inout SVGCanvas) {
        let plot = canvas.timePlot(
            span,
            Scale(
                to: Self.scale.upperBound,
                steps: canvas.style.plotHeight.map { $0 < 60 ? 2 : 5 } ?? 5), numbers, height: 105)
        let missing = points.indices.filter {
            points[$0].severity == nil && points[$0].spasticity == nil
        }
        canvas.hatch(missing.map { days(from: $0) }, plot)
        draw(points.map(\.spasticity), as: .spasticity, "spasticity", on: &canvas, plot)
        draw(points.map(\.severity), as: .severity, "severity", on: &canvas, plot)
        canvas.finish(plot)
        var legend = Legend()
        legend.add(.series(.severity), words.severity)
        legend.add(.series(.spasticity), words.spasticity)
        legend.add(
            .texture(.hatch), words.missing, if: canvas.style.showsKey && !missing.isEmpty)
        legend.add(
            .texture(.dots), words.relapse, if: canvas.style.showsKey && !span.relapses.isEmpty)
        canvas.legend(legend)
        if canvas.style.showsKey { canvas.key(plot) }
    }

    /// Each value in the middle of the days it stands for, as the bars of a weekly chart are.
    private func draw(
        _ values: [Double?], as series: Series, _ meaning: String, on canvas: inout SVGCanvas,
        _ plot: TimePlot
    ) {
        let spots = values.enumerated().map { index, value -> Spot? in
            let days = days(from: index)
            let middle = Double(days.lowerBound + days.upperBound) / 2
            return value.map { Spot(x: plot.x(middle), y: plot.y($0)) }
        }
        var line = series
        if plot.x(7) - plot.x(0) < 1.5 * canvas.style.scale { line.weight = 0.7 }
        canvas.draw(line, through: spots, meaning)
        // Where points stand close, a marker now and then is enough to tell the lines apart.
        let apart = 9 * canvas.style.scale
        var last = -Double.infinity
        for spot in spots.compactMap(\.self) where spot.x - last >= apart {
            canvas.draw(series.marker, at: spot)
            last = spot.x
        }
    }
}
