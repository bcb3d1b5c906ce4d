import Foundation
import TonusCore
import TonusExchange
import TonusStore
import TonusTypes
import TonusVault

/// Takes in a whole diary, as `tonus export --format json` writes it.
struct DiaryImport {
    private let file: DiaryFile

    /// Changes in one transaction: few enough that an entry being written waits little.
    private static let batch = 200

    /// Reads all of the file and checks it, before anything is written.
    ///
    /// - Returns: nil for a file of another kind.
    /// - Throws: `DiaryFileError`.
    init?(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        guard let start = try? handle.read(upToCount: 64), DiaryFile.isMeant(by: start) else {
            return nil
        }
        // At the end of a short file there is nothing more, which is no fault.
        let rest = try handle.readToEnd() ?? Data()
        file = try DiaryFile(reading: Array(start) + Array(rest))
    }

    init(_ file: DiaryFile) { self.file = file }

    func run(_ desk: Desk) throws {
        try checkFit()
        let replica = try desk.founded()
        let new = try take(into: replica, desk.words)
        let known = file.count - new
        try desk.answer(
            CountDocument(counts: ["imported": new, "known": known]),
            desk.words.tookIn(new, known: known))
        desk.syncInBackground(replica)
    }

    /// Says how many of its changes are new here, and changes nothing.
    func foresee(_ desk: Desk) throws {
        try checkFit()
        let known = try desk.existing().map { replica in
            let taken = try replica.takenIn()
            return file.intents.joined().count { taken.holds($0.change.body) }
        }
        let new = file.count - (known ?? 0)
        try desk.answer(
            CountDocument(counts: ["new": new, "known": known ?? 0]),
            desk.words.wouldTakeIn(new, known: known ?? 0))
    }

    /// Makes every change as it would be written, so that none turns out too long halfway.
    func checkFit() throws(DiaryFileError) {
        let salt = [UInt8](repeating: 0, count: 8)
        for entry in file.intents.joined() {
            var body = entry.change.body
            body.toldBy = toldBy(entry)
            let audience = body.entity.audience
            guard
                let bytes = try? ChangeCodec.encode(body, salt: salt, newer: entry.change.newer),
                (try? ChangeCodec.decode(bytes, audience: audience)) != nil
            else { throw DiaryFileError(entry.line, .unfit) }
        }
    }

    /// - Returns: how many changes were new.
    /// - Throws: `StoreError`; what was taken in stays, and the rest comes when it is done again.
    func take(into replica: Replica, _ words: Catalogue) throws -> Int {
        let state = try replica.state()
        guard state.role != .viewer else { throw StoreError.viewerCannotWrite }
        guard file.privateCount == 0 || state.role?.mayWrite(to: .owner) == true else {
            throw StoreError.caregiverCannotWritePrivately
        }
        let acts = file.intents.map { $0.map { telling($0, state) } }
        // Two at once would both find that a change is not here yet.
        return try replica.directory.locked("import", waiting: true) {
            try take(acts, into: replica, Progress(of: file.count, words))
        } ?? 0
    }

    private func toldBy(_ entry: DiaryFile.Entry) -> ToldBy? {
        guard case .member(let member) = entry.speaker, let person = file.people[member] else {
            return nil
        }
        return ToldBy(member: member, name: person.name, relation: person.relation)
    }

    /// The patient brings along what others said as theirs; whoever else takes the file in says all of
    /// it themselves.
    private func telling(_ entry: DiaryFile.Entry, _ state: ReplicaState) -> FiledChange {
        var change = entry.change
        guard state.member == state.patient, let told = toldBy(entry), told.member != state.member
        else { return change }
        change.body.toldBy = told
        return change
    }

    private func take(
        _ acts: [[FiledChange]], into replica: Replica, _ progress: Progress
    ) throws -> Int {
        var (taken, progress) = (try replica.takenIn(), progress)
        var (new, done, rest) = (0, 0, acts[...])
        while !rest.isEmpty {
            var size = 0
            let batch = rest.prefix { act in
                defer { size += act.count }
                return size < Self.batch
            }
            rest = rest.dropFirst(batch.count)
            new += try replica.takeIn(Array(batch), &taken)
            done += size
            progress.reached(done)
        }
        return new
    }
}
