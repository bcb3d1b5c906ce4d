import Foundation
import TonusDiary
import TonusExchange

/// A table that somebody wants to take in.
struct ImportFile {
    let path: String
    let table: ImportTable

    /// - Throws: `ExchangeError`.
    init(
        _ path: String, _ bytes: [UInt8], _ mapping: ImportMapping, restAsNote: Bool,
        at now: Moment
    ) throws {
        self.path = path
        do throws(TableProblem) {
            table = try ImportTable(bytes, mapping, restAsNote: restAsNote, at: now)
        } catch {
            throw ExchangeError.table(error, file: path)
        }
    }

    /// All of a file, unless it is larger than any diary. It is read once: a pipe gives nothing twice.
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else { throw UsageError.noInput(path) }
        defer { try? file.close() }
        let limit = ImportTable.fileLimit
        let data: Data
        do {
            data = try file.read(upToCount: limit + 1) ?? Data()
        } catch {
            throw UsageError.noInput(path)
        }
        guard data.count <= limit else { throw ExchangeError.tooLarge(path) }
        return [UInt8](data)
    }

    var rows: [ImportRow] { table.lines.compactMap { try? $0.row.get() } }

    /// The lines that are left out, and why.
    func refused(_ words: Catalogue) -> [(line: Int, reason: String)] {
        table.lines.compactMap { line in
            switch line.row {
            case .success: nil
            case .failure(let problem): (line.number, words.reason(problem))
            }
        }
    }

    /// The refused lines as they are, each behind why; to be written as the file is, so that they can be
    /// mended and taken in the same way.
    ///
    /// The reason comes first: behind a line that lacks cells, or whose quote never closes, it would be
    /// taken for another column.
    func rejects(_ words: Catalogue) -> String {
        let hasReasons = table.hasReasons
        func line(_ reason: String, _ bytes: Range<Int>) -> String {
            let rest = hasReasons ? table.withoutFirstCell(bytes) : bytes
            return CSVText.quoted(reason, delimiter: table.delimiter)
                + String(decoding: [table.delimiter] + table.text[rest], as: UTF8.self) + "\r\n"
        }
        var text = line(EpisodeColumn.reason, table.header)
        for one in table.lines {
            guard case .failure(let problem) = one.row else { continue }
            text += line(FormulaGuard.guarded(words.reason(problem)), one.bytes)
        }
        return text
    }
}
