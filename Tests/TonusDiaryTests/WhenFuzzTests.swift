import Foundation
import Testing
import TonusCore

@testable import TonusDiary

/// Bytes, pieces of the grammar and damaged phrases: each is read as a time that has been and that
/// is read back from its echo, or is refused with one error, and nothing traps.
///
/// `TONUS_FUZZ_SECONDS` gives the time each kind may take, `TONUS_FUZZ_SEED` where it starts; a
/// failure names the seed of its text.
struct WhenFuzzTests {
    enum Kind: String, CaseIterable, Sendable { case bytes, soup, mutation }

    private static let environment = ProcessInfo.processInfo.environment
    static let budget = environment["TONUS_FUZZ_SECONDS"].flatMap(Double.init)
    static let firstSeed = environment["TONUS_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    /// What each kind does where no time is given.
    static let usual = 6_000

    @Test(arguments: Kind.allCases)
    func `garbage is refused or read, and what is read is read back`(kind: Kind) throws {
        let end = Self.budget.map { Date().addingTimeInterval($0) }
        let moments = try Self.moments()
        var seed = Self.firstSeed
        var (count, understood) = (0, 0)
        while end.map({ Date() < $0 }) ?? (count < Self.usual) {
            var random = WhenRandom(seed: seed)
            let text = Self.text(kind, using: &random)
            let now = moments[Int(seed % UInt64(moments.count))]
            if try Self.check(text, at: now, "\(kind) seed \(seed): \(text.debugDescription)") {
                understood += 1
            }
            (seed, count) = (seed &+ 1, count + 1)
        }
        print("fuzz, \(kind): \(count) texts from seed \(Self.firstSeed), \(understood) were times")
        #expect(kind == .bytes || understood * 50 > count, "the fuzz no longer reaches the grammar")
    }

    /// Both nights of daylight saving, new year, the edge of a minute and the edges of the calendar.
    private static func moments() throws -> [Moment] {
        let berlin = try [
            "2026-11-20T19:30+01:00", "2026-10-25T02:45+02:00", "2026-10-25T02:45+01:00",
            "2026-10-25T09:00+01:00", "2026-03-29T03:10+02:00", "2026-03-29T01:59:30+01:00",
            "2027-01-01T00:10+01:00", "2026-12-31T23:59:30+01:00", "2028-02-29T12:00+01:00",
        ].map { try Moment.berlin($0) }
        let zones = ["Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "Asia/Kathmandu"]
        let seconds: [Int64] = [1_775_318_000, 1_325_300_000, 1_541_300_000, 1_795_000_000]
        let others = try zip(zones, seconds).map { name, second in
            let zone = Zone(try #require(TimeZone(identifier: name)))
            return Moment(milliseconds: second * 1000 + 123, zone: zone)
        }
        let ends = [Int64.min, .max].map { Moment(milliseconds: $0, zone: .berlin) }
        let all = berlin + others + ends
        return all + all.map { $0.speaking(Customs(.german)) }
            + all.map { $0.speaking(Customs(.english, isHalfDayClock: true)) }
    }

    /// True when the text was a time.
    private static func check(_ text: String, at now: Moment, _ comment: String) throws -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if let (when, count) = try? When.read(words, at: now) {
            #expect((1...words.count).contains(count), "\(comment)")
            expectPast(when, at: now, comment)
        }
        let outcome = When.outcome(of: text, at: now)
        #expect(outcome == When.outcome(of: text, at: now), "\(comment)")
        switch outcome {
        case .failure(let error):
            if case .notATime = error { #expect(!error.instead.contains(text), "\(comment)") }
            #expect(!error.instead.isEmpty, "\(comment)")
            return false
        case .success(let when):
            expectPast(when, at: now, comment)
            // At the ends of the calendar a time may have nothing left to be written as.
            guard (1...Moment.latest - When.slack).contains(now.milliseconds) else { return true }
            for time in [when.onset, when.ending].compactMap(\.self) {
                try expectEcho(of: time, at: now, comment)
            }
            return true
        }
    }

    private static func expectPast(_ when: When, at now: Moment, _ comment: String) {
        let instants = [when.onset.earliest, when.onset.instant, when.onset.latest].compactMap(
            \.self)
        #expect(instants == instants.sorted(), "\(comment)")
        #expect(instants.allSatisfy { $0 <= now.limit }, "\(comment)")
        guard let ending = when.ending?.instant else { return }
        #expect(
            (when.onset.instant...max(now.limit, when.onset.instant)).contains(ending), "\(comment)"
        )
    }

    /// What programs are told is the same time again, and what people are told the same words.
    private static func expectEcho(of time: TimePoint, at now: Moment, _ comment: String) throws {
        let again = try When.parse(WhenFormat.iso(time), at: now).onset
        #expect(
            (again.instant, again.offset, again.zone) == (time.instant, time.offset, time.zone),
            "\(comment)")
        // Long ago clocks were changed at odd seconds, which the words leave out.
        guard time.instant > 157_766_400_000 else { return }
        let stated = WhenFormat.stated(time, now: now)
        let read = try When.parse(stated, at: now).onset
        #expect(WhenFormat.stated(read, now: now) == stated, "\(comment)")
        let (said, kept) =
            time.earliest == nil
            ? ([time.instant], [read.instant])
            : (
                [time.earliest, time.latest].compactMap(\.self),
                [read.earliest, read.latest].compactMap(\.self)
            )
        guard time.precision != .day else { return }
        #expect(kept == said.map { $0.flooredDivision(by: 60_000) * 60_000 }, "\(comment)")
        #expect(time.earliest != nil || read.offset == time.offset, "\(comment)")
    }
}

extension When {
    fileprivate static func outcome(of text: String, at now: Moment) -> Result<When, WhenError> {
        do throws(WhenError) { return .success(try parse(text, at: now)) } catch {
            return .failure(error)
        }
    }
}

extension WhenFuzzTests {
    /// Mostly pieces of the grammar, so that garbage gets far into it.
    private static let pieces =
        "now ago for around about at yesterday today last night this morning afternoon evening mon "
        + "sunday nov february 19 29 31 7 2026 2024 0 min 20m 1h30 1.5h an half hour 22:30 2:30 0:00 "
        + "23:59:60 10:30pm 3am am p.m. noon midnight between and to until - – 2026-11-19 "
        + "2026-03-29T02:30 20261025T0230 25 oct 29 mar 99999999999999h Z CET CEST +02:00 +01 UTC-3 "
        + "-05:00 Asia/Kolkata [Japan] [Europe/Berlin] [ ] / . , : + 19/11 T é 🦵 \u{0} ٣ d w s -1 "
        + "9223372036854775807 22:30-22:50 23:50-0:10 2:30-2:50 3:00+05:30 heute gestern morgen "
        + "vorgestern vor seit einer halben Stunde uhr bis zwischen und gegen 19. Okt dez mo so "
        + "letzte Nacht abend früh mittags lang für 19.11. 3.4.2026"
    private static let words = pieces.split(separator: " ").map(String.init)

