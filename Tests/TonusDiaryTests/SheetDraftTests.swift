import Testing
import TonusCore
import TonusDiary
import TonusTypes

/// What people type for everything beside spasms.
struct SheetDraftTests {
    /// Thu 19 Nov 2026, 22:30 in Berlin.
    private static let now = AssignmentTests.now

    private func draft(_ kind: Kind, _ text: String) throws -> SheetDraft {
        try SheetDraft(kind, words: text.split(separator: " ").map(String.init), at: Self.now)
    }

    private func points(_ value: Value?) -> Int64? { value?.integer }

    @Test func `a check-in takes names with their values in any order`() throws {
        let draft = try draft(
            .checkIn, "sleep 7,5 6 pain 3 evening 3 infection=no interfered=walking")
        #expect(points(draft[.spasticity]) == 6 && points(draft[.dayPain]) == 3)
        #expect(draft[.sleepHours]?.amount?.text == "7.5")
        #expect(draft[.infection] == .boolean(false))
        let troubled = draft.said.first { $0.field == .troubled }
        #expect(troubled?.key == [PartOfDay.evening.rawValue] && troubled?.value == .integer(3))
        #expect(draft.said.contains { $0.field == .interfered })
    }

    @Test func `a day among the words is the day that it is about`() throws {
        let draft = try draft(.checkIn, "yesterday 4")
        #expect(draft[.checkInDate]?.date.map { WhenFormat.iso($0) } == "2026-11-19")
        #expect(points(draft[.spasticity]) == 4)
    }

    @Test func `a dose has a name, an amount with its unit, and a time`() throws {
        for text in ["ibuprofen 400mg 20m", "ibuprofen 400 mg 20m", "20m 400 mg ibuprofen"] {
            let draft = try draft(.dose, text)
            #expect(draft.text == "ibuprofen", "\(text)")
            #expect(draft[.doseAmount]?.amount?.text == "400", "\(text)")
            #expect(draft[.doseUnit] == .integer(Int64(Unit.milligram.rawValue)), "\(text)")
            #expect(
                draft[.doseAt]?.time?.instant == Self.now.milliseconds - 1_200_000, "\(text)")
        }
    }

    @Test func `what is not said is not filled in`() throws {
        #expect(try draft(.dose, "ibuprofen").said.isEmpty)
        #expect(try draft(.checkIn, "6").said.count == 1)
    }

    @Test func `the minutes of an exercise are a number, a length or for a length`() throws {
        for text in ["walk 30", "walk 30min", "walk for 30m", "for half an hour walk"] {
            #expect(points(try draft(.exercise, text)[.exerciseMinutes]) == 30, "\(text)")
        }
        let ago = try draft(.exercise, "walk 45 20 min ago")
        #expect(points(ago[.exerciseMinutes]) == 45)
        #expect(ago[.exerciseAt]?.time?.instant == Self.now.milliseconds - 1_200_000)
    }

    @Test func `an Ashworth of one plus lies between one and two`() throws {
        let draft = try draft(.measure, "ashworth 1+ left knee")
        #expect(draft[.measureValue]?.amount?.text == "1.5")
        #expect(
            draft.said.contains { $0.field == .measureSites && $0.key == Site(.knee, .left).key })
    }

    @Test func `a planned day may lie ahead`() throws {
        let regimen = try draft(
            .regimen, "baclofen 10 mg planned-end=24 dec reason=too tired to walk")
        #expect(regimen[.plannedEnd]?.date.map { WhenFormat.iso($0) } == "2026-12-24")
        #expect(regimen[.stopReason]?.text == "too tired to walk")
        #expect(regimen.text == "baclofen")
        let visit = try draft(.visit, "12 dec with=Dr Weber")
        #expect(visit[.visitDate]?.date.map { WhenFormat.iso($0) } == "2026-12-12")
        #expect(throws: DraftError.self) { try draft(.relapse, "24 dec 2026") }
    }

    @Test(arguments: [
        (Kind.checkIn, "11", DraftError.offScale("11")),
        (.checkIn, "sleep 30", .outOfRange(field: "sleep", value: "30", 0...24)),
        (.checkIn, "evening 5", .outOfRange(field: "troubled", value: "5", 1...4)),
        (.checkIn, "6 7", .unknownWord("7", suggestion: nil)),
        (.checkIn, "spasticty=3", .unknownField("spasticty", suggestion: "spasticity")),
        (.exercise, "walk 601", .outOfRange(field: "minutes", value: "601", 1...600)),
        (.exercise, "wlak", .unknownWord("wlak", suggestion: "walk")),
        (
            .regimen, "baclofen times=26:00",
            .badValue(field: "times", value: "26:00", choices: [])
        ),
        (
            .dose, "x status=perhaps",
            .badValue(
                field: "status", value: "perhaps", choices: ["unknown", "skipped", "taken"])
        ),
    ])
    func `a slip is refused and named`(kind: Kind, text: String, error: DraftError) {
        #expect(throws: error) { try draft(kind, text) }
    }

    @Test(arguments: Kind.allCases)
    func `fields of a kind lie in its range and have names of their own`(kind: Kind) {
        let fields = kind.ownFields
        #expect(!fields.isEmpty)
        #expect(fields.allSatisfy { kind.fields.contains($0.number) })
        #expect(Set(fields.map(\.name)).count == fields.count)
    }

    @Test func `codes of the format do not move here either`() {
        let codes = { (field: Field) in field.words.joined(separator: " ") }
        #expect(codes(.troubled) == "waking morning lunch afternoon evening bedtime")
        #expect(codes(.interfered) == "sleep walking transfer work care driving")
        #expect(codes(.doseStatus) == "unknown skipped taken")
        #expect(codes(.certainty) == "suspected ruled-out confirmed")
        #expect(codes(.regimenUnit) == "mg mcg ml iu drops sprays applications minutes pieces")
        #expect(codes(.exerciseType) == "stretch walk pool cycle strength yoga physio other")
        #expect(
            codes(.measureName)
                == """
                ashworth edss penn-frequency penn-severity walk-25-foot nine-hole-peg msss-88 other
                """)
        #expect(
            codes(.sideEffect)
                == """
                drowsy weak dizzy nausea dry-mouth constipation confusion headache rash other
                """)
    }

    @Test(arguments: [("7", "7"), ("7.50", "7.5"), ("0,25", "0.25"), ("100", "100"), ("0.0", "0")])
    func `an amount is the same however it is typed`(typed: String, text: String) {
        #expect(Decimal10(reading: typed)?.text == text)
    }

    @Test(arguments: ["", ".", "1.2.3", "1e3", "-1", "٣", "1234567890", "1.1234567890"])
    func `what is no plain number is no amount`(text: String) {
        #expect(Decimal10(reading: text) == nil)
    }
}
