import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusExchange

/// How the questions of once a week become a form and its observations.
struct FHIRWeeklyTests {
    private static let bothered =
        "How bothered by spasms in the last seven days, 1 not at all to 4 very"

    private func bundle(
        _ acts: Written.Act..., in audience: Audience = .everyone, note: String? = nil
    ) throws -> FHIRBundle {
        var source = FHIRSource(patient: Written.maria)
        let state = Written.state(.checkIn, 7, acts, audience)
        source.sheets = [try #require(Sheet(state, patient: Written.maria))]
        let about = EntityID(high: 0xABCD, low: 7)
        source.notes =
            note.map { text in
                let writes = Written.Act(writes: Note.writes(text, about: about))
                return [Note(Written.state(.note, 20, [writes]), patient: Written.maria)]
            } ?? []
        return FHIRBundle(source, FHIRCodes(withSNOMED: true))
    }

    private func said(
        _ member: MemberID = Written.maria, _ cells: (Field, Int64)...
    ) -> Written.Act {
        let day = Write(cell: Field.checkInDate.cell(), value: .date(LocalDate(days: 20_776)))
        return Written.Act(
            member: member,
            writes: [day] + cells.map { Write(cell: $0.0.cell(), value: .integer($0.1)) })
    }

    private func derived(_ bundle: FHIRBundle) -> [JSONTree] {
        bundle.all("Observation").filter { $0["derivedFrom"] != nil }
    }

    @Test func `the answers of a week are one form, and each is an observation of its own`()
        throws
    {
        let bundle = try bundle(said(Written.maria, (.bothered, 3), (.penn, 2), (.pennSeverity, 1)))
        let form = try #require(bundle.all("QuestionnaireResponse").first)
        #expect(form["status"] == .text("completed"))
        #expect(form["authored"] == .text("2026-11-19T21:30:01Z"))
        let items = form["item"]?.list ?? []
        #expect(
            items.map { $0["linkId"] } == [
                .text("bothered"), .text("penn"), .text("penn-severity"),
            ]
        )
        let answers = items.map { $0["answer"]?.list.first?["valueInteger"] }
        #expect(answers == [.number("3"), .number("2"), .number("1")])
        let told = derived(bundle)
        #expect(told.map { $0["valueInteger"] } == answers)
        #expect(told.map { $0["code"]?["text"] } == items.map { $0["text"] })
        #expect(told.allSatisfy { $0["code"]?["coding"] == nil })
        #expect(told.allSatisfy { $0["effectiveDateTime"] == .text("2026-11-19") })
        for one in told {
            let category = one["category"]?.list.first?["coding"]?.list.first
            #expect(category == FHIRCode.survey.coding)
            #expect(one["derivedFrom"]?.list.first?["reference"] == form.address)
        }
        #expect(bundle.observations("How the day was").isEmpty)
    }

    @Test func `each person has a form of their own, with what they answered`() throws {
        let bundle = try bundle(
            said(Written.maria, (.bothered, 3)), said(Written.ana, (.penn, 0)),
            said(Written.ana, (.bothered, 4)))
        let forms = bundle.all("QuestionnaireResponse")
        #expect(forms.map { $0["item"]?.list.count } == [1, 2])
        #expect(Set(forms.compactMap { $0["author"]?["reference"] }).count == 2)
        #expect(forms.allSatisfy { $0["author"] == $0["source"] })
        #expect(
            forms.map { $0["authored"] } == [
                .text("2026-11-19T21:30:01Z"), .text("2026-11-19T21:30:03Z"),
            ])
        let told = bundle.observations(Self.bothered)
        #expect(told.map { $0["valueInteger"] } == [.number("3"), .number("4")])
        #expect(told.map(\.performer) == forms.map { $0["author"]?["reference"] })
        #expect(
            told.map { $0["derivedFrom"]?.list.first?["reference"] } == forms.map(\.address))
    }

    @Test func `who answered nothing, or what the scale has not, has no form`() throws {
        #expect(try bundle(said(Written.maria, (.distress, 2))).all("QuestionnaireResponse") == [])
        let off = try bundle(said(Written.maria, (.penn, 5), (.bothered, 0), (.pennSeverity, .max)))
        #expect(off.all("QuestionnaireResponse").isEmpty && derived(off).isEmpty)
        let never = try bundle(said(Written.maria, (.penn, 0)))
        #expect(derived(never).map { $0["valueInteger"] } == [.number("0")])
    }

    @Test func `a deleted week keeps its names, as an error without answers`() throws {
        let act = said(Written.maria, (.bothered, 3), (.penn, 2))
        let (before, after) = (try bundle(act), try bundle(act, Written.deleted))
        func names(_ bundle: FHIRBundle) -> [JSONTree?] {
            (bundle.all("Observation") + bundle.all("QuestionnaireResponse")).map { $0["id"] }
        }
        #expect(names(before).count == 3 && names(before) == names(after))
        let all = after.all("Observation") + after.all("QuestionnaireResponse")
        #expect(all.allSatisfy { $0["status"] == .text("entered-in-error") })
        #expect(!after.tree.written.contains("valueInteger"))
        #expect(!after.tree.written.contains("linkId"))
    }

    @Test func `a private week is in no bundle`() throws {
        let bundle = try bundle(said(Written.maria, (.bothered, 3)), in: .owner)
        #expect(bundle.entryCount == 0 && bundle.all("QuestionnaireResponse").isEmpty)
    }

    /// FHIR has no room for a note on a form.
    @Test func `a note on a check-in with nothing but these answers is on an observation`() throws {
        let bundle = try bundle(said(Written.maria, (.penn, 4)), note: "a week of heat")
        #expect(derived(bundle).first?["note"]?.list.count == 1)
        #expect(bundle.all("QuestionnaireResponse").first?["note"] == nil)
    }
}

extension JSONTree {
    /// Where others in the bundle refer to it.
    fileprivate var address: JSONTree? {
        if case .text(let id)? = self["id"] { .text("urn:uuid:" + id) } else { nil }
    }
}
