import TonusDrawing
import TonusInsights

/// How a report comes to stand on one sheet, whatever is in it.
///
/// As many items of each list are shown as fit, and it says how many more there are; then pictures are
/// as high as there is room for. Words are reckoned wider than they are, so that it fits with any
/// common sans serif.
struct SheetPlan {
    private let room: Room
    private let counts: [String: Int]

    func shown(of block: ReportPage.Block) -> Int { counts[block.name] ?? block.items.count }

    func pictures(of block: ReportPage.Block) -> [ReportPage.Picture] { room.pictures(of: block) }

    func style(of picture: ReportPage.Picture) -> SVGStyle { room.style(of: picture) }

    /// The room for pictures with which the most items are shown; of several, the most room.
    ///
    /// - Parameter paper: what it is for; else it fits on both.
    init(_ page: ReportPage, _ paper: Paper? = nil) {
        let reckoning = SheetReckoning(page, paper)
        let all = page.blocks.reduce(0) { $0 + $1.items.count }
        var best: (room: Room, counts: [String: Int], shown: Int)?
        for room in Room.all {
            guard let counts = reckoning.counts(room) else { continue }
            let shown = counts.values.reduce(0, +)
            if shown > best?.shown ?? -1 { best = (room, counts, shown) }
            if shown == all { break }
        }
        let nothing = Dictionary(uniqueKeysWithValues: page.blocks.map { ($0.name, 0) })
        (room, counts) = best.map { ($0.room, $0.counts) } ?? (.least, nothing)
    }

    /// How much the pictures take.
    struct Room: Hashable {
        /// Each from 0, the least, to 4: of the body, and of all others.
        let body: Int
        let others: Int
        /// Whether the lowest picture of a block stands first: what is high may not fit beneath the others
        /// in a column, and leave it half empty.
        let isLowFirst: Bool

        static let least = Room(body: 0, others: 0, isLowFirst: true)

        /// The most first, in the order of the page; then the other order.
        static let all = [false, true].flatMap { isLowFirst in
            (0...4).flatMap { body in
                (0...4).map { Room(body: body, others: $0, isLowFirst: isLowFirst) }
            }.sorted { one, other in
                (other.body + other.others, other.others) < (one.body + one.others, one.others)
            }
        }

        func pictures(of block: ReportPage.Block) -> [ReportPage.Picture] {
            if !isLowFirst { return block.pictures }
            return block.pictures.sorted {
                Self.heights(of: $0).upperBound < Self.heights(of: $1).upperBound
            }
        }

        /// Points; of the body the height of a figure, of the hours that of seven rows.
        private static let heights: [String: ClosedRange<Double>] = [
            "severity": 38...70, "course": 50...110, "year": 24...36, "where": 60...148,
            "hours": 70...90,
        ]

        private static func heights(of picture: ReportPage.Picture) -> ClosedRange<Double> {
            heights[picture.id] ?? 60...60
        }

        func style(of picture: ReportPage.Picture) -> SVGStyle {
            let range = Self.heights(of: picture)
            let level = Double(picture.id == "where" ? body : others) / 4
            let height = range.lowerBound + (range.upperBound - range.lowerBound) * level
            return SVGStyle(
                idPrefix: picture.id, width: SheetReckoning.column, showsTitle: false,
                plotHeight: height.rounded(), showsKey: picture.showsKey)
        }
    }
}

/// How high everything on the one sheet is, in points; the lengths are those of `PageStyle.sheet`.
final class SheetReckoning {
    static let column = 267.0

    private let page: ReportPage
    /// What is left for the two columns.
    private let free: Double
    /// Of what is read: the lines and the items of each block.
    private let words: [String: (lines: [Double], items: [Double])]
    /// Of pictures that were drawn once already.
    private var drawn: [SVGStyle: Double] = [:]

    /// Within the margins; a little is left free. Letter is the lower of the two.
    private static func height(_ paper: Paper?) -> Double { (paper == .a4 ? 842 : 792) - 34 - 4 }
    private static let line = 10.8
    private static let full = 549.0
    private static let title = 18.0

    init(_ page: ReportPage, _ paper: Paper?) {
        self.page = page
        let heading = PrintedText(size: 14, width: Self.full).lines(page.title, isBold: true)
        let around = (page.head + page.foot).map { Self.height($0, Self.full) }
        let tables = page.blocks.compactMap(\.table).map { Self.title + Self.height($0) }
        free =
            Self.height(paper) - Double(heading) * 17 - 7 - (around + tables).reduce(0, +)
        words = Dictionary(
            uniqueKeysWithValues: page.blocks.map { block in
                let heights = { (texts: [String]) in texts.map { Self.height($0, Self.column) } }
                return (block.name, (heights(block.lines), heights(block.items)))
            })
    }

    /// How many items of each block fit: one more of each in turn, for as long as all of it does.
    ///
    /// Nil where not even the pictures fit; that a block has more is said in any case.
    func counts(_ room: SheetPlan.Room) -> [String: Int]? {
        var counts: [String: Int] = [:]
        for block in page.blocks { counts[block.name] = 0 }
        guard fits(counts, room) else { return nil }
        for round in 0..<(page.blocks.map(\.items.count).max() ?? 0) {
            for block in page.blocks where counts[block.name] == round {
                guard round < block.items.count else { continue }
                counts[block.name] = round + 1
                if !fits(counts, room) { counts[block.name] = round }
            }
        }
        return counts
    }

    private func fits(_ counts: [String: Int], _ room: SheetPlan.Room) -> Bool {
        // The first column takes what fits, and the second must hold the rest.
        var (column, used) = (0, 0.0)
        for block in page.blocks where block.table == nil {
            for piece in pieces(block, counts[block.name] ?? 0, room) {
                if used + piece > free { (column, used) = (column + 1, 0) }
                used += piece
            }
        }
        return column < 2
    }

    /// What no column is broken within, from top to bottom: a title stays with what it is of.
    private func pieces(
        _ block: ReportPage.Block, _ shown: Int, _ room: SheetPlan.Room
    ) -> [Double] {
        let (lines, items) = words[block.name] ?? ([], [])
        let more = shown < items.count ? [Self.line + 1] : []
        var pieces =
            lines + room.pictures(of: block).map { height($0, room) } + items.prefix(shown)
            + more
        if pieces.isEmpty { pieces = [0] }
        pieces[0] += Self.title
        return pieces
    }

    private func height(_ picture: ReportPage.Picture, _ room: SheetPlan.Room) -> Double {
        let style = room.style(of: picture)
        let height = drawn[style] ?? picture.chart.drawn(style).height
        drawn[style] = height
        return 2 + height + (picture.caption.map { Self.height($0, Self.column) } ?? 0)
    }

    private static func height(_ text: String, _ width: Double) -> Double {
        Double(PrintedText(size: 9, width: width).lines(text)) * line + 1
    }

    private static func height(_ table: ChartTable) -> Double {
        ([table.header] + table.rows).map { row in
            zip(row, [146.0, 197, 188]).map { cell, width in height(cell, width) }.max() ?? 0
        }.reduce(0, +)
    }
}
