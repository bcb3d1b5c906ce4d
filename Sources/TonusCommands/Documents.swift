import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What a command answers to a program: one JSON document, or tab-separated lines.
protocol Document: Encodable {
    /// Such as `tonus.episodes/1`; fields are only ever added to it.
    var schema: String { get }
    var plain: [[String]] { get }
}

extension Desk {
    /// Answers in the form that was asked for.
    func answer(
        _ document: @autoclosure () throws -> some Document,
        _ lines: @autoclosure () throws -> [String]
    ) throws {
        if options.json {
            try Output.json(document())
        } else if options.plain {
            Output.plain(try document().plain)
        } else {
            Output.say(try lines())
        }
    }
}

/// An episode in JSON. Fields are only ever added.
struct EpisodeDocument: Encodable {
    struct Rating: Encodable {
        let by: String
        let value: Int
    }

    let id: String
    let onset: String?
    let ending: String
    let ended: String?
    let sites: [String]
    let extents: [String: String]
    let severity: [Rating]
    let pain: [Rating]
    let character: [String]
    let descriptors: [String]
    let suddenness: String?
    let impact: [String]
    let before: String?
    let course: [String]
    let triggers: [String]
    let tried: [String]
    let relief: [Rating]
    let reliefAt: String?
    let linked: [String]
    let differs: [String]
    let deleted: Bool

    init(_ episode: Episode) {
        func ratings(_ reports: [Report<Score>]) -> [Rating] {
            reports.map { Rating(by: $0.member.description, value: $0.told.points) }
        }
        id = episode.id.description
        onset = episode.onset.map { WhenFormat.iso($0) }
        (ending, ended) =
            switch episode.ending {
            case .ongoing: ("ongoing", nil)
            case .unknown: ("unknown", nil)
            case .ended(let time): ("ended", WhenFormat.iso(time))
            }
        sites = episode.sites.map(\.words)
        extents = Dictionary(
            uniqueKeysWithValues: episode.extents.map { ($0.key.words, $0.value.word) })
        severity = ratings(episode.severities)
        pain = ratings(episode.pains)
        character = episode.characters.map(\.told.word)
        descriptors = episode.descriptors.map(\.word)
        suddenness = episode.suddenness?.word
        impact = episode.impacts.map(\.word)
        before = episode.activityBefore?.word
        course = episode.courses.map(\.told.word)
        triggers = episode.triggers.map(\.word)
        tried = episode.tried.map(\.word)
        relief = ratings(episode.reliefs)
        reliefAt = episode.reliefAt.map { WhenFormat.iso($0) }
        linked = episode.linked.map(\.entity.id.description)
        differs = episode.conflicts.map(\.name) + (episode.isContested ? ["deleted"] : [])
        deleted = episode.state.isHidden
    }

    var plain: [String] {
        [
            "episode", id, onset ?? "", ended ?? ending,
            severity.first.map { "\($0.value)" } ?? "", pain.first.map { "\($0.value)" } ?? "",
            sites.joined(separator: ";"), triggers.joined(separator: ";"),
        ]
    }
}

struct TallyDocument: Encodable {
    let id: String
    let from: String?
    let to: String?
    let count: Int
    let sites: [String]
    let severity: Int?

    init(_ tally: Tally, patient: MemberID?) {
        id = tally.id.description
        from = tally.from.map { WhenFormat.iso($0) }
        to = tally.to.map { WhenFormat.iso($0) }
        count = tally.count(patient: patient)
        sites = tally.sites.map(\.words)
        severity = tally.severities.first?.told.points
    }

    var plain: [String] {
        [
            "tally", id, from ?? "", to ?? "", severity.map { "\($0)" } ?? "", "\(count)",
            sites.joined(separator: ";"),
        ]
    }
}

struct CheckInDocument: Encodable {
    let id: String
    let date: String?
    let spasmFree: Bool

    init(_ checkIn: Sheet) {
        id = checkIn.id.description
        date = checkIn[.checkInDate]?.date.map { WhenFormat.iso($0) }
        spasmFree = checkIn.isSpasmFree
    }
}

