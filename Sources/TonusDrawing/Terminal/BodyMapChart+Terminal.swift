import TonusInsights

extension BodyMapChart {
    /// Bars to the left and to the right of each part's name; what has no side stands beneath.
    public func picture(_ style: TerminalStyle) -> [String] {
        let sided = areas.filter { $0.left + $0.right > 0 }
        var lines = style.wrapped(words.count)
        let greatest = max(1, sided.map { max($0.left, $0.right) }.max() ?? 1)
        let names = sided.map { Columns.prefix(Wording.cleaned($0.label), style.width / 3) }
        let middle = (names.map { Columns.width($0) }.max() ?? 0) + 4
        let side = (style.width - middle) / 2
        if !sided.isEmpty {
            let head = [words.left, words.right].map { Columns.prefix(Wording.cleaned($0), side) }
            lines.append(
                head[0].padded(to: side, atEnd: false) + String(repeating: " ", count: middle)
                    + head[1])
        }
        for (area, name) in zip(sided, names) {
            let left = bar(area.left, of: greatest, side, style)
            let right = bar(area.right, of: greatest, side, style)
            let space = middle - Columns.width(name)
            let before = String(repeating: " ", count: space / 2)
            let behind = String(repeating: " ", count: space - space / 2)
            lines.append(
                "\(area.left > 0 ? "\(area.left) \(left)" : "")".padded(to: side, atEnd: false)
                    + before + name + behind + (area.right > 0 ? "\(right) \(area.right)" : ""))
        }
        lines = lines.map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line
        }
        return lines + rest(style)
    }

    private func bar(_ count: Int, of greatest: Int, _ side: Int, _ style: TerminalStyle) -> String
    {
        guard count > 0 else { return "" }
        let room = max(1, side - 1 - String(greatest).count)
        let length = Double(count) / Double(greatest) * Double(room)
        return String(
            repeating: style.glyphs.bars.last ?? "#", count: max(1, Int(length.rounded())))
    }

    private func rest(_ style: TerminalStyle) -> [String] {
        func listed(_ head: String, _ count: (Area) -> Int) -> [String] {
            let parts = areas.filter { count($0) > 0 }.map { "\($0.label) \(count($0))" }
            return parts.isEmpty ? [] : style.wrapped("\(head): " + parts.joined(separator: ", "))
        }
        return listed(words.middle, \.middle) + listed(words.unsaid, \.unsaid)
    }
}
