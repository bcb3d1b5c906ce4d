import ArgumentParser
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

    /// Checks all of a file, before anything is written.
    ///
    /// - Returns: nil for a file of another kind.
    /// - Throws: `DiaryFileError`.
    init?(_ bytes: [UInt8]) throws(DiaryFileError) {
        guard DiaryFile.isMeant(by: bytes.prefix(64)) else { return nil }
        file = try DiaryFile(reading: bytes)
    }

    init(_ file: DiaryFile) { self.file = file }

    func run(_ desk: Desk) throws {
        try checkFit()
        let replica = try desk.founded()
        let count = try take(into: replica, desk.words)
        try desk.answer(
            CountDocument(
                counts: ["imported": count.new, "known": count.known], different: count.different),
            desk.words.tookIn(count.new, known: count.known)
                + desk.words.leftOut(count.different))
        desk.syncInBackground(replica)
        if !count.different.isEmpty { throw ExitCode(3) }
    }

    /// Says how many of its changes are new here, and changes nothing.
    func foresee(_ desk: Desk) throws {
        try checkFit()
        let count = DiaryCount(file, try desk.existing()?.takenIn() ?? TakenIn())
        try desk.answer(
            CountDocument(
                counts: ["new": count.new, "known": count.known], different: count.different),
            desk.words.leftOut(count.different)
                + desk.words.wouldTakeIn(count.new, known: count.known))
        if !count.different.isEmpty { throw ExitCode(3) }
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

    /// - Throws: `StoreError`; what was taken in stays, and the rest comes when it is done again.
    func take(into replica: Replica, _ words: Catalogue) throws -> DiaryCount {
        let state = try replica.state()
        guard state.role != .viewer else { throw StoreError.viewerCannotWrite }
        guard file.privateCount == 0 || state.role?.mayWrite(to: .owner) == true else {
            throw StoreError.caregiverCannotWritePrivately
        }
        let acts = file.intents.map { $0.map { telling($0, state) } }
        // Two at once would both find that a change is not here yet.
        return try replica.directory.locked("import", waiting: true) {
            try take(acts, into: replica, Progress(of: file.count, words))
        } ?? DiaryCount(file, TakenIn())
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
    ) throws -> DiaryCount {
        var (taken, progress) = (try replica.takenIn(), progress)
        var count = DiaryCount(file, taken)
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
        count.new = new
        return count
    }
}

/// What became of the changes of a file, or would.
struct DiaryCount {
    /// Those that were not here.
    var new: Int
    /// Where those stand that say something else than what is here under their name, in order.
    let different: [Int]
    private let all: Int

    var known: Int { all - new - different.count }

    init(_ file: DiaryFile, _ taken: TakenIn) {
        var (new, different) = (0, [Int]())
        for entry in file.intents.joined() {
            switch taken.standing(entry.change.body) {
            case .new: new += 1
            case .here: break
            case .different: different.append(entry.line)
            }
        }
        (self.new, self.different, all) = (new, different.sorted(), file.count)
    }
}
