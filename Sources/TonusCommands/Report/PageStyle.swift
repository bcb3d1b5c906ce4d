/// What a page is printed on.
enum Paper: String, CaseIterable {
    case a4, letter
}

/// The style sheets of a report. Lengths of the one-sheet page are those that `SheetPlan` reckons with.
enum PageStyle {
    private static let fonts =
        "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif"

    private static func size(_ paper: Paper?) -> String {
        switch paper {
        case .a4: "A4"
        case .letter: "letter"
        case nil: "auto"
        }
    }

    private static let common = """
        * { box-sizing: border-box; }
        body { color: #000; background: #fff; }
        h1, h2, p, table, figure { margin: 0; }
        h1, h2, p, th, td, figcaption { overflow-wrap: anywhere; }
        h2 { break-after: avoid; border-bottom: 0.75pt solid #000; }
        p { orphans: 1; widows: 1; }
        figure { break-inside: avoid; }
        table { border-collapse: collapse; width: 100%; table-layout: fixed; }
        th, td { text-align: left; vertical-align: top; font-weight: normal; }
        thead th { font-weight: bold; }
        figure svg { max-width: 100%; height: auto; display: block; }
        footer { border-top: 0.75pt solid #000; }
        """

    /// One sheet of A4 or Letter: as wide as the first, as high as the second.
    static func sheet(_ paper: Paper?) -> String {
        """

        @page { size: \(size(paper)); margin: 6mm 8mm; }
        \(common)
        body { font: 9pt/10.8pt \(fonts); width: 549pt; max-width: 100%; margin: 0 auto; }
        h1 { font-size: 14pt; line-height: 17pt; }
        h2 { font-size: 9.5pt; line-height: 11.5pt; margin: 4pt 0 1.5pt; }
        p { margin-bottom: 1pt; break-inside: avoid; }
        th, td { padding: 0 6pt 1pt 0; }
        th:first-child, td:first-child { width: 152pt; }
        th:nth-child(2), td:nth-child(2) { width: 203pt; }
        figure { margin-top: 2pt; }
        .flow { columns: 2; column-gap: 15pt; }
        .flow h2 { padding-top: 4pt; margin-top: 0; }
        footer { margin-top: 4pt; padding-top: 2pt; }
        @media screen { body { padding: 8pt; box-sizing: content-box; } }
        @media screen and (max-width: 600px) {
          body { width: auto; } .flow { columns: 1; }
          th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) { width: auto; }
        }

        """
    }

    /// For people rather than clinics: on as many sheets as it takes.
    static func large(_ paper: Paper?) -> String {
        """

        @page { size: \(size(paper)); margin: 12mm; }
        \(common)
        body { font: 14.4pt/1.35 \(fonts); max-width: 520pt; margin: 0 auto; }
        h1 { font-size: 1.5em; }
        h2 { font-size: 1.1em; margin: 0.8em 0 0.2em; }
        p { margin-bottom: 0.3em; }
        th, td { padding: 0.1em 0.6em 0.1em 0; }
        figure { margin-top: 0.4em; }
        footer { margin-top: 1em; padding-top: 0.3em; }
        @media screen { body { padding: 10pt; } }

        """
    }
}
