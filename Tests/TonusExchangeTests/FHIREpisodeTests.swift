import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusExchange

/// How episodes, tallies and their ratings become observations.
struct FHIREpisodeTests {
    private func bundle(_ episodes: Episode..., snomed: Bool = false) -> FHIRBundle {
        var source = FHIRSource(patient: Written.maria)
        source.episodes = episodes
        return FHIRBundle(source, FHIRCodes(withSNOMED: snomed))
    }

    private func symptom(_ cells: (Field, Value)..., snomed: Bool = false) throws -> JSONTree {
        let act = Written.Act(writes: cells.map { Write(cell: $0.0.cell(), value: $0.1) })
        return try #require(
            bundle(Written.episode(7, act), snomed: snomed).observations("Symptom").first)
    }

    @Test func `each site is an observation, and all have the entry's id`() {
        let bundle = bundle(
            Written.episode(
                7,
                Written.act(
                    Written.maria, (.onset, .time(Written.noon)), (.severity, .integer(8)),
                    sites: [Site(.calf, .left), Site(.foot, .right)])))
        let found = bundle.observations("Symptom")
        #expect(found.map { $0["bodySite"]?["text"] } == [.text("left calf"), .text("right foot")])
        #expect(Set(found.compactMap { $0["id"] }).count == 2)
        let id: JSONTree = .text("urn:uuid:00000000-0000-abcd-0000-000000000007")
        #expect(found.allSatisfy { $0["identifier"]?.list.first?["value"] == id })
        #expect(bundle.all("Provenance").first?["target"]?.list.count == 2)
    }

    @Test func `what goes on has no end, and what nobody saw end is a moment`() throws {
        let start: JSONTree = .text("2026-11-19T22:30:00+01:00")
        let goesOn = try symptom((.onset, .time(Written.noon)), (.ending, .integer(0)))
        #expect(goesOn["effectivePeriod"] == .object(["start": start]))
        let isOver = try symptom((.onset, .time(Written.noon)), (.ending, .integer(1)))
        #expect(isOver["effectivePeriod"] == nil && isOver["effectiveDateTime"] == start)
        let end = TimePoint(
            instant: Written.onset + 240_000, offset: 3600, zone: "Europe/Berlin")
        let ended = try symptom((.onset, .time(Written.noon)), (.ending, .time(end)))
        #expect(ended["effectivePeriod"]?["end"] == .text("2026-11-19T22:34:00+01:00"))
    }

    @Test func `an end before the beginning is told beside it, and in no period`() throws {
        let end = TimePoint(
            instant: Written.onset - 60_000, offset: 3600, zone: "Europe/Berlin")
        let told = try symptom((.onset, .time(Written.noon)), (.ending, .time(end)))
        #expect(told["effectivePeriod"] == nil)
        #expect(
            told.components("end as written, before the beginning").first?["valueDateTime"]
                == .text("2026-11-19T22:29:00+01:00"))
    }

    @Test func `a time is told as exactly as it is known`() throws {
        func point(
            _ precision: TimePoint.Precision, _ earliest: Int64? = nil, _ latest: Int64? = nil
        ) -> Value {
            .time(
                TimePoint(
                    instant: Written.onset, offset: 3600, zone: "Europe/Berlin",
                    precision: precision, earliest: earliest, latest: latest))
        }
        let day = try symptom((.onset, point(.day)), (.ending, .integer(1)))
        #expect(day["effectiveDateTime"] == .text("2026-11-19"))
        let around = try symptom((.onset, point(.thirtyMinutes)), (.ending, .integer(1)))
        #expect(
            around.components("beginning: give or take").first?["valueQuantity"]?["value"]
                == .number("30"))
        let within = try symptom(
            (.onset, point(.partOfDay, Written.onset - 1_800_000, Written.onset + 1_800_000)),
            (.ending, .integer(1)))
        #expect(
            within.components("beginning: at some moment within").first?["valuePeriod"]
                == .object([
                    "start": .text("2026-11-19T22:00:00+01:00"),
                    "end": .text("2026-11-19T23:00:00+01:00"),
                ]))
        let unsaid = try symptom((.pain, .integer(3)))
        #expect(unsaid["_effectiveDateTime"] != nil && unsaid["effectiveDateTime"] == nil)
    }

    @Test(arguments: [
        (0, "none", nil), (1, "mild", nil), (3, "mild", nil), (4, "moderate", "6736007"),
        (6, "moderate", "6736007"), (7, "severe", "24484000"), (10, "severe", "24484000"),
    ])
    func `a severity is told as number and word, and coded where a code is certain`(
        points: Int64, word: String, code: String?
    ) throws {
        let told = try symptom((.severity, .integer(points)), snomed: true)
        let value = told.components("Severity").first?["valueCodeableConcept"]
        #expect(value?["text"] == .text(word))
        #expect(value?["coding"]?.list.first?["code"] == code.map { .text($0) })
        #expect(
            told.components("Severity, 0 none to 10 worst").first?["valueInteger"]
                == .number("\(points)"))
    }

    @Test func `SNOMED CT is in it only where it was asked for`() throws {
        let episode = Written.episode(
            7,
            Written.act(
                Written.maria, (.severity, .integer(8)), (.suddenness, .integer(1)),
                sites: [Site(.foot, .left)]))
        #expect(!bundle(episode).tree.written.contains("snomed"))
        let coded = bundle(episode, snomed: true).tree.written
        for code in ["45352006", "24484000", "385315009", "56459004"] {
            #expect(coded.contains("\"\(code)\""))
        }
    }

    @Test func `stiff and painful in one person's word is a cramping pain, and nothing else is`()
        throws
    {
        func quality(_ character: Int64, pain: Int64?) throws -> JSONTree? {
            let cells: [(Field, Int64?)] = [(.character, character), (.pain, pain)]
            let said = Written.Act(
                writes: cells.compactMap { field, number in
                    number.map { Write(cell: field.cell(), value: .integer($0)) }
                })
            let clonus = Written.act(Written.ana, words: [(.descriptors, 4)])
            let told = try #require(
                bundle(Written.episode(7, said, clonus), snomed: true)
                    .observations("Symptom").first?.components("Quality").first)
            #expect(told["code"]?["coding"]?.list.first?["code"] == .text("56823-8"))
            return told["valueCodeableConcept"]
        }
        let cramp = try quality(1, pain: 1)
        #expect(cramp?["text"] == .text("stiff, painful, clonus"))
        #expect(cramp?["coding"]?.list == [FHIRCode(.snomed, "279093005").coding])
        #expect(try quality(1, pain: 0) == .object(["text": .text("stiff, clonus")]))
        #expect(try quality(1, pain: nil) == .object(["text": .text("stiff, clonus")]))
        #expect(try quality(2, pain: 5) == .object(["text": .text("jerk, clonus")]))
        #expect(try quality(3, pain: 5) == .object(["text": .text("both, clonus")]))
        #expect(try quality(4, pain: 5) == .object(["text": .text("unsure, clonus")]))
    }

    @Test func `one person's pain makes no cramp of what another called stiff`() {
        let two = bundle(
            Written.episode(
                7, Written.act(Written.maria, (.character, .integer(1)), (.pain, .integer(0))),
                Written.act(Written.ana, (.character, .integer(1)), (.pain, .integer(4)))),
            snomed: true)
        let own = two.observations("Symptom").first?.components("Quality").first
        #expect(own?["valueCodeableConcept"] == .object(["text": .text("stiff")]))
        let other = two.observations("Quality").first?["valueCodeableConcept"]
        #expect(other?["text"] == .text("stiff, painful"))
        #expect(other?["coding"]?.list.first?["code"] == .text("279093005"))
        let words = bundle(
            Written.episode(
                7, Written.act(Written.maria, (.character, .integer(1)), (.pain, .integer(4)))))
        let value = words.observations("Symptom").first?.components("Quality").first?[
            "valueCodeableConcept"]
        #expect(value == .object(["text": .text("stiff, painful")]))
    }

    @Test(arguments: [Region.calf, .shin, .groin])
    func `a region without a certain code has words alone`(region: Region) {
        let told = bundle(
            Written.episode(7, Written.act(sites: [Site(region, .left)])), snomed: true)
        let site = told.observations("Symptom").first?["bodySite"]
        #expect(site == .object(["text": .text("left \(region.word)")]))
    }

    @Test func `what somebody else rated is their own observation of it`() throws {
        let bundle = bundle(
            Written.episode(
                7, Written.act(Written.maria, (.severity, .integer(8)), (.pain, .integer(6))),
                Written.act(Written.ana, (.severity, .integer(5)), (.character, .integer(2)))))
        let symptom = try #require(bundle.observations("Symptom").first)
        #expect(
            symptom.components("Severity, 0 none to 10 worst").map { $0["valueInteger"] }
                == [.number("8")])
        let other = try #require(bundle.observations("Severity, 0 none to 10 worst").first)
        #expect(other["valueQuantity"]?["value"] == .number("5"))
        #expect(other.performer != symptom.performer)
        #expect(other["focus"]?.list.count == 1)
        #expect(bundle.observations("Quality").first?.performer == other.performer)
        #expect(bundle.all("RelatedPerson").count == 1)
        let pain = try #require(bundle.observations("Pain, 0 none to 10 worst").first)
        #expect(pain["code"]?["coding"]?.list.first?["code"] == .text("72514-3"))
        #expect(pain.performer == symptom.performer)
    }

    @Test func `what was tried helped only where somebody felt relief`() throws {
        for (relief, helped) in [(nil, 0), (0, 0), (4, 1)] as [(Int64?, Int)] {
            let bundle = bundle(
                Written.episode(
                    7,
                    Written.Act(
                        writes: [
                            Write(cell: Field.tried.cell(key: [11]), value: .boolean(true))
                        ]
                            + (relief.map {
                                [Write(cell: Field.relief.cell(), value: .integer($0))]
                            } ?? []))))
            let symptom = try #require(bundle.observations("Symptom").first)
            #expect(symptom.components("What helped").count == helped)
            #expect(symptom.components("tried").count == 1 - helped)
        }
    }

    @Test func `a tally is one observation with its count over its span`() throws {
        let to = TimePoint(
            instant: Written.onset + 3_600_000, offset: 3600, zone: "Europe/Berlin")
        let state = Written.state(
            .tally, 7,
            [
                Written.act(
                    Written.ana, (.tallyFrom, .time(Written.noon)), (.tallyTo, .time(to)),
                    (.tallyCount, .integer(9)),
                    sites: [Site(.leg, .left), Site(.foot, .left)], in: .tallySites),
                Written.act(Written.maria, (.tallyCount, .integer(12))),
            ])
        var source = FHIRSource(patient: Written.maria)
        source.tallies = [Tally(state, patient: Written.maria)]
        let bundle = FHIRBundle(source, FHIRCodes(withSNOMED: true))
        #expect(bundle.observations("Symptom").count == 1)
        let told = try #require(bundle.observations("Symptom").first)
        let ratio = told.components("How often").first?["valueRatio"]
        #expect(ratio?["numerator"]?["value"] == .number("12"))
        #expect(ratio?["denominator"]?["code"] == .text("h"))
        #expect(told["bodySite"] == .object(["text": .text("left leg, left foot")]))
        let others = bundle.observations("Count of the same span by somebody else")
        #expect(others.map { $0["valueInteger"] } == [.number("9")])
        #expect(others.first?.performer != told.performer)
    }

    @Test func `a tally of whole days is over days, its last midnight not among them`() throws {
        func day(_ days: Int64) -> Value {
            // From a midnight in Berlin to another; the offset stays.
            .time(
                TimePoint(
                    instant: 1_795_042_800_000 + days * 86_400_000, offset: 3600,
                    zone: "Europe/Berlin", precision: .day))
        }
        let state = Written.state(
            .tally, 7,
            [
                Written.act(
                    Written.maria, (.tallyFrom, day(0)), (.tallyTo, day(1)),
                    (.tallyCount, .integer(40)))
            ])
        var source = FHIRSource(patient: Written.maria)
        source.tallies = [Tally(state, patient: Written.maria)]
        let told = try #require(
            FHIRBundle(source, FHIRCodes(withSNOMED: false)).observations("Symptom").first)
        #expect(
            told["effectivePeriod"]
                == .object(["start": .text("2026-11-19"), "end": .text("2026-11-19")]))
        let span = told.components("How often").first?["valueRatio"]?["denominator"]
        #expect(span?["value"] == .number("1") && span?["code"] == .text("d"))
    }

    @Test func `a rating tells of its episode, and goes where that goes`() throws {
        let rating = Rating(
            Written.state(
                .rating, 8,
                [
                    Written.act(
                        Written.maria,
                        (.ratedEpisode, .entity(EntityID(high: 0xABCD, low: 7))),
                        (.ratedAt, .time(Written.noon)), (.ratedSeverity, .integer(6)))
                ]), patient: Written.maria)
        func severities(_ acts: Written.Act...) -> [JSONTree] {
            var source = FHIRSource(patient: Written.maria)
            source.episodes = [Episode(Written.state(.episode, 7, acts), patient: Written.maria)]
            source.ratings = [rating]
            return FHIRBundle(source, FHIRCodes(withSNOMED: false))
                .observations("Severity, 0 none to 10 worst")
        }
        let act = Written.act(Written.maria, (.onset, .time(Written.noon)))
        #expect(severities(act).map { $0["valueQuantity"]?["value"] } == [.number("6")])
        #expect(severities(act).first?["focus"]?.list.count == 1)
        let gone = severities(act, Written.deleted)
        #expect(gone.map { $0["status"] } == [.text("entered-in-error")])
        #expect(gone.first?["valueQuantity"] == nil)
    }
}
