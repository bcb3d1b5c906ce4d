import TonusDrawing
import TonusInsights

/// A report as it is laid out: the same blocks become a page for a browser or lines of text.
struct ReportPage {
    struct Block {
        /// Names its place on the page.
        let name: String
        let title: String
        var lines: [String] = []
        var table: ChartTable?
        var charts: [(id: String, chart: any DrawnChart)] = []
        /// Whether the text has the numbers behind the picture too.
        var isListed = false
        /// What stands in the text instead of a picture.
        var textLines: [String] = []
    }

    let title: String
    /// Below the title: period, coverage, who wrote.
    let head: [String]
    let blocks: [Block]
    let foot: [String]
    let language: String
}

// MARK: - As text

extension ReportPage {
    /// Lines of at most this many columns.
    func text(width: Int) -> [String] {
        let style = TerminalStyle(width: width, form: .accessible)
        var lines = [title] + head.flatMap { wrapped($0, width) }
        for block in blocks {
            lines += ["", block.title]
            lines += block.lines.flatMap { wrapped($0, width) }
            if let table = block.table { lines += rows(table) }
            for (_, chart) in block.charts {
                lines += wrapped(chart.isEmpty ? chart.text.empty : chart.text.summary, width)
                if block.isListed, !chart.isEmpty { lines += chart.table.lines(style) }
            }
            lines += block.textLines
        }
        return lines + [""] + foot.flatMap { wrapped($0, width) }
    }

    private func rows(_ table: ChartTable) -> [String] {
        table.rows.map { row in
            let cells = zip(table.header, row).dropFirst().map { "\($0.0.lowercased()) \($0.1)" }
            return "  \(row.first ?? ""): " + cells.joined(separator: "; ")
        }
    }

    private func wrapped(_ text: String, _ width: Int) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { lines, word in
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
    }
}

// MARK: - As a page

extension ReportPage {
    /// One file that needs nothing from outside itself: no script, no link, no font.
    ///
    /// - Parameter isLarge: letters of 14 points and more, on as many sheets as that takes.
    func html(isLarge: Bool) -> String {
        var page = HTMLWriter()
        page.raw("<!DOCTYPE html>\n")
        page.element("html", ["lang": language]) { page in
            page.element("head") { page in
                page.raw("<meta charset=\"utf-8\">")
                page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                page.element("title") { $0.text(title) }
                // Without pictures there is nothing to set beside them.
                let isPlain = isLarge || blocks.allSatisfy(\.charts.isEmpty)
                page.element("style") { $0.raw(Self.style(isLarge: isLarge, isPlain: isPlain)) }
            }
            page.element("body") { page in
                page.element("header") { page in
                    page.element("h1") { $0.text(title) }
                    for line in head { page.element("p") { $0.text(line) } }
                }
                page.element("main") { page in
                    for block in blocks { write(block, isLarge: isLarge, &page) }
                }
                page.element("footer") { page in
                    for line in foot { page.element("p") { $0.text(line) } }
                }
            }
        }
        page.raw("\n")
        return page.html
    }

    private func write(_ block: Block, isLarge: Bool, _ page: inout HTMLWriter) {
        page.element("section", ["id": block.name]) { page in
            page.element("h2") { $0.text(block.title) }
            if let table = block.table { write(table, &page) }
            for line in block.lines { page.element("p") { $0.text(line) } }
            for (id, chart) in block.charts {
                let width = isLarge ? 510 : Self.widths[block.name] ?? 540
                page.element("figure") { page in
                    page.raw(
                        chart.svg(
                            SVGStyle(
                                idPrefix: id, width: width,
                                scale: isLarge ? SVGStyle.largePrint : 1, showsTitle: false)))
                }
            }
        }
    }

    /// In points: what two columns of a sheet leave to each.
    private static let widths: [String: Double] = [
        "course": 318, "severity": 318, "where": 212, "hours": 266,
    ]

    private func write(_ table: ChartTable, _ page: inout HTMLWriter) {
        page.element("table") { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for cell in table.header {
                        page.element("th", ["scope": "col"]) { $0.text(cell) }
                    }
                }
            }
            page.element("tbody") { page in
                for row in table.rows {
                    page.element("tr") { page in
                        for (place, cell) in row.enumerated() {
                            if place == 0 {
                                page.element("th", ["scope": "row"]) { $0.text(cell) }
                            } else {
                                page.element("td") { $0.text(cell) }
                            }
                        }
                    }
                }
            }
        }
    }

    private static func style(isLarge: Bool, isPlain: Bool) -> String {
        let letters = isLarge ? "14.4pt/1.35" : "9pt/1.25"
        let grid =
            isPlain
            ? "main { display: block; }"
            : """
            main { display: grid; grid-template-columns: repeat(10, 1fr); column-gap: 4pt; }
            main > * { grid-column: 6 / 11; }
            #numbers { grid-column: 1 / 11; }
            #where { grid-column: 1 / 5; grid-row: 2 / 5; }
            #course, #severity, #treatments { grid-column: 5 / 11; padding-left: 6pt; }
            #course { grid-row: 2; }
            #severity { grid-row: 3; }
            #treatments { grid-row: 4; }
            #hours { grid-column: 1 / 6; grid-row: 5 / 8; }
            #patterns, #spells, #words { padding-left: 6pt; }
            """
        return """

            @page { size: auto; margin: \(isLarge ? "12mm" : "7mm 9mm"); }
            * { box-sizing: border-box; }
            body { font: \(letters) system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
              color: #000; background: #fff; margin: 0 auto; max-width: 190mm; padding: \(isLarge ? "4mm" : "2mm"); }
            h1 { font-size: 1.5em; margin: 0; }
            h2 { font-size: 1.05em; margin: 0.35em 0 0.1em; border-bottom: 0.75pt solid #000; }
            p { margin: 0.1em 0; }
            section { break-inside: avoid; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: 0.05em 0.6em 0.05em 0; vertical-align: top; font-weight: normal; }
            thead th { font-weight: bold; }
            figure { margin: 0.2em 0 0; }
            figure svg { max-width: 100%; height: auto; display: block; }
            footer { border-top: 0.75pt solid #000; margin-top: 0.5em; padding-top: 0.2em; }
            \(grid)
            @media print { body { max-width: none; padding: 0; } }

            """
    }
}

/// Writes elements; text is escaped here and nowhere else.
struct HTMLWriter {
    private(set) var html = ""

    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
        _ inside: (inout HTMLWriter) -> Void
    ) {
        html += "<\(name)"
        for (key, value) in attributes { html += " \(key)=\"\(Self.escaped(value))\"" }
        html += ">"
        inside(&self)
        html += "</\(name)>"
        if Self.blocks.contains(name) { html += "\n" }
    }

    mutating func text(_ text: String) { html += Self.escaped(text) }

    /// What is markup already.
    mutating func raw(_ markup: String) { html += markup }

    private static let blocks: Set = [
        "p", "section", "header", "footer", "main", "tr", "table", "h1", "h2", "figure", "head",
        "style",
    ]

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{7F}"..."\u{9F}",
                "\u{202A}"..."\u{202E}",
                "\u{2066}"..."\u{2069}":
                escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
