import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: Help.noteAbstract,
        discussion: Help.noteDiscussion)

    @Argument(help: Help.noteReference)
    var reference: String?
    @Argument(help: Help.noteWords)
    var words: [String] = []
    @Flag(name: .customLong("private"), help: Help.noteIsPrivate)
    var isPrivate = false
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.founded()
        let (subject, text) = try target(replica)
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.attach(
                .note, isPrivate ? .owner : .everyone, to: subject,
                Note.writes(text, about: subject?.id))
        }
        let episode = try subject.map { key in try replica.read { try $0.episode(key) } }
        try desk.answer(
            EntriesDocument(episode.map { [$0] } ?? []),
            desk.words.noteSaved(on: episode, desk.now))
        desk.syncInBackground(replica)
    }

    /// The first word is a reference if it names an episode, else it is part of the text.
    private func target(_ replica: Replica) throws -> (subject: EntityKey?, text: String) {
        var words = words
        var subject: EntityKey?
        if let reference {
            do {
                subject = try replica.read { try $0.episode(reference) }
            } catch  where !words.isEmpty && !NoteText.isReference(reference) {
                words.insert(reference, at: 0)
            }
        }
        if subject == nil { subject = try? replica.read { try $0.episode("last") } }
        let text = words.isEmpty ? try NoteText.fromInput() : words.joined(separator: " ")
        guard !text.allSatisfy(\.isWhitespace) else { throw UsageError.noText }
        return (subject, text)
    }
}

enum NoteText {
    /// Whether a word can hardly be meant as text: `last`, or a whole id.
    static func isReference(_ word: String) -> Bool {
        word.lowercased() == "last" || word.utf8.count == 32
    }

    static func fromInput() throws -> String {
        let data = try FileHandle.standardInput.readToEnd() ?? Data()
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
        guard !text.isEmpty else { throw UsageError.noText }
        return text
    }
}
