import TonusCore
import TonusDiary
import TonusTypes

/// One line of a table, read once into an entry.
package struct ImportRow: Hashable, Sendable {
    package enum Told: Hashable, Sendable {
        case episode(EpisodeDraft)
        case tally(TallyDraft)
    }

    package let told: Told
    package let note: String?
    /// The entry's own id, where the table was written here.
    package let ownID: EntityID?
    /// What makes two rows the same entry, in whichever file.
    package let canonicalKey: [UInt8]

    package var kind: Kind {
        switch told {
        case .episode: .episode
        case .tally: .tally
        }
    }

    /// What a line has in common with another that is the same entry.
    var name: [UInt8] { ownID?.bytes ?? canonicalKey }

    /// The writes of a new entry.
    package func writes(by member: MemberID) -> [Write] {
        switch told {
        case .episode(let draft): draft.writes(over: nil, by: member)
        case .tally(let draft): draft.writes()
        }
    }
}

/// Why a line is left out; the rest of the file is taken.
package enum RowProblem: Error, Hashable, Sendable {
    case missing(String)
    case bad(column: String, value: String)
    /// A time that cannot be written down, such as one that the clocks skipped.
    case time(column: String, value: String, WhenError)
    /// An episode has no count, and a tally little else.
    case unfit(column: String, kind: Kind)
    /// More cells than the header has columns.
    case tooManyCells(Int, columns: Int)
    case unreadable(CSVProblem)
    /// A later time stands in the first of the two columns than in the second.
    case turned(first: String, last: String)
    /// An earlier line of the file has the same id, and says something else.
    case idTwice(line: Int)
    /// A note that is longer than an entry can be.
    case tooLong(column: String)
}

extension ImportRow {
    /// The longest note, in bytes: a change with it stays below what one can be.
    package static let noteLimit = 60_000

    /// - Parameters:
    ///   - told: what the line says in our columns, in our words.
    ///   - formats: how times are written in it, where not as ISO 8601 has them.
    ///   - line: all of the line, as it stands: what it is known by where it has no id.
    init(
        _ told: [EpisodeColumn: String], formats: [EpisodeColumn: DatePattern], line: [UInt8],
        isOwn: Bool, at now: Moment
    ) throws(RowProblem) {
        let cells = RowCells(told: told, formats: formats, now: now)
        guard let onset = try cells.onset() else { throw .missing("onset") }
        self.told =
            try cells.kind() == .tally
            ? .tally(try cells.tally(onset)) : .episode(try cells.episode(onset))
        note = cells[.note].isEmpty ? nil : cells[.note]
        guard cells[.note].utf8.count <= Self.noteLimit else { throw .tooLong(column: "note") }
        let id = cells[.id]
        ownID = isOwn ? Hex.decode(id).flatMap(EntityID.init(bytes:)) : nil
        canonicalKey =
            id.isEmpty
            ? Array("csv-line\0".utf8) + line
            : Array("csv\0\(id)\0\(cells.onsetKey(onset))".utf8)
    }
}

/// What a line says in our columns.
private struct RowCells {
    let told: [EpisodeColumn: String]
    let formats: [EpisodeColumn: DatePattern]
    let now: Moment

    subscript(column: EpisodeColumn) -> String { told[column] ?? "" }

    func kind() throws(RowProblem) -> Kind {
        switch self[.kind] {
        case Kind.episode.word: return .episode
        case Kind.tally.word: return .tally
        case "": return self[.count].isEmpty ? .episode : .tally
        default: throw .bad(column: "kind", value: self[.kind])
        }
    }

    func episode(_ onset: TimePoint) throws(RowProblem) -> EpisodeDraft {
        guard self[.count].isEmpty else { throw .unfit(column: "count", kind: .episode) }
        var draft = EpisodeDraft()
        draft.onset = onset
        draft.ending = try ending(onset)
        for column in EpisodeColumn.allCases {
            guard let field = column.field, !self[column].isEmpty else { continue }
            for one in try assignments(field, self[column]) {
                do throws(DraftError) {
                    try draft.say(one)
                } catch {
                    throw .bad(column: field.name, value: self[column])
                }
            }
        }
        if let time = try time(.reliefAt) {
            do throws(DraftError) {
                try draft.say(Assignment(.reliefAt, .time(time)))
            } catch {
                throw .bad(column: "relief_at", value: self[.reliefAt])
            }
        }
        return draft
    }

    func tally(_ from: TimePoint) throws(RowProblem) -> TallyDraft {
        let allowed: Set<EpisodeColumn> = [.sites, .severity]
        for column in EpisodeColumn.allCases
        where column.field != nil && !allowed.contains(column) && !self[column].isEmpty {
            throw .unfit(column: column.rawValue, kind: .tally)
        }
        guard !self[.count].isEmpty else { throw .missing("count") }
        guard let count = Int(self[.count]), (1...TallyDraft.limit).contains(count) else {
            throw .bad(column: "count", value: self[.count])
        }
        guard case .ended(let to) = try ending(from) else { throw .missing("end") }
        guard from.instant <= to.instant else { throw .turned(first: "onset", last: "end") }
        let sites = try assignments(.sites, self[.sites]).compactMap { Site(key: $0.key) }
        let severity = Score(word: self[.severity])
        guard severity != nil || self[.severity].isEmpty else {
            throw .bad(column: "severity", value: self[.severity])
        }
        return TallyDraft(count: count, from: from, to: to, sites: sites, severity: severity)
    }

