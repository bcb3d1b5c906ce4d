import Foundation

/// Which columns of another program's file hold what, and in which words.
package struct ImportMapping: Hashable, Sendable {
    /// Where one of our columns comes from.
    package struct Source: Hashable, Sendable {
        /// Several are put together with a blank between them, such as a date and a time.
        package var columns: [String]
        /// How a time is written there.
        package var format: DatePattern?
        /// That program's words, in small letters, and ours for them.
        package var values: [String: String] = [:]
        /// What stands between several words in one cell.
        package var separator = ";"
        /// Whether its numbers were declared to go from 0 to 10, as ours do.
        package var isFromZeroToTen = false

        package init(columns: [String]) { self.columns = columns }
    }

    package var sources: [EpisodeColumn: Source] = [:]
    package var delimiter: UInt8?
    package var encoding: TextEncoding?

    package init() {}

    /// Without one, a file has our own columns.
    package var isOwn: Bool { sources.isEmpty }
}

/// Why a mapping cannot be read.
package enum MappingProblem: Error, Hashable, Sendable {
    case notJSON
    case unknownKey(String, choices: [String])
    case badValue(key: String, value: String)
    /// Of the form `field=column`.
    case notAPair(String)
}

extension ImportMapping {
    /// Reads a mapping from JSON: `{"onset": {"column": "Start", "format": "dd.MM.yyyy HH:mm"},
    /// "sites": "Where", "delimiter": ";"}`.
    ///
    /// - Throws: `MappingProblem`; a key that is not known is one, so that no slip goes unseen.
    package init(json: [UInt8]) throws(MappingProblem) {
        guard let read = try? JSONSerialization.jsonObject(with: Data(json)),
            let object = read as? [String: Any]
        else { throw .notJSON }
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            switch key {
            case "delimiter": delimiter = try Self.delimiter(value)
            case "encoding":
                guard let name = value as? String,
                    let found = TextEncoding(rawValue: name.lowercased())
                else { throw .badValue(key: key, value: "\(value)") }
                encoding = found
            default: sources[try Self.column(key)] = try Source(value, of: key)
            }
        }
    }

    /// Adds what was typed as `field=column`; the same field again puts its columns together.
    package mutating func add(
        _ pairs: [String], format: String?
    ) throws(MappingProblem) {
        var typed: [EpisodeColumn: [String]] = [:]
        for pair in pairs {
            guard let sign = pair.firstIndex(of: "="), sign > pair.startIndex else {
                throw .notAPair(pair)
            }
            let column = try Self.column(String(pair[..<sign]))
            typed[column, default: []].append(String(pair[pair.index(after: sign)...]))
        }
        for (column, columns) in typed {
            sources[column, default: Source(columns: [])].columns = columns
        }
        guard let format else { return }
        guard let pattern = DatePattern(format) else {
            throw .badValue(key: "format", value: format)
        }
        for column in EpisodeColumn.times where sources[column] != nil {
            sources[column]?.format = pattern
        }
    }

    private static func column(_ name: String) throws(MappingProblem) -> EpisodeColumn {
        guard let column = EpisodeColumn(rawValue: name), column.isTaken else {
            throw .unknownKey(name, choices: EpisodeColumn.taken.map(\.rawValue))
        }
        return column
    }

    private static func delimiter(_ value: Any) throws(MappingProblem) -> UInt8 {
        guard let text = value as? String, text.utf8.count == 1, let byte = text.utf8.first,
            byte != CSVText.quote, byte != 0x0A, byte != 0x0D
        else { throw .badValue(key: "delimiter", value: "\(value)") }
        return byte
    }
}

extension ImportMapping.Source {
    private static let keys = ["column", "columns", "format", "separator", "scale", "values"]

    fileprivate init(_ value: Any, of field: String) throws(MappingProblem) {
        if let name = value as? String {
            self.init(columns: [name])
            return
        }
        guard let object = value as? [String: Any] else {
            throw .badValue(key: field, value: "\(value)")
        }
        self.init(columns: [])
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            let text = value as? String
            switch key {
            case "column": columns = text.map { [$0] } ?? []
            case "columns": columns = value as? [String] ?? []
            case "format": format = text.flatMap(DatePattern.init)
            case "separator": separator = text ?? ""
            case "scale": isFromZeroToTen = text == "0-10"
            case "values":
                let words = value as? [String: String] ?? [:]
                values = Dictionary(
                    words.map { ($0.key.lowercased(), $0.value) },
                    uniquingKeysWith: { first, _ in first })
            default: throw .unknownKey("\(field).\(key)", choices: Self.keys)
            }
            guard isUnderstood(key) else {
                throw .badValue(key: "\(field).\(key)", value: "\(value)")
            }
        }
        guard !columns.isEmpty else { throw .badValue(key: field, value: "{}") }
    }

    private func isUnderstood(_ key: String) -> Bool {
        switch key {
        case "column", "columns": !columns.isEmpty
        case "format": format != nil
        case "separator": !separator.isEmpty
        case "scale": isFromZeroToTen
        default: !values.isEmpty
        }
    }
}

extension EpisodeColumn {
    static let times: [EpisodeColumn] = [.onset, .end, .earliest, .latest, .reliefAt]
    /// Numbers from 0 to 10.
    static let scores: [EpisodeColumn] = [.severity, .pain, .relief]
}
