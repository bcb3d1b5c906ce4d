import TonusInsights

extension HeatMapChart: DrawnChart {
    public func draw(on canvas: inout SVGCanvas) {
        if canvas.style.showsKey { canvas.paragraph(words.rate, canvas.softLetters) }
        let scale = canvas.style.scale
        let gutter = (weekdays.map { canvas.measure($0) }.max() ?? 0) + 6 * scale
        let side = (canvas.width - gutter) / Double(max(1, hours.count))
        let usual = min(max(side * 0.8, canvas.style.line), 22 * scale)
        let height =
            canvas.style.plotHeight.map { $0 * scale / Double(max(1, weekdays.count)) } ?? usual
        let origin = Spot(x: canvas.margin + gutter, y: canvas.y + 3 * scale)
        for (day, name) in weekdays.enumerated() {
            let top = origin.y + Double(day) * height
            var lettering = canvas.softLetters
            lettering.anchor = .end
            canvas.writer.text(
                name,
                at: Spot(
                    x: origin.x - 4 * scale, y: top + height / 2 + canvas.style.letter * 0.35),
                lettering)
            for hour in hours.indices {
                let box = Box(
                    x: origin.x + Double(hour) * side, y: top, width: side, height: height)
                draw(rates[day][hour], in: box, on: &canvas)
            }
        }
        canvas.y = origin.y + Double(weekdays.count) * height
        drawHours(from: origin.x, side: side, on: &canvas)
        drawLegend(on: &canvas)
    }

    private func draw(_ rate: Double?, in box: Box, on canvas: inout SVGCanvas) {
        let edge = Stroke(tone: .grid, width: 0.8 * canvas.style.scale)
        guard let rate else {
            return canvas.writer.rect(
                box, Paint(fill: .texture(.hatch), stroke: edge), "missing")
        }
        let shade = shade(of: rate)
        canvas.writer.rect(
            box, Paint(fill: .tone(Tone.shades[shade]), stroke: edge), shade == 0 ? "zero" : "rate")
    }

    private func drawHours(from x: Double, side: Double, on canvas: inout SVGCanvas) {
        let middles = hours.indices.map { x + (Double($0) + 0.5) * side }
        let spans = zip(hours, middles).map { hour, middle in
            let reach = canvas.measure(hour) / 2
            return middle - reach...middle + reach
        }
        for hour in TickChoice.shown(spans: spans, firstMajor: 0, gap: 4 * canvas.style.scale) {
            var lettering = canvas.softLetters
            lettering.anchor = .middle
            canvas.writer.text(
                hours[hour], at: Spot(x: middles[hour], y: canvas.y + canvas.style.line), lettering)
        }
        canvas.y += canvas.style.line + 3 * canvas.style.scale
    }

    private func drawLegend(on canvas: inout SVGCanvas) {
        let seen = rates.joined()
        var legend = Legend()
        legend.add(.shade(.paper), words.zero, if: seen.contains { $0 == 0 })
        if greatest > 0 {
            for (shade, label) in shades.enumerated() {
                legend.add(.shade(Tone.shades[shade + 1]), label)
            }
        }
        legend.add(.texture(.hatch), words.unobserved, if: seen.contains { $0 == nil })
        canvas.legend(legend)
    }
}
