import TonusCore
import TonusDiary
import TonusTypes

/// What is tried: medicines as FHIR has them, and as procedures what is none, such as heat.
extension FHIRMapping {
    func treatment(_ sheet: Sheet) -> [FHIRResource] {
        guard sheet.isMedicine else { return [] }
        return [
            FHIRResource(
                "Medication", FHIRName("treatment", sheet.key),
                .fields([
                    "identifier": identifier(sheet.id),
                    "status": .text(isGone(sheet.state) ? "entered-in-error" : "active"),
                    "code": codes.concept(nil, name(of: sheet)),
                    "form": sheet[.treatmentForm]?.text.flatMap(JSONTree.words).map {
                        .fields(["text": $0])
                    },
                ]))
        ]
    }

    private func name(of treatment: Sheet?) -> String {
        let name = treatment?[.treatmentName]?.text ?? ""
        return JSONTree.words(name) == nil ? "not named" : name
    }

    /// Which medicine it is, under the key that says how that is told.
    private func medication(_ treatment: Sheet?) -> JSONTree {
        guard let treatment else {
            return .fields(["medicationCodeableConcept": codes.concept(nil, name(of: nil))])
        }
        return .fields(["medicationReference": FHIRName("treatment", treatment.key).reference])
    }

    private func treatment(of sheet: Sheet) -> Sheet? {
        let regimen = sheet[.doseRegimen]?.entity.flatMap { regimens[$0] }
        let named = sheet[.doseTreatment] ?? sheet[.regimenTreatment]
        return (named ?? regimen?[.regimenTreatment])?.entity.flatMap { treatments[$0] }
    }

    // MARK: - Regimens

    func regimen(_ sheet: Sheet) -> [FHIRResource] {
        guard let author = sheet.author else { return [] }
        let treatment = treatment(of: sheet)
        let period = FHIRTime.period(sheet[.regimenStart]?.date, sheet[.stoppedOn]?.date)
        let name = FHIRName("regimen", sheet.key)
        let isDeleted = isGone(sheet.state)
        let prescriber = sheet[.prescriber]?.text.flatMap(JSONTree.words)
        let notes: [JSONTree] = [
            prescriber.flatMap {
                if case .text(let text) = $0 { "Prescribed by \(text)" } else { nil }
            },
            sheet[.regimenContext] == .integer(2) ? "For relapses" : nil,
        ].compactMap { $0.map { .fields(["text": .text($0)]) } }
        let common: JSONTree = .fields([
            "identifier": identifier(sheet.id), "subject": patient.reference,
            "note": isDeleted ? nil : .list(notes),
        ])
        guard treatment?.isMedicine ?? true else {
            return [procedure(name, common, self.name(of: treatment), sheet, period, author.member)]
        }
        let reason = sheet[.stopReason]?.text.flatMap(JSONTree.words)
        let more: JSONTree = .fields([
            "status": .text(isDeleted ? "entered-in-error" : sheet.regimenStatus),
            "statusReason": isDeleted ? nil : reason.map { .list([.fields(["text": $0])]) },
            "effectivePeriod": period, "dosage": isDeleted ? nil : dosage(sheet),
            "dateAsserted": .text(FHIRTime.instant(sheet.state.version)),
            "informationSource": self.name(of: author.member).reference,
        ])
        return [
            FHIRResource(
                "MedicationStatement", name, common.adding(medication(treatment)).adding(more))
        ]
    }

    private func procedure(
        _ name: FHIRName, _ common: JSONTree, _ words: String, _ sheet: Sheet,
        _ period: JSONTree?, _ asserter: MemberID
    ) -> FHIRResource {
        let status = sheet[.stoppedOn] == nil ? "in-progress" : "completed"
        return FHIRResource(
            "Procedure", name,
            common.adding(
                .fields([
                    "status": .text(isGone(sheet.state) ? "entered-in-error" : status),
                    "code": codes.concept(nil, words), "performedPeriod": period,
                    "asserter": self.name(of: asserter).reference,
                ])))
    }

    /// Two amounts that differ are both told, and no number is: nobody guesses a dose.
    private func dosage(_ sheet: Sheet) -> JSONTree? {
        let isUnclear = sheet.conflicts.contains { $0 == .regimenAmount || $0 == .regimenUnit }
        let amounts = ([sheet[.regimenAmount]] + sheet.others(.regimenAmount).map { $0 })
            .compactMap { $0?.amount?.text }
        let units = ([sheet[.regimenUnit]] + sheet.others(.regimenUnit).map { $0 })
            .compactMap { $0.flatMap { Field.regimenUnit.word($0) } }
        let times = sheet.keys(.regimenTimes).compactMap(TimeOfDay.init(key:)).map(\.text)
        let amount =
            isUnclear
            ? "unclear: " + amounts.joined(separator: " or ") + " "
                + units.joined(separator: " or ")
            : (amounts + units).joined(separator: " ")
        let words = amount + (times.isEmpty ? "" : " at " + times.joined(separator: ", "))
        if amounts.isEmpty, times.isEmpty { return nil }
        let dose = isUnclear ? nil : quantity(amounts.first, units.first)
        return .list([
            .fields([
                "text": .words(words),
                "timing": times.isEmpty
                    ? nil
                    : .fields([
                        "repeat": .fields([
                            "timeOfDay": .list(times.map { .text($0 + ":00") })
                        ])
                    ]),
                "doseAndRate": dose.map { .list([.fields(["doseQuantity": $0])]) },
            ])
        ])
    }

