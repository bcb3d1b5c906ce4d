import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusExchange

/// What holds of a bundle as a whole.
struct FHIRBundleTests {
    private func text(_ source: FHIRSource) -> String {
        String(
            decoding: FHIRBundle(source, FHIRCodes(withSNOMED: true)).text(), as: UTF8.self)
    }

    private func note(
        _ id: UInt64, _ text: String, about subject: EntityID? = nil,
        _ audience: Audience = .everyone
    ) -> Note {
        let state = Written.state(
            .note, id, [Written.Act(writes: Note.writes(text, about: subject))], audience)
        return Note(state, patient: Written.maria)
    }

    private func episode(_ id: UInt64, _ acts: Written.Act...) -> Episode {
        let act = Written.act(
            Written.maria, (.onset, .time(Written.noon)), (.severity, .integer(8)),
            sites: [Site(.calf, .left), Site(.foot, .right)], words: [(.impact, 4)])
        return Episode(
            Written.state(.episode, id, [act] + acts), patient: Written.maria)
    }

    @Test func `the order in which entries are found reaches no byte`() {
        var source = FHIRSource(patient: Written.maria)
        let about = EntityID(high: 0xABCD, low: 7)
        source.episodes = [episode(7), episode(8), episode(9, Written.deleted)]
        source.notes = [
            note(20, "one", about: about), note(21, "two", about: about), note(22, "three"),
        ]
        var turned = source
        turned.episodes.reverse()
        turned.notes.reverse()
        #expect(text(source) == text(turned))
        #expect(text(source).contains("\"timestamp\":\"2026-11-19T21:30:02Z\""))
    }

    @Test func `a private note is in none, and one for everybody once`() {
        var source = FHIRSource(patient: Written.maria)
        let about = EntityID(high: 0xABCD, low: 7)
        source.episodes = [episode(7)]
        source.notes = [
            note(20, "for all", about: about), note(21, "for me", about: about, .owner),
            note(22, "mine", .owner),
        ]
        let text = text(source)
        #expect(!text.contains("for me") && !text.contains("mine"))
        #expect(text.components(separatedBy: "for all").count == 2)
    }

    @Test func `what was deleted is an error under the same names, without what it said`() {
        var source = FHIRSource(patient: Written.maria)
        func found() -> [(JSONTree?, JSONTree?)] {
            FHIRBundle(source, FHIRCodes(withSNOMED: true)).all("Observation").map {
                ($0["id"], $0["status"])
            }
        }
        source.episodes = [episode(7)]
        source.notes = [note(20, "after the bath", about: EntityID(high: 0xABCD, low: 7))]
        let before = found()
        source.episodes = [episode(7, Written.deleted)]
        let after = found()
        #expect(before.map(\.0) == after.map(\.0))
        #expect(before.allSatisfy { $0.1 == .text("final") })
        #expect(after.allSatisfy { $0.1 == .text("entered-in-error") })
        source.takenBack = [source.episodes[0].state.entity]
        source.episodes = [episode(7)]
        #expect(
            found().map(\.0) == before.map(\.0) && found().allSatisfy { $0.1 != .text("final") })
        let text = text(source)
        for gone in ["after the bath", "fell", "left calf", "component"] {
            #expect(!text.contains(gone), "\(gone)")
        }
    }

    @Test func `what counts for nobody is in none`() {
        var source = FHIRSource(patient: Written.maria)
        let key = EntityKey(audience: .everyone, kind: 1, id: EntityID(high: 1, low: 1))
        source.episodes = [Episode(EntityState(key, folding: []), patient: Written.maria)]
        let bundle = FHIRBundle(source, FHIRCodes(withSNOMED: false))
        #expect(bundle.entryCount == 0 && bundle.resourceCount == 1)
    }

    @Test func `of the last months is what reaches into them`() throws {
        var source = FHIRSource(patient: Written.maria)
        func day(_ number: Int) -> Value { .date(LocalDate(days: number)) }
        source.episodes = [episode(7)]
        source.sheets = try [
            #require(
                Written.sheet(.checkIn, 1, Written.act(Written.maria, (.checkInDate, day(20_700))))),
            #require(
                Written.sheet(
                    .regimen, 2,
                    Written.act(Written.maria, (.regimenStart, day(1)), (.stoppedOn, day(20_770))))),
            #require(
                Written.sheet(.regimen, 3, Written.act(Written.maria, (.regimenStart, day(1))))),
        ]
        // The episode is of day 20776.
        let kept = source.since(LocalDate(days: 20_771))
        #expect(kept.episodes.count == 1)
        #expect(kept.sheets.map(\.id.description).map { $0.suffix(1) } == ["3"])
        #expect(source.since(LocalDate(days: 20_777)).episodes.isEmpty == false)
        source.notes = [note(20, "free")]
        #expect(source.since(LocalDate(days: 20_776)).notes.count == 1)
        #expect(source.since(LocalDate(days: 20_777)).notes.isEmpty)
        var ended = source
        ended.episodes = [
            episode(
                7, Written.act(Written.maria, (.ending, .time(Written.noon))))
        ]
        #expect(ended.since(LocalDate(days: 20_777)).episodes.isEmpty)
    }

    @Test(arguments: [
        (Int64.min, 3600, "0001-01-01T01:00:00+01:00"),
        (Int64.max, 0, "9999-12-31T23:59:59.999+00:00"),
        (0, 3600, "1970-01-01T01:00:00+01:00"), (0, 3601, "1970-01-01T00:00:00Z"),
        (0, 60_000, "1970-01-01T00:00:00Z"), (1, -50_400, "1969-12-31T10:00:00.001-14:00"),
        (-1, Int.min, "1969-12-31T23:59:59.999Z"),
    ])
    func `any time becomes one that FHIR can write`(instant: Int64, offset: Int, text: String) {
        #expect(FHIRTime.dateTime(instant, offset: offset) == text)
    }

    @Test func `words are what FHIR takes, and a document can be printed`() {
        #expect(JSONTree.words(" \u{A0}\n") == nil)
        #expect(JSONTree.words("a\u{B}b\u{1B}[2Jc\nd") == .text("a b\u{FFFD}[2Jc\nd"))
        let tree: JSONTree = .object([
            "b": .list([.number("1.50"), .flag(false)]), "a": .text("\u{202E}\"\\\u{7F}é\n"),
        ])
        #expect(tree.written == #"{"a":"\u202e\"\\\u007fé\n","b":[1.50,false]}"#)
    }

    @Test func `a name is a UUID that its role, kind, id and part make`() {
        let id = EntityID(high: 1, low: 2)
        let names = [
            FHIRName("site", id, kind: 1), FHIRName("pain", id, kind: 1),
            FHIRName("site", id, kind: 2), FHIRName("site", id, kind: 1, [1, 1]),
            FHIRName("site", EntityID(high: 1, low: 3), kind: 1),
        ]
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(
                name.text.wholeMatch(
                    of: /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
                    != nil)
        }
        #expect(names[0] == FHIRName("site", id, kind: 1))
    }
}
