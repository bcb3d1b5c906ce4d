import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusInsights
import TonusStore
import TonusTypes

struct TodayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "today", abstract: Help.todayAbstract)

    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let today = desk.now.point.localDate
        guard let replica = try desk.existing() else {
            return try desk.answer(
                EntriesDocument([Episode]()),
                desk.words.today(Day(today, of: []), [], nil, desk.now))
        }
        // A day and a bit either way holds the local day of every zone.
        let reach: Int64 = 40 * 3600 * 1000
        let (from, to) = (desk.now.milliseconds - reach, desk.now.milliseconds + reach)
        let (day, tallies, ongoing, footer, patient) = try replica.read { snapshot in
            let tallies = try snapshot.tallies(from: from, to: to)
                .filter { $0.from?.localDate == today }
            let patient = snapshot.replica.patient
            let day = Day(
                today, of: try snapshot.episodes(from: from, to: to),
                tallied: tallies.reduce(0) { $0 + $1.count(patient: patient) },
                isSpasmFree: try snapshot.isSpasmFree(today))
            return (
                day, tallies, try snapshot.ongoing(), try StatusCommand.Footer(snapshot), patient
            )
        }
        let older = ongoing.filter { $0.onset?.localDate != today }
        let stale = ongoing.filter { $0.isStale(at: desk.now.milliseconds) }
        let going = older.filter { !stale.contains($0) }
        let entries = (day.episodes.map(Entry.episode) + tallies.map(Entry.tally))
            .sorted { ($0.moment, $0.entity) < ($1.moment, $1.entity) }
        try replica.rememberList(entries.map(\.entity) + older.map(\.state.entity))
        try desk.answer(
            EntriesDocument(entries, patient: patient),
            desk.words.today(day, entries, patient, desk.now)
                + going.map { desk.words.stillRunning($0, desk.now) }
                + desk.words.stillGoingOn(stale, desk.now)
                + desk.words.footer(footer)
                + desk.words.notice(replica.takeNotice()))
    }
}

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: Help.listAbstract, aliases: ["ls"])

    @Argument(help: Help.listKind)
    var kind: String?
    @Option(name: .shortAndLong, help: Help.listNumber)
    var number = 20
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        if let kind {
            guard let found = Kind(listed: kind) else {
                throw DraftError.badValue(
                    field: "list", value: kind, choices: Kind.listed.map(\.word))
            }
            return try desk.answer(listOf: found)
        }
        let replica = try desk.required()
        let (entries, patient) = try replica.read { snapshot in
            (try snapshot.latest(min(max(number, 1), 1_000_000)), snapshot.replica.patient)
        }
        try replica.rememberList(entries.map(\.entity))
        try desk.answer(
            EntriesDocument(entries, patient: patient),
            entries.isEmpty
                ? [desk.words.noEpisodes]
                : zip(1..., entries).map { desk.words.numbered($0, $1, patient, desk.now) })
    }
}

extension Kind {
    /// Those that are no part of the list of spasms.
    fileprivate static let listed: [Kind] = allCases.filter {
        ![.episode, .note, .tally, .rating].contains($0)
    }

    /// Reads `dose` and `doses`, in any language.
    fileprivate init?(listed word: String) {
        let word = word.lowercased()
        guard let found = Self.listed.first(where: { $0.isNamed(word) }) else { return nil }
        self = found
    }
}

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: Help.showAbstract)

    @Argument(help: Help.showReference)
    var reference: String
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let people = try replica.people()
        let (entry, notes, ratings, patient) = try replica.read { snapshot in
            let entry = try snapshot.entry(snapshot.subject(of: snapshot.entity(reference)))
            let ids = entry?.episode?.parts.map(\.entity.id) ?? [entry?.entity.id].compactMap { $0 }
            return (
                entry, try ids.flatMap(snapshot.notes(about:)),
                try entry?.episode.map(snapshot.ratings) ?? [], snapshot.replica.patient
            )
        }
        guard let entry else { throw ReferenceError.unknown(reference) }
        let lines =
            entry.episode.map {
                desk.words.detail($0, notes: notes, ratings: ratings, people: people, desk.now)
            } ?? [desk.words.line(entry, patient, desk.now)]
        try desk.answer(
            EntriesDocument([entry], patient: patient, notes: notes, ratings: ratings), lines)
    }
}

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: Help.statusAbstract)

    @OptionGroup var options: DiaryOptions

    struct Device: Encodable {
        let name: String
        let member: String
        let role: String
        let isThis: Bool
        /// When it last wrote something that is held here, by its own clock.
        let lastWrote: String?
    }

    struct Status: Document {
        let schema = "tonus.status/1"
        let diary: String
        let episodes: Int
        let notes: Int
        let changes: Int
        let unsent: Int
        let undecided: Int
        let server: String?
        let lastSync: String?
        let updateNeeded: Bool
        let digest: String
        let devices: [Device]
        /// Episodes that go on for so long that somebody may have forgotten to end them.
        let stale: [String]

        var plain: [[String]] {
            [
                ["episodes", "\(episodes)"], ["notes", "\(notes)"], ["changes", "\(changes)"],
                ["unsent", "\(unsent)"], ["undecided", "\(undecided)"],
                ["server", server ?? ""], ["digest", digest],
            ]
        }
    }

    /// What bare `tonus` says below the day.
    struct Footer {
        let unsent: Int
        let undecided: Int
        let isShared: Bool

        init(_ snapshot: Snapshot) throws {
            unsent = try snapshot.unsentCount()
            undecided = try snapshot.undecidedCount()
            isShared = snapshot.replica.server != nil
        }
    }

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let people = try replica.people()
        let (status, stale) = try replica.read { snapshot in
            let (state, lastWords) = (snapshot.replica, try snapshot.lastWords())
            let stale = try snapshot.ongoing().filter { $0.isStale(at: desk.now.milliseconds) }
            let status = Status(
                diary: state.diary.description, episodes: try snapshot.episodeCount(),
                notes: try snapshot.noteCount(), changes: try snapshot.changeCount(),
                unsent: try snapshot.unsentCount(), undecided: try snapshot.undecidedCount(),
                server: state.server,
                lastSync: state.syncedAt.map {
                    desk.words.spoken(desk.now.point(at: $0), desk.now)
                },
                updateNeeded: state.updateNeeded,
                digest: try snapshot.digest(.everyone).description,
                devices: state.roster.devices.filter(\.isActive).map { device in
                    Device(
                        name: people.devices[device.id] ?? desk.words.device(device.number),
                        member: desk.words.name(device.member, people),
                        role: "\(state.roster.role(of: device.id) ?? .viewer)",
                        isThis: device.id == state.device,
                        lastWrote: lastWords[device.id].map {
                            WhenFormat.full(desk.now.point(at: $0), now: desk.now)
                        })
                }, stale: stale.map(\.id.description))
            return (status, stale)
        }
        try desk.answer(
            status,
            desk.words.status(status)
                + desk.words.stillGoingOn(stale, desk.now)
                + desk.words.notice(replica.takeNotice()))
    }
}
