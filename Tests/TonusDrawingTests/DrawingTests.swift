import Foundation
import TonusInsights
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import TonusDrawing

/// What a picture must and must not show, whatever is in it.
struct DrawingTests {
    private static let large = SVGStyle(idPrefix: "b", scale: SVGStyle.largePrint)

    private func svg(_ chart: any DrawnChart, _ prefix: String = "a") -> String {
        chart.svg(SVGStyle(idPrefix: prefix))
    }

    private func week(_ rate: Double?, days: Int = 7) -> WeeklyRateChart.Week {
        WeeklyRateChart.Week(
            label: "w", observedDays: rate == nil ? 0 : days,
            rate: rate.flatMap { ChartEstimate($0, from: 0, to: $0 + 3) }, mean: nil)
    }

    private func count(_ meaning: String, in svg: String) -> Int {
        svg.components(separatedBy: "class=\"tonus-\(meaning)\"").count - 1
    }

    @Test func `a week without a word is marked, and is no bar`() {
        let with = svg(Samples.weekly(of: [week(4), week(nil), week(4)]))
        let without = svg(Samples.weekly(of: [week(4), week(4), week(4)]))
        #expect(count("bar", in: with) == 2 && count("bar", in: without) == 3)
        #expect(count("missing", in: with) > 0 && count("missing", in: without) == 0)
        #expect(with.contains("nothing written") && !without.contains("nothing written"))
    }

    @Test func `a week with none is drawn as none, and is not marked as missing`() {
        let zero = svg(Samples.weekly(of: [week(4), week(0), week(4)]))
        #expect(count("missing", in: zero) == 0)
        #expect(zero.contains("a week with none") || count("zero", in: zero) > 0)
    }

    @Test func `every picture is well-formed, alone and in large print`() {
        for chart in Samples.all() + Samples.empty {
            for text in [svg(chart), chart.svg(Self.large)] {
                #expect(XMLParser(data: Data(text.utf8)).parse(), "\(chart.text.title)")
            }
        }
    }

    @Test func `a picture runs nothing and fetches nothing`() {
        for chart in Samples.all() {
            let text = svg(chart).replacing("http://www.w3.org/2000/svg", with: "")
                .replacing("url(#", with: "")
            for refused in ["<script", "href", "http", "url(", "<image", "style="] {
                #expect(!text.contains(refused), "\(chart.text.title): \(refused)")
            }
        }
    }

    @Test func `what people wrote is text and never markup`() {
        let named = ForestChart(
            text: Samples.text("<script>alert(1)</script> & more", "a < b"),
            words: Samples.forest().words, numbers: Samples.numbers,
            rows: [.init(label: "<b>\"heat\"</b>", ratio: nil, q: "", verdict: "&")])
        let text = svg(named)
        #expect(!text.contains("<script") && !text.contains("<b>"))
        #expect(XMLParser(data: Data(text.utf8)).parse())
    }

    @Test func `two pictures of one page share no id`() {
        func ids(_ text: String) -> [String] {
            text.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
        }
        for chart in Samples.all() {
            let (first, second) = (ids(svg(chart, "a")), ids(svg(chart, "b")))
            #expect(Set(first + second).count == first.count + second.count)
        }
    }

    @Test func `the same chart has the same bytes`() {
        for (first, second) in zip(Samples.all(), Samples.all()) {
            #expect(svg(first) == svg(second))
        }
    }

    @Test(arguments: [40, 60, 80, 120])
    func `no line is wider than the terminal`(width: Int) {
        for form in [TerminalStyle.Form.blocks, .ascii, .accessible] {
            let style = TerminalStyle(width: width, form: form)
            for chart in Samples.all() + Samples.empty {
                for line in chart.lines(style) + chart.table.lines(style) {
                    #expect(line.count <= width, "\(chart.text.title): \(line)")
                }
            }
        }
    }

    @Test func `in plain letters there is nothing but plain letters`() {
        for chart in Samples.all() {
            let picture = chart.picture(TerminalStyle(width: 80, form: .ascii))
            for character in picture.joined() where !Samples.words.contains(character) {
                #expect(character.isASCII, "\(chart.text.title): \(character)")
            }
        }
    }

    @Test func `where nothing is read by eye the numbers are read out`() {
        for chart in Samples.all() {
            let lines = chart.lines(TerminalStyle(width: 80, form: .accessible)).joined()
            #expect(!lines.contains("█") && !lines.contains("│"))
        }
    }

    @Test func `without data there is a sentence and no axis`() {
        for chart in Samples.empty {
            #expect(chart.isEmpty)
            #expect(chart.lines(TerminalStyle()) == [chart.text.empty])
            let text = svg(chart)
            #expect(text.contains(chart.text.empty) && !text.contains("<path"))
        }
    }

    @Test func `an interval that leaves the picture ends in an arrow`() {
        let row = ForestChart.Row(
            label: "heat", ratio: ChartEstimate(4, from: 0.5, to: .infinity), q: "0.2",
            verdict: "could be chance")
        let chart = ForestChart(
            text: Samples.text("t", "s"), words: Samples.forest().words, numbers: Samples.numbers,
            rows: [row])
        #expect(
            chart.lines(TerminalStyle()).contains {
                $0.contains(">") || $0.contains("→") || $0.contains("▶") || $0.contains("►")
            })
        #expect(chart.table.rows.first?[2] == "0.5 to no end")
    }

    @Test func `a table holds every number that is drawn`() {
        let chart = Samples.weekly(of: [week(4), week(nil), week(0)])
        #expect(chart.table.rows.map { $0[2] } == ["4.0", "nothing written", "0.0"])
        for chart in Samples.all() {
            #expect(chart.table.rows.allSatisfy { $0.count == chart.table.header.count })
            #expect(!chart.table.rows.isEmpty)
        }
    }
}

extension Samples {
    /// What stands in labels beside plain letters.
    static let words: Set<Character> = Set("→–×ü")
}
