import ArgumentParser
import TonusCore
import TonusDiary
import TonusStore

struct FavouritesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "favourites", abstract: Help.favouritesAbstract,
        discussion: Help.favouritesDiscussion, aliases: ["f"])

    @Argument(parsing: .captureForPassthrough, help: Help.favouritesWords)
    var words: [String] = []

    func run() throws {
        // What stands behind belongs to the favourite, but for the options of every command.
        let (own, rest) = Self.split(words)
        let desk = try Desk(try DiaryOptions.parse(own))
        guard let first = rest.first else { return try desk.answer(listOf: .favourite) }
        switch first {
        case "--help", "-h": throw CleanExit.helpRequest(Self.self)
        case "add": return try add(Array(rest.dropFirst()), desk)
        case "remove", "delete": return try remove(Array(rest.dropFirst()), own)
        default: break
        }
        let replica = try desk.required()
        guard let text = try favourite(first, replica)[.favouriteWords]?.text else {
            throw ReferenceError.unknown(first)
        }
        let words = text.split(separator: " ").map(String.init) + rest.dropFirst() + own
        var command = try Tonus.parseAsRoot(CommandWords.arranged(words))
        try command.run()
    }

    /// The one with a number of the list.
    private func favourite(_ number: String, _ replica: Replica) throws -> Sheet {
        let all = try replica.read { snapshot in
            try snapshot.sheets(.favourite).sorted { ($0.place, $0.id) < ($1.place, $1.id) }
        }
        guard let place = Int(number), all.indices.contains(place - 1) else {
            throw ReferenceError.unknown(number)
        }
        return all[place - 1]
    }

    /// `favourites remove 2` is `delete` of the second.
    private func remove(_ words: [String], _ own: [String]) throws {
        let replica = try Desk(try DiaryOptions.parse(own)).required()
        guard let number = words.first, words.count == 1 else { throw UsageError.nothingToEdit }
        let favourite = try favourite(number, replica)
        let command = try DeleteCommand.parse([favourite.id.description] + own)
        try command.run()
    }

    private func add(_ words: [String], _ desk: Desk) throws {
        let text = words.joined(separator: " ")
        guard let name = words.first, CommandWords.command(name) != nil, name != "f",
            name != "favourites"
        else { throw CommandWords.unknownCommand(in: words) ?? UsageError.noText }
        let replica = try desk.founded()
        let key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let key = intent.newEntity(.favourite)
            let places = try intent.favouriteCount()
            try intent.say(
                [
                    Assignment(.favouriteWords, .text(text)),
                    Assignment(.favouritePlace, .integer(Int64(places + 1))),
                ], on: key)
            return key
        }
        try desk.answer(key, replica)
    }

    private static func split(_ words: [String]) -> (own: [String], rest: [String]) {
        var (own, rest): ([String], [String]) = ([], [])
        var words = words[...]
        while let word = words.popFirst() {
            if ["--json", "--plain", "--no-sync"].contains(word) || word.hasPrefix("--replica=") {
                own.append(word)
            } else if ["-R", "--replica"].contains(word), let value = words.popFirst() {
                own += [word, value]
            } else {
                rest.append(word)
            }
        }
        return (own, rest)
    }
}

extension Sheet {
    fileprivate var place: Int64 { self[.favouritePlace]?.integer ?? .max }
}