    /// What a cell says of a field; several words have `;` between them.
    private func assignments(
        _ field: Field, _ text: String
    ) throws(RowProblem) -> [Assignment] {
        var found: [Assignment] = []
        let parts = field.isOfMany ? text.split(separator: ";").map(String.init) : [text]
        for word in parts.map(\.trimmed) where !word.isEmpty {
            guard let one = Assignment(field, readingCell: word) else {
                throw .bad(column: field.name, value: word)
            }
            found.append(one)
        }
        return found
    }

    // MARK: - Times

    func onset() throws(RowProblem) -> TimePoint? {
        guard let time = try time(.onset) else { return nil }
        let earliest = try self.time(.earliest)?.instant
        let latest = try self.time(.latest)?.instant
        let precision = try precision(.precision) ?? time.precision
        let point = TimePoint(
            instant: time.instant, offset: time.offset, zone: time.zone,
            precision: precision.coarser(time.precision), earliest: earliest ?? time.earliest,
            latest: latest ?? time.latest)
        guard point.earliest ?? .min <= point.latest ?? .max else {
            throw .turned(first: "earliest", last: "latest")
        }
        return point
    }

    /// What an onset is known by: the moment, or where it was written without a place the words, since
    /// what they mean depends on where they are read.
    func onsetKey(_ onset: TimePoint) -> String {
        let text = self[.onset].trimmed
        let hasPlace =
            text.hasSuffix("]") || text.hasSuffix("Z")
            || text.dropFirst(11).contains {
                "+-".contains($0)
            }
        return hasPlace && formats[.onset] == nil ? "\(onset.instant)" : text
    }

    private func ending(_ onset: TimePoint) throws(RowProblem) -> Ending {
        switch self[.end] {
        case "" where !self[.minutes].isEmpty: return .ended(try end(after: onset))
        case "", "unknown": return .unknown
        case "ongoing": return .ongoing
        default: break
        }
        guard let time = try time(.end) else { return .unknown }
        let (own, shared) = (try precision(.endPrecision), try precision(.precision))
        let precision = own ?? shared ?? time.precision
        return .ended(
            TimePoint(
                instant: time.instant, offset: time.offset, zone: time.zone,
                precision: precision.coarser(time.precision)))
    }

    private func end(after onset: TimePoint) throws(RowProblem) -> TimePoint {
        guard let minutes = Decimal10(reading: self[.minutes]), minutes.double <= 100_000 else {
            throw .bad(column: "minutes", value: self[.minutes])
        }
        let instant = onset.instant + Int64((minutes.double * 60_000).rounded())
        if onset.zone == now.zone.identifier {
            return now.point(at: instant, precision: onset.precision)
        }
        return TimePoint(
            instant: instant, offset: onset.offset, zone: onset.zone, precision: onset.precision)
    }

    private func precision(_ column: EpisodeColumn) throws(RowProblem) -> TimePoint.Precision? {
        guard !self[column].isEmpty else { return nil }
        guard let precision = TimePoint.Precision(word: self[column]) else {
            throw .bad(column: column.rawValue, value: self[column])
        }
        return precision
    }

    private func time(_ column: EpisodeColumn) throws(RowProblem) -> TimePoint? {
        let text = self[column].trimmed
        guard !text.isEmpty else { return nil }
        let written = formats[column].map { $0.iso(text) } ?? text
        // A file is read on another day than it was written: what counts from now has no place in it.
        guard let written, written.isDated else { throw .bad(column: column.rawValue, value: text) }
        let when: When
        do throws(WhenError) {
            when = try When.parse(written, at: now)
        } catch {
            throw .time(column: column.rawValue, value: text, error)
        }
        guard when.ending == nil else { throw .bad(column: column.rawValue, value: text) }
        return when.onset
    }
}

extension Field {
    fileprivate var isOfMany: Bool {
        switch shape {
        case .sites, .set, .sited: true
        default: false
        }
    }
}

extension Assignment {
    /// Reads one word of a table, which is never one that takes something away.
    fileprivate init?(_ field: Field, readingCell word: String) {
        switch field.shape {
        case .sites, .sited:
            let words = word.split(separator: " ").map(String.init)
            guard let found = Site.read(words) else { return nil }
            let rest = words.dropFirst(found.count).joined(separator: " ")
            if case .sited(let extents) = field.shape {
                guard let code = extents.code(rest) else { return nil }
                self.init(field, key: found.site.key, .integer(Int64(code)))
            } else if rest.isEmpty {
                self.init(field, key: found.site.key, .boolean(true))
            } else {
                return nil
            }
        case .set(let words):
            guard let code = words.code(word) else { return nil }
            self.init(field, key: [code], .boolean(true))
        case .word(let words):
            guard let code = words.code(word) else { return nil }
            self.init(field, .integer(Int64(code)))
        case .score:
            guard let score = Score(word: word) else { return nil }
            self.init(field, .integer(Int64(score.points)))
        default: return nil
        }
    }
}

extension TimePoint.Precision {
    /// Which of two says less.
    fileprivate func coarser(_ other: TimePoint.Precision) -> TimePoint.Precision {
        rawValue >= other.rawValue ? self : other
    }
}

extension String {
    var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// Whether it begins with a whole date, as ISO 8601 has them.
    fileprivate var isDated: Bool {
        let digits = utf8.prefix { (48...57).contains($0) }.count
        return digits == 8 || (digits == 4 && utf8.dropFirst(4).first == UInt8(ascii: "-"))
    }
}
