import ArgumentParser
import Foundation
import TonusCore
import TonusExchange
import TonusStore

/// What a diary can be written as.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case json, sqlite
}

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: Help.exportAbstract, discussion: Help.exportDiscussion)

    @Option(help: Help.exportFormat)
    var format = ExportFormat.json
    @Option(help: Help.exportOut)
    var out: String?
    @Flag(name: .customLong("private"), help: Help.exportPrivate)
    var isPrivate = false
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        switch format {
        case .json: try writeDiary(replica, desk)
        case .sqlite: try writeSnapshot(replica, desk)
        }
    }

    private func writeDiary(_ replica: Replica, _ desk: Desk) throws {
        let file = try replica.diaryFile(desk.words)
        guard let out else {
            Output.raw(file.file.text)
            return Output.note(desk.words.wroteDiary(file, to: nil))
        }
        try PrivateFile.write(file.file.text, to: out)
        try desk.answer(
            CountDocument(counts: [
                "changes": file.file.count, "private": file.file.privateCount,
                "leftOut": file.leftOut,
            ]), desk.words.wroteDiary(file, to: out))
    }

    private func writeSnapshot(_ replica: Replica, _ desk: Desk) throws {
        guard let out else { throw UsageError.outNeeded }
        let counts = try PrivateFile.replace(out) { partial in
            try replica.writeViews(to: partial, private: isPrivate)
        }
        try desk.answer(CountDocument(counts: counts), desk.words.wroteViews(out, isPrivate))
    }
}

extension Replica {
    /// The whole diary as a file, and how many changes are too long for one.
    func diaryFile(_ words: Catalogue) throws -> ExportedDiary {
        let people = try people().members.mapValues { person in
            DiaryFile.Person(
                name: person.name.cut(to: 256), relation: person.relation?.rawValue ?? 0)
        }
        return try read { snapshot in
            var progress = Progress(of: try snapshot.changeCount(), words)
            let logged = try snapshot.loggedChanges { progress.reached($0) }
            return ExportedDiary(
                file: DiaryFile(logged, patient: snapshot.replica.patient, people: people),
                leftOut: logged.count { !$0.isFiled })
        }
    }
}

/// A diary that is to be written to a file.
struct ExportedDiary {
    let file: DiaryFile
    /// Changes that are held and not in it.
    let leftOut: Int
}

extension String {
    /// Its beginning, in at most so many bytes of UTF-8.
    fileprivate func cut(to bytes: Int) -> String {
        var text = self
        while text.utf8.count > bytes { text.removeLast() }
        return text
    }
}
