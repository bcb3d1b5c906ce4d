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
            if options.json { return try Output.json(EpisodesDocument([])) }
            return Output.say(desk.words.today(Day(today, of: []), desk.now))
        }
        // A day and a bit either way holds the local day of every zone.
        let reach: Int64 = 40 * 3600 * 1000
        let (day, older, status) = try replica.read { snapshot in
            let near = try snapshot.episodes(
                from: desk.now.milliseconds - reach, to: desk.now.milliseconds + reach)
            let day = Day(today, of: near)
            let older = try snapshot.ongoing().filter { $0.onset?.localDate != today }
            return (day, older, try StatusCommand.Footer(snapshot))
        }
        try replica.rememberList((day.episodes + older).map(\.state.entity))
        if options.json { return try Output.json(EpisodesDocument(day.episodes)) }
        Output.say(
            desk.words.today(day, desk.now) + older.map { desk.words.stillRunning($0, desk.now) }
                + desk.words.footer(status))
    }
}

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: Help.listAbstract, aliases: ["ls"])

    @Option(name: .shortAndLong, help: Help.listNumber)
    var number = 20
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let episodes = try replica.read { try $0.latest(min(max(number, 1), 1_000_000)) }
        try replica.rememberList(episodes.map(\.state.entity))
        if options.json { return try Output.json(EpisodesDocument(episodes)) }
        Output.say(
            episodes.isEmpty
                ? [desk.words.noEpisodes]
                : zip(1..., episodes).map { desk.words.numbered($0, $1, desk.now) })
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
        let (episode, notes) = try replica.read { snapshot in
            var key = try snapshot.entity(reference)
            if key.kind == Kind.note.rawValue {
                let note = Note(try snapshot.state(of: key), patient: nil)
                if let subject = note.subject {
                    key = EntityKey(
                        audience: .everyone, kind: Kind.episode.rawValue, id: subject)
                }
            }
            let state = try snapshot.state(of: key)
            return (
                Episode(state, patient: snapshot.replica.patient),
                try snapshot.notes(about: key.id)
            )
        }
        if options.json { return try Output.json(EpisodesDocument([episode])) }
        Output.say(desk.words.detail(episode, notes: notes, people: people, desk.now))
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
    }

    struct Status: Encodable {
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
        let status = try replica.read { snapshot in
            let state = snapshot.replica
            return Status(
                diary: state.diary.description, episodes: try snapshot.episodeCount(),
                notes: try snapshot.noteCount(), changes: try snapshot.changeCount(),
                unsent: try snapshot.unsentCount(), undecided: try snapshot.undecidedCount(),
                server: state.server,
                lastSync: state.syncedAt.map {
                    WhenFormat.full(desk.now.point(at: $0), now: desk.now)
                },
                updateNeeded: state.updateNeeded,
                digest: try snapshot.digest(.everyone).description,
                devices: state.roster.devices.map { device in
                    Device(
                        name: people.devices[device.id] ?? "device \(device.number + 1)",
                        member: desk.words.name(device.member, people),
                        role: "\(state.roster.role(of: device.id) ?? .viewer)",
                        isThis: device.id == state.device)
                })
        }
        if options.json { return try Output.json(status) }
        Output.say(desk.words.status(status))
    }
}
