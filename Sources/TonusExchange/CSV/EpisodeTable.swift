import TonusCore
import TonusDiary
import TonusTypes

/// Episodes and tallies as one table, a row each. What the patient said and what others said stand in
/// columns of their own, and private notes in none.
package struct EpisodeTable {
    /// Every word about an entry, by its id.
    private let notes: [EntityID: [Note]]
    private let patient: MemberID
    private let name: (MemberID) -> String
    private var table = CSVText(header: EpisodeColumn.allCases.map(\.rawValue))

    package var text: String { table.text }

    /// - Parameter name: what a person is called.
    package init(notes: [Note], patient: MemberID, name: @escaping (MemberID) -> String) {
        self.notes = Dictionary(
            grouping: notes.filter { !$0.isPrivate && $0.subject != nil }.sorted {
                $0.place < $1.place
            }, by: { $0.subject ?? $0.id })
        (self.patient, self.name) = (patient, name)
    }

    package mutating func append(_ episode: Episode) {
        var cells: [EpisodeColumn: String] = [
            .id: episode.id.description, .kind: Kind.episode.word,
        ]
        put(episode.onset, in: .onset, .precision, &cells)
        switch episode.ending {
        case .ongoing: cells[.end] = "ongoing"
        case .unknown: cells[.end] = "unknown"
        case .ended(let end): put(end, in: .end, .endPrecision, &cells)
        }
        cells[.minutes] = episode.duration.map(Self.minutes)
        cells[.sites] = episode.sites.map(\.words).joined(separator: ";")
        cells[.extent] = episode.extents.sorted { $0.key < $1.key }
            .map { "\($0.key.words) \($0.value.word)" }.joined(separator: ";")
        put(episode.severities, in: .severity, .severityOthers, &cells) { "\($0.points)" }
        put(episode.pains, in: .pain, .painOthers, &cells) { "\($0.points)" }
        put(episode.reliefs, in: .relief, .reliefOthers, &cells) { "\($0.points)" }
        put(episode.characters, in: .character, .characterOthers, &cells, \.word)
        put(episode.courses, in: .course, .courseOthers, &cells, \.word)
        cells[.descriptors] = Self.words(episode.descriptors)
        cells[.suddenness] = episode.suddenness?.word
        cells[.impact] = Self.words(episode.impacts)
        cells[.before] = episode.activityBefore?.word
        cells[.triggers] = Self.words(episode.triggers)
        cells[.tried] = Self.words(episode.tried)
        cells[.reliefAt] = episode.reliefAt.map { WhenFormat.iso($0) }
        putNotes(about: episode.parts.map(\.entity.id), &cells)
        append(cells)
    }

    package mutating func append(_ tally: Tally) {
        var cells: [EpisodeColumn: String] = [.id: tally.id.description, .kind: Kind.tally.word]
        put(tally.from, in: .onset, .precision, &cells)
        put(tally.to, in: .end, .endPrecision, &cells)
        if let from = tally.from, let to = tally.to, to.instant >= from.instant {
            cells[.minutes] = Self.minutes(to.instant - from.instant)
        }
        put(tally.counts, in: .count, .countOthers, &cells) { "\($0)" }
        // Without a count it would be no tally: whoever counted, one of them stands there.
        cells[.count] = "\(tally.count(patient: patient))"
        cells[.sites] = tally.sites.map(\.words).joined(separator: ";")
        put(tally.severities, in: .severity, .severityOthers, &cells) { "\($0.points)" }
        putNotes(about: [tally.id], &cells)
        append(cells)
    }

    private mutating func append(_ cells: [EpisodeColumn: String]) {
        table.append(EpisodeColumn.allCases.map { cells[$0] ?? "" })
    }

    private func put(
        _ time: TimePoint?, in column: EpisodeColumn, _ precision: EpisodeColumn,
        _ cells: inout [EpisodeColumn: String]
    ) {
        guard let time else { return }
        cells[column] = WhenFormat.iso(time)
        cells[precision] = time.precision.word
        guard column == .onset, let earliest = time.earliest, let latest = time.latest else {
            return
        }
        // On the same clock as the time that they are the ends of.
        for (column, instant) in [(EpisodeColumn.earliest, earliest), (.latest, latest)] {
            let end = TimePoint(instant: instant, offset: time.offset, zone: "")
            cells[column] = WhenFormat.iso(end)
        }
    }

    private func put<Told>(
        _ reports: [Report<Told>], in own: EpisodeColumn, _ others: EpisodeColumn,
        _ cells: inout [EpisodeColumn: String], _ text: (Told) -> String
    ) {
        cells[own] = reports.first { $0.member == patient }.map { text($0.told) }
        cells[others] = reports.filter { $0.member != patient }
            .map { "\(name($0.member)) \(text($0.told))" }.joined(separator: ";")
    }

    private func putNotes(about ids: [EntityID], _ cells: inout [EpisodeColumn: String]) {
        let all = ids.flatMap { notes[$0] ?? [] }
        let isOwn = { (note: Note) in note.author?.member == patient }
        cells[.note] = all.filter(isOwn).map(\.text).joined(separator: "\n")
        cells[.noteOthers] = all.filter { !isOwn($0) }.map { note in
            (note.author.map { name($0.member) + ": " } ?? "") + note.text
        }.joined(separator: "\n")
    }

    private static func words(_ words: [some CodedWord]) -> String {
        words.map(\.word).joined(separator: ";")
    }

    /// With a full stop, and no more digits than seconds have.
    private static func minutes(_ milliseconds: Int64) -> String {
        Decimal10(mantissa: (milliseconds + 300) / 600, exponent: -2)?.text ?? ""
    }
}

extension Note {
    /// Earlier ones first, on every device alike.
    package var place: (UInt64, EntityID) { (state.origin?.body.timestamp.rawValue ?? 0, id) }
}

extension TimePoint.Precision {
    /// What it is called in a file.
    package var word: String { Self.words[Int(rawValue)] }

    package init?(word: String) {
        guard let place = Self.words.firstIndex(of: word) else { return nil }
        self.init(rawValue: UInt8(place))
    }

    /// In the order of the codes.
    private static let words = ["exact", "5m", "15m", "30m", "60m", "part", "day"]
}
