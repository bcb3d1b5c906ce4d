import Foundation
import TonusCore
import TonusDiary
import TonusTypes

/// Another program's table, or one of ours, read line by line into entries.
package struct ImportTable: Sendable {
    package struct Line: Sendable {
        /// Of the file, from 1.
        package let number: Int
        /// Where it stands in the text.
        package let bytes: Range<Int>
        package let row: Result<ImportRow, RowProblem>
    }

    package let lines: [Line]
    /// The columns that hold something and that nobody asked for.
    package let leftOut: [String]
    /// The file as UTF-8, and how it was written.
    package let text: [UInt8]
    package let encoding: TextEncoding
    package let delimiter: UInt8
    /// Where the header stands in the text.
    package let header: Range<Int>

    /// The greatest file that is read, in bytes: many times the longest diary.
    package static let fileLimit = 64 << 20
}

/// Why a file as a whole cannot be taken in.
package enum TableProblem: Error, Hashable, Sendable {
    case text(TextProblem)
    case empty
    /// More than one of `,` `;` and tab in the header.
    case whichDelimiter
    case twoColumns(String)
    case noColumn(String, columns: [String])
    /// Nothing says when it was.
    case noOnset(columns: [String])
    /// No value of it is above 5: it may be another scale than 0 to 10.
    case whichScale(column: String, most: Int)
}

extension ImportTable {
    /// - Parameter restAsNote: whether the columns that nobody asked for go into the note.
    /// - Throws: `TableProblem`, where it makes no sense to read on.
    package init(
        _ file: [UInt8], _ mapping: ImportMapping, restAsNote: Bool = false, at now: Moment
    ) throws(TableProblem) {
        do throws(TextProblem) {
            let read = try TextEncoding.read(file, declared: mapping.encoding)
            (text, encoding) = (read.text, read.encoding)
        } catch {
            throw .text(error)
        }
        if let declared = mapping.delimiter {
            delimiter = declared
        } else {
            delimiter = try Self.delimiter(of: text)
        }
        var reader = CSVReader(text, delimiter: delimiter)
        guard let first = reader.next(), case .success(let names) = first.cells else {
            throw .empty
        }
        header = first.bytes
        let layout = try TableLayout(
            names.map { FormulaGuard.unguarded($0).trimmed }, mapping, restAsNote: restAsNote)
        let records = Array(reader)
        try layout.checkScales(records)
        var seen: [[UInt8]: Int] = [:]
        var told: [[UInt8]: (line: Int, row: ImportRow)] = [:]
        lines = records.map { record in
            let row = Result { () throws(RowProblem) in
                let row = try layout.row(record, &seen, at: now)
                let first = told[row.name, default: (record.line, row)]
                guard first.row == row else { throw .idTwice(line: first.line) }
                told[row.name] = first
                return row
            }
            return Line(number: record.line, bytes: record.bytes, row: row)
        }
        leftOut = layout.leftOut(records)
    }

    /// Whether these are refused lines of before: the first cell of each says why it was one.
    package var hasReasons: Bool {
        let names = try? CSVReader(Array(text[header]), delimiter: delimiter).first { _ in true }?
            .cells.get()
        return names?.first == EpisodeColumn.reason
    }

    /// A line from its second cell on.
    package func withoutFirstCell(_ line: Range<Int>) -> Range<Int> {
        var isQuoted = false
        for place in line {
            if text[place] == CSVText.quote { isQuoted.toggle() }
            if text[place] == delimiter, !isQuoted { return place + 1..<line.upperBound }
        }
        return line
    }

    /// The one of `,` `;` and tab that is in the header, outside quotes.
    private static func delimiter(of text: [UInt8]) throws(TableProblem) -> UInt8 {
        var isQuoted = false
        var found: Set<UInt8> = []
        for byte in text {
            if byte == CSVText.quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            if [CSVText.comma, UInt8(ascii: ";"), 0x09].contains(byte) { found.insert(byte) }
        }
        guard found.count < 2 else { throw .whichDelimiter }
        return found.first ?? CSVText.comma
    }
}

/// Which cell of a record is what.
private struct TableLayout {
    let names: [String]
    let mapping: ImportMapping
    let restAsNote: Bool
    /// The places of the cells of each of our columns.
    private var places: [EpisodeColumn: [Int]] = [:]
    /// The places that nobody asked for.
    private var rest: [Int] = []

