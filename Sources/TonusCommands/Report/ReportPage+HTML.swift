import TonusDrawing
import TonusInsights

extension ReportPage {
    /// One file that needs nothing from outside itself: no script, no link, no font.
    ///
    /// - Parameters:
    ///   - isLarge: letters of 14 points and more, on as many sheets as that takes; else all of it is
    ///     on one sheet.
    ///   - paper: for a printer that asks nobody.
    func html(isLarge: Bool, paper: Paper? = nil) -> String {
        let plan = isLarge ? nil : SheetPlan(self, paper)
        var page = HTMLWriter()
        page.raw("<!DOCTYPE html>\n")
        page.element("html", ["lang": language]) { page in
            page.element("head") { page in
                page.raw("<meta charset=\"utf-8\">")
                page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                page.element("title") { $0.text(title) }
                page.element("style") {
                    $0.raw(isLarge ? PageStyle.large(paper) : PageStyle.sheet(paper))
                }
            }
            page.element("body") { page in
                page.element("header") { page in
                    page.element("h1") { $0.text(title) }
                    for line in head { page.element("p") { $0.text(line) } }
                }
                page.element("main") { write(in: &$0, plan) }
                page.element("footer") { page in
                    for line in foot { page.element("p") { $0.text(line) } }
                }
            }
        }
        page.raw("\n")
        return page.html
    }

    private func write(in page: inout HTMLWriter, _ plan: SheetPlan?) {
        for block in blocks where block.table != nil { write(block, plan, &page) }
        page.element("div", ["class": "flow"]) { page in
            for block in blocks where block.table == nil { write(block, plan, &page) }
        }
    }

    private func write(_ block: Block, _ plan: SheetPlan?, _ page: inout HTMLWriter) {
        page.element("section", ["id": block.name]) { page in
            page.element("h2") { $0.text(block.title) }
            if let table = block.table { write(table, &page) }
            for line in block.lines { page.element("p") { $0.text(line) } }
            for picture in plan?.pictures(of: block) ?? block.pictures {
                write(picture, plan, &page)
            }
            let shown = plan?.shown(of: block) ?? block.items.count
            for item in block.items.prefix(shown) { page.element("p") { $0.text(item) } }
            if shown < block.items.count {
                page.element("p") { $0.text(more(block.items.count - shown)) }
            }
        }
    }

    private func write(_ picture: Picture, _ plan: SheetPlan?, _ page: inout HTMLWriter) {
        page.element("figure") { page in
            if let caption = picture.caption { page.element("figcaption") { $0.text(caption) } }
            let style =
                plan?.style(of: picture)
                ?? SVGStyle(
                    idPrefix: picture.id, width: 510, scale: SVGStyle.largePrint,
                    showsTitle: false)
            page.raw(picture.chart.svg(style))
        }
    }

    private func write(_ table: ChartTable, _ page: inout HTMLWriter) {
        page.element("table") { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    // The corner heads nothing: there it is a cell without words.
                    for cell in table.header {
                        page.element(
                            cell.isEmpty ? "td" : "th", cell.isEmpty ? [:] : ["scope": "col"]
                        ) {
                            $0.text(cell)
                        }
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
}
