/// One record of a table, with where it stands in the file.
package struct CSVRecord: Hashable, Sendable {
    /// The line of the file that it begins on, from 1; a record may go over several.
    package let line: Int
    /// Where its bytes are, without the end of its last line.
    package let bytes: Range<Int>
    package let cells: Result<[String], CSVProblem>
}

/// Why a line is no record. The next line is read anew.
package enum CSVProblem: Error, Hashable, Sendable {
    /// A quote that opens in it is never closed.
    case openQuote
    /// Something stands between a closing quote and the end of its cell.
    case strayQuote
    case tooLong
}

/// Reads records out of UTF-8, one at a time, and knows the line it is on.
///
/// RFC 4180, and what programs write beside it: lines may end in LF or CR alone, blanks may stand around
/// quotes, empty lines are passed over, and a quote within an unquoted cell is a letter like any other.
/// Whatever the bytes are, every one of them is looked at a bounded number of times: a quote that leads
/// astray leads as far as the next one that does, since that closes it.
package struct CSVReader: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var place = 0
    private var line = 1

    /// The most that one record can take up, and the most cells it can have.
    package static let recordLimit = 1 << 20
    package static let cellLimit = 1000

    package init(_ bytes: [UInt8], delimiter: UInt8 = CSVText.comma) {
        (self.bytes, self.delimiter) = (bytes, delimiter)
    }

    package mutating func next() -> CSVRecord? {
        while endOfLine(at: place) > 0 { passEnd() }
        guard place < bytes.count else { return nil }
        let (start, first) = (place, line)
        do throws(CSVProblem) {
            let cells = try record()
            let range = start..<place
            passEnd()
            return CSVRecord(line: first, bytes: range, cells: .success(cells))
        } catch {
            (place, line) = (start, first)
            while place < bytes.count, endOfLine(at: place) == 0 { place += 1 }
            let range = start..<place
            passEnd()
            return CSVRecord(line: first, bytes: range, cells: .failure(error))
        }
    }

    private mutating func record() throws(CSVProblem) -> [String] {
        let start = place
        var cells: [String] = []
        while true {
            cells.append(try cell(before: start + Self.recordLimit))
            guard cells.count <= Self.cellLimit else { throw .tooLong }
            guard place < bytes.count, bytes[place] == delimiter else { return cells }
            place += 1
        }
    }

    private mutating func cell(before limit: Int) throws(CSVProblem) -> String {
        var first = place
        while first < bytes.count, bytes[first] == Self.blank, delimiter != Self.blank {
            first += 1
        }
        if first < bytes.count, bytes[first] == CSVText.quote {
            place = first + 1
            return try quotedCell(before: limit)
        }
        let start = place
        while place < bytes.count, bytes[place] != delimiter, endOfLine(at: place) == 0 {
            place += 1
        }
        guard place <= limit else { throw .tooLong }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func quotedCell(before limit: Int) throws(CSVProblem) -> String {
        var text: [UInt8] = []
        while place < bytes.count {
            guard place <= limit else { throw .tooLong }
            let byte = bytes[place]
            if byte == CSVText.quote {
                place += 1
                guard place < bytes.count, bytes[place] == CSVText.quote else {
                    try endQuotedCell()
                    return String(decoding: text, as: UTF8.self)
                }
            } else if endOfLine(at: place) == 1 {
                line += 1
            }
            text.append(byte)
            place += 1
        }
        throw .openQuote
    }

    private mutating func endQuotedCell() throws(CSVProblem) {
        while place < bytes.count, bytes[place] == Self.blank { place += 1 }
        guard place == bytes.count || bytes[place] == delimiter || endOfLine(at: place) > 0 else {
            throw .strayQuote
        }
    }

    /// How many bytes end a line here: none, 1, or the 2 of CRLF.
    private func endOfLine(at place: Int) -> Int {
        guard place < bytes.count else { return 0 }
        if bytes[place] == 0x0A { return 1 }
        guard bytes[place] == 0x0D else { return 0 }
        return place + 1 < bytes.count && bytes[place + 1] == 0x0A ? 2 : 1
    }

    private mutating func passEnd() {
        let count = endOfLine(at: place)
        place += count
        line += count > 0 ? 1 : 0
    }

    private static let blank = UInt8(ascii: " ")
}
