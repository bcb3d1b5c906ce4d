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
        let (a, b) = try replica.read { (try $0.episode(first), try $0.episode(second)) }
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let group = try intent.episode(a)
            guard !group.parts.contains(where: { $0.entity == b }) else {
                throw a == b ? UsageError.linkedToItself : UsageError.linkedAlready
            }
            let state = try intent.state(of: min(a, b))
            if let write = state.linkWrite(to: max(a, b).id, present: true) {
                intent.write([write], on: state)
            }
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
        let key = try replica.read { try $0.episode(reference) }
        let parts = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let parts = try intent.episode(key).parts
            guard parts.count > 1 else { throw UsageError.notLinked }
            for state in parts {
                let writes =
                    state.linkedIDs.compactMap { state.linkWrite(to: $0, present: false) }
                    + state.mergedIDs.map { state.mergeWrite(of: $0, present: false) }
                if !writes.isEmpty { intent.write(writes, on: state) }
            }
            return parts.map(\.entity).sorted()
        }
        let episodes = try replica.read { snapshot in try parts.map(snapshot.episode) }
            .sorted { ($0.onset?.instant ?? 0, $0.id) < ($1.onset?.instant ?? 0, $1.id) }
        try desk.answer(EntriesDocument(episodes), desk.words.unlinked(episodes, desk.now))
        desk.syncInBackground(replica)
    }
}