/// What an entity of any kind shows, by the names of its fields; of what each reporter fills in, the
/// patient's own word first.
struct SheetDocument: Encodable {
    let id: String
    let kind: String
    let when: String?
    let shown: [String: Shown]
    let differs: [String]
    let deleted: Bool
    let isPrivate: Bool

    init(_ sheet: Sheet) {
        isPrivate = sheet.key.audience == .owner
        id = sheet.id.description
        kind = sheet.kind.word
        when = sheet.time.map { WhenFormat.iso($0) } ?? sheet.day.map { WhenFormat.iso($0) }
        shown = sheet.shown
        differs = sheet.conflicts.map(\.name) + (sheet.state.isContested ? ["deleted"] : [])
        deleted = sheet.state.isHidden
    }

    var plain: [String] {
        // A check-in had these columns before there was anything else to say of a day.
        let isDay = kind == Kind.checkIn.word
        let front =
            isDay
            ? ["day", id, when ?? "", shown["none"] == .flag(true) ? "spasm-free" : ""]
            : [kind, id, when ?? ""]
        let rest = shown.filter { !isDay || !["date", "none"].contains($0.key) }
        return front + rest.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }
    }
}

struct NoteDocument: Encodable {
    let id: String
    let text: String
    let by: String?
    let isPrivate: Bool

    init(_ note: Note) {
        (id, text, isPrivate) = (note.id.description, note.text, note.isPrivate)
        by = note.author?.member.description
    }
}

struct RatingDocument: Encodable {
    let at: String?
    let severity: Int?
    let pain: Int?
    let by: String?

    init(_ rating: Rating) {
        (severity, pain) = (rating.severity?.points, rating.pain?.points)
        at = rating.at.map { WhenFormat.iso($0) }
        by = rating.author?.member.description
    }
}

/// Entries of a diary; episodes are what there was first, so they name the schema.
struct EntriesDocument: Document {
    let schema = "tonus.episodes/1"
    let episodes: [EpisodeDocument]
    let tallies: [TallyDocument]
    let checkIns: [CheckInDocument]
    /// Everything that is neither an episode nor a tally, check-ins included.
    let sheets: [SheetDocument]
    /// Of a single entry that was asked for; nil where many are listed.
    let notes: [NoteDocument]?
    let ratings: [RatingDocument]?
    private let order: [[String]]

    private enum CodingKeys: CodingKey {
        case schema, episodes, tallies, checkIns, sheets, notes, ratings
    }

    init(
        _ entries: [Entry], patient: MemberID? = nil, notes: [Note]? = nil,
        ratings: [Rating]? = nil
    ) {
        self.notes = notes?.map(NoteDocument.init)
        self.ratings = ratings?.map(RatingDocument.init)
        var (episodes, tallies, checkIns): ([EpisodeDocument], [TallyDocument], [CheckInDocument])
        (episodes, tallies, checkIns) = ([], [], [])
        var sheets: [SheetDocument] = []
        order = entries.map { entry in
            switch entry {
            case .episode(let episode):
                episodes.append(EpisodeDocument(episode))
                return episodes[episodes.count - 1].plain
            case .tally(let tally):
                tallies.append(TallyDocument(tally, patient: patient))
                return tallies[tallies.count - 1].plain
            case .sheet(let sheet, _):
                if sheet.kind == .checkIn { checkIns.append(CheckInDocument(sheet)) }
                sheets.append(SheetDocument(sheet))
                return sheets[sheets.count - 1].plain
            }
        }
        (self.episodes, self.tallies, self.checkIns) = (episodes, tallies, checkIns)
        self.sheets = sheets
    }

    init(_ episodes: [Episode]) { self.init(episodes.map(Entry.episode)) }

    var plain: [[String]] { order }
}

struct CountDocument: Document {
    let schema = "tonus.counts/1"
    let counts: [String: Int]
    /// Lines of a file that were left out, since something else is here under the same id.
    let different: [Int]?

    init(counts: [String: Int], different: [Int] = []) {
        (self.counts, self.different) = (counts, different.isEmpty ? nil : different)
    }

    var plain: [[String]] {
        counts.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] }
            + (different.map { [["different"] + $0.map(String.init)] } ?? [])
    }
}