    private static let phrases = [
        "now", "20m", "20 min ago", "1h30", "22:30", "10:30pm", "yesterday 22:30", "last night",
        "mon 22:30", "19 nov 22:30", "2026-10-25T02:30:15.123+01:00[Europe/Berlin]", "around 3am",
        "20m for 4m", "22:30-22:50", "half an hour ago", "22:30 CET to 22:50 CET",
        "between yesterday 22:00 and 1:00", "yesterday between 22:00 and 1:00",
        "between 2:30 CEST and 2:45 CET", "thu 19 nov 2020 22:30", "yesterday evening",
        "19 nov 22:30 +05:30 Asia/Kolkata", "2:30 CEST", "25 oct 1:50-2:30 CET", "29 feb 12am",
        "vor 20 min", "gestern 22:30 Uhr", "Do 19. Nov 22:30 CET", "zwischen 22:00 und 23:00",
        "gegen 3 Uhr", "heute früh", "vor einer halben Stunde", "22:30 bis 22:50", "mo 8:00",
        "2026-03-29 3:00 until now", "20 nov 2016", "nov 19 at 10:30 p.m.", "3:00 UTC-3",
    ]

    private static func text(_ kind: Kind, using random: inout WhenRandom) -> String {
        switch kind {
        case .bytes:
            let count = Int.random(in: 0...24, using: &random)
            let ascii = Bool.random(using: &random)
            let bytes = (0..<count).map { _ in
                UInt8.random(in: ascii ? 32...126 : 0...255, using: &random)
            }
            return String(decoding: bytes, as: UTF8.self)
        case .soup:
            let count = Int.random(in: 0...6, using: &random)
            return (0..<count).map { _ in word(&random) }.joined(separator: " ")
        case .mutation:
            var text = phrases.randomElement(using: &random) ?? ""
            for _ in 0..<Int.random(in: 0...3, using: &random) { mutate(&text, &random) }
            return text
        }
    }

    private static func word(_ random: inout WhenRandom) -> String {
        let count = Int.random(in: 1...6, using: &random) == 1 ? 2 : 1
        return (0..<count).compactMap { _ in words.randomElement(using: &random) }.joined()
    }

    /// One slip of the fingers: a sign lost, doubled, swapped or replaced, or a digit one off.
    private static func mutate(_ text: inout String, _ random: inout WhenRandom) {
        var characters = Array(text)
        guard let index = characters.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0...6, using: &random) {
        case 0: characters.remove(at: index)
        case 1: characters.insert(characters[index], at: index)
        case 2: characters.swapAt(index, Int.random(in: characters.indices, using: &random))
        case 3:
            characters[index] = Array("0123456789:- +.apmTZé").randomElement(using: &random) ?? " "
        case 4: characters.insert(contentsOf: " \(word(&random)) ", at: index)
        case 5: characters = Array(String(characters).uppercased())
        default:
            if let digit = characters[index].wholeNumberValue {
                characters[index] = Character("\((digit + 1) % 10)")
            }
        }
        text = String(characters)
    }
}
