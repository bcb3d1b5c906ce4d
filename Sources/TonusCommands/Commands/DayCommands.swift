import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

struct TallyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally", abstract: Help.tallyAbstract, discussion: Help.tallyDiscussion)

    @Argument(help: Help.tallyWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let draft = try desk.asking { try TallyDraft(words: words, at: $0) }
        let replica = try desk.founded()
        let key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let key = intent.newEntity(.tally)
            intent.write(draft.writes(), on: EntityState(key, folding: []))
            return key
        }
        let (entry, patient, held) = try replica.read { snapshot in
            (
                try snapshot.entry(key), snapshot.replica.patient,
                try snapshot.talliesHeld(by: key, draft)
            )
        }
        let saved = entry.map { desk.words.saved($0, patient, desk.now) } ?? []
        let more = held.flatMap { desk.words.holds($0, draft.count, patient, desk.now) }
        try desk.answer(
            EntriesDocument(entry.map { [$0] } ?? [], patient: patient),
            saved.dropLast() + more + saved.suffix(1))
        desk.syncInBackground(replica)
    }
}

struct NoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "none", abstract: Help.noneAbstract, discussion: Help.noneDiscussion)

    @Argument(help: Help.noneDay)
    var day: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let date = try date(desk.now)
        let replica = try desk.founded()
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.say(.none(true, on: date), on: .checkIn(date))
        }
        let (checkIn, count) = try replica.read { snapshot in
            (try snapshot.entry(.checkIn(date)), try snapshot.count(on: date, desk.now))
        }
        guard let checkIn else { return }
        try desk.answer(
            EntriesDocument([checkIn]), desk.words.spasmFree(checkIn, despite: count, desk.now))
        desk.syncInBackground(replica)
    }

    private func date(_ now: Moment) throws -> LocalDate {
        if day.isEmpty { return now.day }
        do throws(WhenError) {
            return try When.parse(day.joined(separator: " "), at: now).onset.localDate
        } catch {
            throw DraftError.time(error)
        }
    }
}

struct RateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate", abstract: Help.rateAbstract, discussion: Help.rateDiscussion)

    @Argument(help: Help.rateReference)
    var reference: String
    @Argument(help: Help.rateWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let key = try replica.read { try $0.episode(reference) }
        let writes = try desk.asking { try Rating.writes(words, of: key.id, at: $0) }
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.attach(.rating, .everyone, to: key, writes)
        }
        try desk.answer(key, replica) { desk.words.rated($0, desk.now) }
    }
}

extension Snapshot {
    /// Earlier tallies of the same person and the same sites, all of whose time lies within a new one's: who
    /// counts again from the start of the day may mean all of them, and both count.
    fileprivate func talliesHeld(by key: EntityKey, _ draft: TallyDraft) throws -> [Tally] {
        try tallies(from: draft.from.instant, to: draft.to.instant + 1).filter { tally in
            guard tally.id != key.id, let to = tally.to else { return false }
            return to.instant <= draft.to.instant && tally.author?.member == replica.member
                && Set(tally.sites) == Set(draft.sites)
        }
    }

    /// How many episodes and tallied spasms there were on a day, which begins at four.
    func count(on date: LocalDate, _ now: Moment) throws -> Int {
        // A day and a bit either way holds the local day of every zone.
        let reach: Int64 = 40 * 3600 * 1000
        let noon = now.point(of: date).instant
        let episodes = try episodes(from: noon - reach, to: noon + reach)
            .count { $0.onset?.day == date }
        let tallied = try tallies(from: noon - reach, to: noon + reach)
            .filter { $0.from?.day == date }
            .reduce(0) { $0 + $1.count(patient: replica.patient) }
        return episodes + tallied
    }
}
