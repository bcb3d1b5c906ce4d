import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusExchange

/// How days, medicines, doses, bad spells and measures become resources.
struct FHIRCareTests {
    private static let treatment = EntityID(high: 0xABCD, low: 1)
    private static let regimen = EntityID(high: 0xABCD, low: 2)

    private func bundle(_ sheets: Sheet?...) throws -> FHIRBundle {
        var source = FHIRSource(patient: Written.maria)
        source.sheets = try sheets.map { try #require($0) }
        return FHIRBundle(source, FHIRCodes(withSNOMED: true))
    }

    private func baclofen(_ remedy: Int64 = 2) -> Sheet? {
        Written.sheet(
            .treatment, 1,
            Written.act(
                Written.maria, (.treatmentName, .text("Baclofen")),
                (.treatmentClass, .integer(remedy))))
    }

    private func regimen(_ cells: (Field, Value)...) -> Sheet? {
        let said: [(Field, Value)] = [
            (.regimenTreatment, .entity(Self.treatment)), (.regimenAmount, .integer(20)),
            (.regimenUnit, .integer(1)), (.regimenStart, .date(LocalDate(days: 20_700))),
        ]
        let times = Write(
            cell: Field.regimenTimes.cell(key: [1, 224]), value: .boolean(true))
        return Written.sheet(
            .regimen, 2,
            Written.Act(
                writes: (said + cells).map { Write(cell: $0.0.cell(), value: $0.1) } + [times]))
    }

    private func dose(_ status: Int64, _ more: Written.Act...) -> Sheet? {
        let act = Written.act(
            Written.maria, (.doseRegimen, .entity(Self.regimen)),
            (.doseSlot, .time(Written.noon)), (.doseStatus, .integer(status)))
        return Sheet(Written.state(.dose, 3, [act] + more), patient: Written.maria)
    }

    @Test func `a day without spasms is the absence of a symptom, in each person's word`() throws {
        let sleep = try #require(Decimal10(reading: "7.5"))
        let bundle = try bundle(
            Written.sheet(
                .checkIn, 7,
                Written.act(
                    Written.maria, (.checkInDate, .date(LocalDate(days: 20_776))),
                    (.noneToday, .boolean(true)), (.spasticity, .integer(6)),
                    (.dayPain, .integer(2)), (.sleepHours, .decimal(sleep))),
                Written.act(Written.ana, (.spasticity, .integer(4)), (.noneToday, .boolean(false))))
        )
        let absent = bundle.observations("Symptom absent")
        #expect(absent.count == 1)
        #expect(absent.first?["effectiveDateTime"] == .text("2026-11-19"))
        #expect(
            absent.first?["valueCodeableConcept"]?["text"] == .text("Muscle spasm"))
        let spasticity = bundle.observations(
            "Average spasticity of the last 24 hours, 0 none to 10 worst")
        #expect(spasticity.map { $0["valueQuantity"]?["value"] } == [.number("6"), .number("4")])
        #expect(spasticity.allSatisfy { $0["code"]?["coding"] == nil })
        #expect(bundle.observations("Pain, 0 none to 10 worst").count == 1)
        #expect(
            bundle.observations("How the day was").first?.components("sleep").first?[
                "valueQuantity"]?["value"] == .number("7.5"))
    }

    @Test func `a regimen is a statement about a medicine, active until somebody stopped it`()
        throws
    {
        let active = try bundle(baclofen(), regimen())
        let told = try #require(active.all("MedicationStatement").first)
        #expect(told["status"] == .text("active"))
        #expect(told["dosage"]?.list.first?["text"] == .text("20 mg at 08:00"))
        let medication = try #require(active.all("Medication").first?["id"])
        guard case .text(let id) = medication else { return }
        #expect(told["medicationReference"]?["reference"] == .text("urn:uuid:\(id)"))
        let stopped = try bundle(
            baclofen(), regimen((.stoppedOn, .date(LocalDate(days: 20_710)))))
        #expect(stopped.all("MedicationStatement").first?["status"] == .text("stopped"))
        let completed = try bundle(
            baclofen(),
            regimen(
                (.stoppedOn, .date(LocalDate(days: 20_710))),
                (.plannedEnd, .date(LocalDate(days: 20_710)))))
        #expect(completed.all("MedicationStatement").first?["status"] == .text("completed"))
    }

    @Test func `of two amounts both are told, and no number is given for the dose`() throws {
        let state = Written.state(
            .regimen, 2,
            [
                Written.act(
                    Written.maria, (.regimenAmount, .integer(20)), (.regimenUnit, .integer(1))),
                Written.act(Written.ana, (.regimenAmount, .integer(10))),
            ])
        let told = try #require(
            bundle(Sheet(state, patient: Written.maria)).all("MedicationStatement").first)
        #expect(told["dosage"]?.list.first?["text"] == .text("unclear: 20 or 10 mg"))
        #expect(told["dosage"]?.list.first?["doseAndRate"] == nil)
        #expect(told["medicationCodeableConcept"]?["text"] == .text("not named"))
    }

    @Test func `what is no medicine is a procedure`() throws {
        let bundle = try bundle(baclofen(11), regimen(), dose(3))
        #expect(bundle.all("Medication").isEmpty && bundle.all("MedicationStatement").isEmpty)
        #expect(
            bundle.all("Procedure").map { $0["status"] } == [
                .text("in-progress"), .text("completed"),
            ])
    }

    @Test func `a dose is one only where it is known what became of it`() throws {
        func statuses(_ dose: Sheet?) throws -> [JSONTree?] {
            try bundle(baclofen(), regimen(), dose).all("MedicationAdministration")
                .map { $0["status"] }
        }
        #expect(try statuses(dose(3)) == [.text("completed")])
        #expect(try statuses(dose(2)) == [.text("not-done")])
        #expect(try statuses(dose(1)) == [])
        // One says taken and the other skipped.
        let other = Written.act(Written.ana, (.doseStatus, .integer(2)))
        #expect(try statuses(dose(3, other)) == [])
        #expect(try statuses(dose(3, Written.deleted)) == [.text("entered-in-error")])
    }

    @Test func `a dose tells of its regimen and of the spasm it was for`() throws {
        var source = FHIRSource(patient: Written.maria)
        source.episodes = [Written.episode(7, Written.act(sites: [Site(.calf, .left)]))]
        let link = Write(
            cell: Field.doseEpisodes.cell(key: EntityID(high: 0xABCD, low: 7).bytes),
            value: .boolean(true))
        source.sheets = try [
            #require(baclofen()), #require(regimen()),
            #require(dose(3, Written.Act(writes: [link]))),
        ]
        let told = try #require(
            FHIRBundle(source, FHIRCodes(withSNOMED: false)).all("MedicationAdministration").first)
        #expect(told["reasonReference"]?.list.count == 1)
        #expect(told["supportingInformation"]?.list.count == 1)
    }

    @Test func `a relapse is as certain as was said, and an error has no state`() throws {
        func condition(_ acts: Written.Act...) throws -> JSONTree {
            let state = Written.state(.relapse, 7, acts)
            return try #require(
                bundle(Sheet(state, patient: Written.maria)).all("Condition").first)
        }
        func certainty(_ told: JSONTree) -> JSONTree? {
            told["verificationStatus"]?["coding"]?.list.first?["code"]
        }
        let begun = Written.act(
            Written.maria, (.relapseOnset, .date(LocalDate(days: 20_700))),
            (.relapseEnd, .date(LocalDate(days: 20_710))))
        let suspected = try condition(begun)
        #expect(certainty(suspected) == .text("unconfirmed"))
        #expect(suspected["clinicalStatus"]?["coding"]?.list.first?["code"] == .text("resolved"))
        let confirmed = try condition(begun, Written.act(Written.ana, (.certainty, .integer(3))))
        #expect(certainty(confirmed) == .text("confirmed"))
        let ruledOut = try condition(begun, Written.act(Written.ana, (.certainty, .integer(2))))
        #expect(certainty(ruledOut) == .text("refuted"))
        let error = try condition(begun, Written.deleted)
        #expect(certainty(error) == .text("entered-in-error"))
        #expect(error["clinicalStatus"] == nil && error["abatementDateTime"] == nil)
    }

    @Test func `one spell in two people's words has both ids`() throws {
        func relapse(_ id: UInt64, _ from: Int) -> Sheet? {
            Written.sheet(
                .relapse, id,
                Written.act(Written.maria, (.relapseOnset, .date(LocalDate(days: from)))))
        }
        let told = try bundle(relapse(7, 20_700), relapse(8, 20_702)).all("Condition")
        #expect(told.map { $0["identifier"]?.list.count } == [2, 2])
    }

    @Test func `a measure is what the clinician wrote, and 1+ is no number`() throws {
        func measure(_ amount: Decimal10?, _ name: Int64) throws -> JSONTree {
            let sheet = Written.sheet(
                .measure, 7,
                Written.act(
                    Written.maria, (.measureName, .integer(name)),
                    (.measureValue, .decimal(try #require(amount))),
                    (.measuredBy, .text("Dr. Okafor")), sites: [Site(.knee, .left)],
                    in: .measureSites))
            let bundle = try bundle(sheet)
            #expect(bundle.all("QuestionnaireResponse").isEmpty)
            return try #require(bundle.all("Observation").first)
        }
        let ashworth = try measure(Decimal10(mantissa: 15, exponent: -1), 1)
        #expect(ashworth["valueString"] == .text("1+"))
        #expect(ashworth["performer"]?.list.first?["display"] == .text("Dr. Okafor"))
        #expect(ashworth["bodySite"]?["coding"]?.list.first?["code"] == .text("72696002"))
        let edss = try measure(Decimal10(mantissa: 45, exponent: -1), 2)
        #expect(edss["valueQuantity"] == .object(["value": .number("4.5")]))
        #expect(edss["code"]?["coding"] == nil)
        let total = try measure(Decimal10(mantissa: 150, exponent: 0), 7)
        #expect(total["code"] == .object(["text": .text("msss-88")]))
        #expect(total["valueQuantity"] == .object(["value": .number("150")]))
    }
}
