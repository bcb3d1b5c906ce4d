import TonusDrawing
import TonusInsights

/// A report before it is laid out: the same blocks become a page for a browser or lines of text.
struct ReportPage {
    struct Picture {
        let id: String
        let chart: any DrawnChart
        /// Stands above it, where the block's title does not say it all.
        var caption: String?
        /// Whether it says what its signs mean, where no picture beside it does.
        var showsKey = true
    }

    struct Block {
        /// Names its place on the page.
        let name: String
        let title: String
        var table: ChartTable?
        /// Always there.
        var lines: [String] = []
        /// As many as the sheet has room for, the first ones first; text and large print have all.
        var items: [String] = []
        var pictures: [Picture] = []
        /// What stands in the text instead of the pictures' numbers.
        var textLines: [String] = []
    }

    let title: String
    /// Below the title: period, coverage, who wrote.
    let head: [String]
    let blocks: [Block]
    let foot: [String]
    let language: String
    /// Names the content: the same for whoever prints it. Stands at the foot.
    var hash = ""
    /// What is said in place of items for which there was no room.
    let more: @Sendable (Int) -> String
}

// MARK: - As text

extension ReportPage {
    /// Lines of at most this many columns.
    func text(width: Int) -> [String] {
        let style = TerminalStyle(width: width, form: .accessible)
        var lines = [title].flatMap { style.wrapped($0) } + head.flatMap { style.wrapped($0) }
        for block in blocks {
            lines += [""] + style.wrapped(block.title)
            if let table = block.table { lines += rows(table, style) }
            lines += (block.lines + block.items).flatMap { style.wrapped($0) }
            for picture in block.pictures {
                let text = picture.chart.text
                lines += picture.caption.map { style.wrapped($0) } ?? []
                lines += style.wrapped(picture.chart.isEmpty ? text.empty : text.summary)
            }
            lines += block.textLines.flatMap { indented($0, style) }
        }
        return lines + [""] + foot.flatMap { style.wrapped($0) }
    }

    private func rows(_ table: ChartTable, _ style: TerminalStyle) -> [String] {
        table.rows.flatMap { row in
            let cells = zip(table.header, row).dropFirst().filter { !$0.1.isEmpty }
                .map { "\($0.0.prefix(1).lowercased())\($0.0.dropFirst()) \($0.1)" }
            return indented("\(row.first ?? ""): " + cells.joined(separator: "; "), style)
        }
    }

    private func indented(_ text: String, _ style: TerminalStyle) -> [String] {
        TerminalStyle(width: style.width - 2, form: style.form).wrapped(text).map { "  " + $0 }
    }
}