    private func quantity(_ amount: String?, _ unit: String?) -> JSONTree? {
        amount.map { .fields(["value": .number($0), "unit": unit.map { .text($0) }]) }
    }

    // MARK: - Doses

    /// A dose of which nobody knows what became of it, or two know different things, is no dose:
    /// unknown is not taken.
    func dose(_ sheet: Sheet) -> [FHIRResource] {
        guard let author = sheet.author, let status = sheet.doseStatus else { return [] }
        let treatment = treatment(of: sheet)
        let name = FHIRName("dose", sheet.key)
        let isDeleted = isGone(sheet.state)
        let time = sheet[.doseAt]?.time ?? sheet[.doseSlot]?.time
        let episodes = sheet.keys(.doseEpisodes).compactMap { EntityID(bytes: $0) }
            .flatMap { episodeNames[$0] ?? [] }
        let isMedicine = treatment?.isMedicine ?? true
        let when = isMedicine ? "effective" : "performed"
        let at: JSONTree =
            time.map { .object([when + "DateTime": .text(FHIRTime.dateTime($0))]) }
            ?? .object(["_\(when)DateTime": FHIRTime.absent])
        let common: JSONTree = .fields([
            "identifier": identifier(sheet.id), "subject": patient.reference,
            "status": .text(isDeleted ? "entered-in-error" : status),
            "reasonReference": isDeleted ? nil : .list(Set(episodes).sorted().map(\.reference)),
        ]).adding(at)
        let resource =
            isMedicine
            ? FHIRResource(
                "MedicationAdministration", name,
                common.adding(medication(treatment)).adding(
                    isDeleted ? .fields([:]) : administration(sheet)))
            : FHIRResource(
                "Procedure", name,
                common.adding(
                    .fields([
                        "code": codes.concept(nil, self.name(of: treatment)),
                        "asserter": self.name(of: author.member).reference,
                    ])))
        return [resource] + reliefs(of: sheet, about: name)
    }

    private func administration(_ sheet: Sheet) -> JSONTree {
        let regimen = sheet[.doseRegimen]?.entity.flatMap { regimens[$0] }
        let amount = sheet[.doseAmount]?.amount?.text
        let unit = sheet[.doseUnit].flatMap { Field.doseUnit.word($0) }
        let isUnclear = sheet.conflicts.contains { $0 == .doseAmount || $0 == .doseUnit }
        let isMedicine = regimen.map { treatment(of: $0)?.isMedicine ?? true } ?? false
        return .fields([
            "supportingInformation": isMedicine
                ? regimen.map { .list([FHIRName("regimen", $0.key).reference]) } : nil,
            "dosage": isUnclear
                ? nil : quantity(amount, unit).map { .fields(["dose": $0]) },
        ])
    }

    private func reliefs(of sheet: Sheet, about name: FHIRName) -> [FHIRResource] {
        let effective = FHIRTime.effective(sheet[.doseReliefAt]?.time ?? sheet[.doseAt]?.time)
        return sheet.reports(.doseRelief).compactMap { report in
            report.told.score.map {
                score(
                    "relief", witness(report.member, [sheet.state]),
                    codes.concept(nil, Self.reliefWords), $0, effective, about: [name])
            }
        }
    }
}

extension Sheet {
    /// Whether a treatment is a medicine: what its class does not say otherwise.
    fileprivate var isMedicine: Bool {
        let others: Set<Remedy> = [.diet, .heat, .cold, .stretch, .massage, .device]
        return remedy.map { !others.contains($0) } ?? true
    }

    private var remedy: Remedy? {
        self[.treatmentClass]?.integer.flatMap { UInt8(exactly: $0) }.flatMap(Remedy.init)
    }

    /// Without a clock nobody knows what is still to come: what nobody stopped is active.
    fileprivate var regimenStatus: String {
        guard let stopped = self[.stoppedOn]?.date else { return "active" }
        return self[.plannedEnd]?.date.map { stopped >= $0 } ?? false ? "completed" : "stopped"
    }

    fileprivate var doseStatus: String? {
        if conflicts.contains(.doseStatus) { return nil }
        let status = self[.doseStatus]?.integer.flatMap { UInt8(exactly: $0) }
        return switch status.flatMap(DoseStatus.init) {
        case .taken: "completed"
        case .skipped: "not-done"
        case .unknown, nil: nil
        }
    }
}

extension Value {
    /// Nil for what is no number from 0 to 10.
    var score: Score? { integer.flatMap { Int(exactly: $0) }.flatMap { Score($0) } }
}

extension Field {
    /// The word that a code stands for; nil for a field without words.
    func word(_ value: Value) -> String? {
        guard case .word(let words) = shape else { return nil }
        return value.integer.flatMap { UInt8(exactly: $0) }.flatMap(words.word)
    }
}
