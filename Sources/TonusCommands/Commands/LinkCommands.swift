import ArgumentParser
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

struct LinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: Help.linkAbstract, discussion: Help.linkDiscussion)

    @Argument(help: Help.linkFirst)
    var first: String
    @Argument(help: Help.linkSecond)
    var second: String
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let (a, b) = try replica.read { (try $0.entity(first), try $0.entity(second)) }
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.link(a, b)
        }
        guard a.kind == Kind.episode.rawValue else {
            return try desk.answer(a, replica, isNew: false)
        }
        try desk.answer(a, replica) { desk.words.linked($0, desk.now) }
    }
}

struct UnlinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink", abstract: Help.unlinkAbstract)

    @Argument(help: Help.unlinkReference)
    var reference: String
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let key = try replica.read { try $0.entity(reference) }
        let parts = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.unlink(key)
        }
        guard key.kind == Kind.episode.rawValue else {
            return try desk.answer(key, replica, isNew: false)
        }
        let episodes = try replica.read { snapshot in try parts.map(snapshot.episode) }
            .sorted { ($0.onset?.instant ?? 0, $0.id) < ($1.onset?.instant ?? 0, $1.id) }
        try desk.answer(EntriesDocument(episodes), desk.words.unlinked(episodes, desk.now))
        desk.syncInBackground(replica)
    }
}