    init(
        _ names: [String], _ mapping: ImportMapping, restAsNote: Bool
    ) throws(TableProblem) {
        (self.names, self.mapping, self.restAsNote) = (names, mapping, restAsNote)
        for column in EpisodeColumn.taken {
            let own = names.contains(column.rawValue) ? [column.rawValue] : nil
            guard let wanted = mapping.isOwn ? own : mapping.sources[column]?.columns else {
                continue
            }
            places[column] = try wanted.map { name throws(TableProblem) in
                let found = names.indices.filter { names[$0] == name.trimmed }
                guard let place = found.first else { throw .noColumn(name, columns: shown) }
                guard found.count == 1 else { throw .twoColumns(name) }
                return place
            }
        }
        guard places[.onset] != nil else { throw .noOnset(columns: shown) }
        let used = Set(places.values.joined())
        rest = names.indices.filter { place in
            !used.contains(place) && names[place] != EpisodeColumn.reason
        }
    }

    private var shown: [String] { names.filter { !$0.isEmpty } }

    /// Numbers that were not said to go to 10 may go to 5: then nobody multiplies them by two.
    func checkScales(_ records: [CSVRecord]) throws(TableProblem) {
        for column in EpisodeColumn.scores {
            guard let source = mapping.sources[column], let place = places[column]?.first,
                source.values.isEmpty, !source.isFromZeroToTen
            else { continue }
            let numbers = records.compactMap { record -> Int? in
                guard let cells = try? record.cells.get(), cells.indices.contains(place) else {
                    return nil
                }
                return Int(cells[place].trimmed)
            }
            if let most = numbers.max(), most <= 5 {
                throw .whichScale(column: names[place], most: most)
            }
        }
    }

    func leftOut(_ records: [CSVRecord]) -> [String] {
        if restAsNote { return [] }
        return rest.filter { place in
            !names[place].isEmpty
                && records.contains { record in
                    guard let cells = try? record.cells.get() else { return false }
                    return cells.indices.contains(place) && !cells[place].isEmpty
                }
        }.map { names[$0] }
    }

    /// - Parameter seen: how often a line like this came before; without an id, those are apart by that.
    func row(
        _ record: CSVRecord, _ seen: inout [[UInt8]: Int], at now: Moment
    ) throws(RowProblem) -> ImportRow {
        let cells: [String]
        switch record.cells {
        case .success(let found): cells = found.map(FormulaGuard.unguarded)
        case .failure(let problem): throw .unreadable(problem)
        }
        guard cells.dropFirst(names.count).allSatisfy(\.isEmpty) else {
            throw .tooManyCells(cells.count, columns: names.count)
        }
        var told: [EpisodeColumn: String] = [:]
        for (column, places) in places {
            told[column] = words(places.map { $0 < cells.count ? cells[$0] : "" }, column)
        }
        if restAsNote {
            let more = rest.filter { $0 < cells.count && !cells[$0].isEmpty }
                .map { "\(names[$0]): \(cells[$0])" }
            told[.note] = ([told[.note] ?? ""].filter { !$0.isEmpty } + more)
                .joined(separator: "\n")
        }
        var line: [UInt8] = []
        if told[.id, default: ""].isEmpty {
            line = content(cells)
            let count = seen[line, default: 0]
            seen[line] = count + 1
            line += Array("\0\(count)".utf8)
        }
        return try ImportRow(
            told, formats: mapping.sources.compactMapValues(\.format), line: line,
            isOwn: mapping.isOwn, at: now)
    }

    /// What all of the line says, whatever the order of its columns: so another mapping, or one
    /// column more in the file, makes no other line of it.
    private func content(_ cells: [String]) -> [UInt8] {
        let told = zip(names, cells).filter { !$1.isEmpty && $0 != EpisodeColumn.reason }
        return Array(told.map { "\($0)\0\($1)" }.sorted().joined(separator: "\0").utf8)
    }

    /// What stands in the file, in our words.
    private func words(_ cells: [String], _ column: EpisodeColumn) -> String {
        if column == .note { return cells.filter { !$0.isEmpty }.joined(separator: "\n") }
        let text = cells.map(\.trimmed).filter { !$0.isEmpty }.joined(separator: " ")
        guard let source = mapping.sources[column] else { return text }
        if let whole = source.values[text.lowercased()] { return whole }
        guard column.field != nil else { return text }
        return text.components(separatedBy: source.separator).map { part in
            source.values[part.trimmed.lowercased()] ?? part.trimmed
        }.filter { !$0.isEmpty }.joined(separator: ";")
    }
}
