import TonusCore
import TonusDiary
import TonusExchange
import TonusStore
import TonusTypes

/// What of a diary goes into a file, and what people are called there.
struct ExportReading {
    let snapshot: Snapshot
    let people: People
    /// The first day that is wanted; nil for all.
    let first: LocalDate?

    var patient: MemberID { snapshot.replica.patient }

    /// Episodes, tallies and check-ins, oldest first.
    func entries(_ words: Catalogue) throws -> [Entry] {
        var progress = Progress(of: try snapshot.entryCount(), words)
        return try snapshot.latest(.max) { progress.reached($0) }.reversed()
            .filter { !$0.isPrivate && isWanted($0.day) }
    }

    /// - Parameter met: called after each that is held.
    func sheets(_ kind: Kind, met: () -> Void = {}) throws -> [Sheet] {
        try snapshot.sheets(kind, met: met).filter {
            !$0.isPrivate && isWanted($0.day)
        }
    }

    /// All words but those for the owners alone.
    func notes() throws -> [Note] {
        try snapshot.notes().filter { !$0.isPrivate }.sorted { $0.place < $1.place }
    }

    /// The same on every device: by the name on the roster.
    func name(_ member: MemberID) -> String {
        if let name = people.members[member]?.name, !name.isEmpty {
            return people.isDoubtful(member) ? "“\(name.asName)” from a file" : name
        }
        if member == patient { return "patient" }
        return "member " + String(Base32.encode(member.bytes).prefix(4))
    }

    private func isWanted(_ day: LocalDate?) -> Bool {
        guard let first else { return true }
        return day.map { $0 >= first } ?? true
    }
}

extension String {
    /// What of a name can be no sign of anything else.
    var asName: String { filter { $0.isLetter || $0.isNumber || " -'’.".contains($0) } }
}

extension Entry {
    /// Whether it, or a part of it, is for the owners' devices alone.
    var isPrivate: Bool {
        switch self {
        case .episode(let episode): episode.isPrivate
        case .tally(let tally): tally.isPrivate
        case .sheet(let sheet, _): sheet.isPrivate
        }
    }

    /// The day that it is about, in the calendar of whoever wrote it.
    var day: LocalDate? {
        switch self {
        case .episode(let episode): episode.onset?.localDate
        case .tally(let tally): tally.from?.localDate
        case .sheet(let sheet, _): sheet.day
        }
    }
}

/// A file's text, and how many entries are in it.
typealias Exported = (text: String, count: Int)

extension ExportReading {
    /// Episodes and tallies as one table, or one of them alone.
    func table(of kinds: Set<Kind>, _ words: Catalogue) throws -> Exported {
        var table = EpisodeTable(notes: try notes(), patient: patient, name: name)
        var count = 0
        for entry in try entries(words) {
            switch entry {
            case .episode(let episode) where kinds.contains(.episode): table.append(episode)
            case .tally(let tally) where kinds.contains(.tally): table.append(tally)
            default: continue
            }
            count += 1
        }
        return (table.text, count)
    }

    /// All of another kind.
    func table(of kind: Kind, _ words: Catalogue) throws -> Exported {
        var table = SheetTable(kind, patient: patient, name: name)
        var count = 0
        func append(_ sheet: Sheet?, about: String?) {
            guard let sheet else { return }
            table.append(sheet, about: about)
            count += 1
        }
        // Each is read, and then what it is about.
        var (progress, done) = (Progress(of: 2 * (try snapshot.entityCount(kind)), words), 0)
        func another() {
            done += 1
            progress.reached(done)
        }
        switch kind {
        case .note:
            for note in try notes() { append(Sheet(note.state, patient: patient), about: nil) }
        case .rating:
            for entry in try entries(words) {
                guard let episode = entry.episode else { continue }
                for rating in try snapshot.ratings(of: episode) {
                    append(Sheet(rating.state, patient: patient), about: nil)
                    another()
                }
            }
        default:
            for sheet in try sheets(kind, met: another) {
                append(sheet, about: try snapshot.entry(sheet.key)?.about)
                another()
            }
        }
        return (table.text, count)
    }

    /// Spasms, bad spells, plans and visits.
    func calendar(_ words: Catalogue) throws -> Exported {
        var events: [CalendarEvent?] = []
        let notes = Dictionary(grouping: try notes(), by: \.subject)
        func told(_ states: [EntityState]) -> [String] {
            states.flatMap { notes[$0.entity.id] ?? [] }.map { note in
                note.author.map { "\(name($0.member)): \(note.text)" } ?? note.text
            }
        }
        for entry in try entries(words) {
            switch entry {
            case .episode(let episode):
                events.append(words.event(episode, told(episode.parts)))
            case .tally(let tally): events.append(words.event(tally, patient, told([tally.state])))
            case .sheet: break
            }
        }
        for kind in [Kind.relapse, .regimen, .visit] {
            for sheet in try sheets(kind) {
                let about = try snapshot.entry(sheet.key)?.about
                events.append(words.event(sheet, about, told([sheet.state])))
            }
        }
        let shown = events.compactMap { $0 }
        return (CalendarText.text(shown), shown.count)
    }
}

extension Entry {
    fileprivate var about: String? {
        if case .sheet(_, let about) = self { about } else { nil }
    }
}
