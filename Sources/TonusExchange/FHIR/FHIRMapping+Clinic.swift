import TonusCore
import TonusDiary
import TonusTypes

/// Bad spells, and what a clinician measured.
extension FHIRMapping {
    /// What several people wrote of one spell has their entries' ids in each.
    func relapse(_ sheet: Sheet) -> [FHIRResource] {
        guard let author = sheet.author else { return [] }
        let isDeleted = isGone(sheet.state)
        let end = isDeleted ? nil : sheet[.relapseEnd]?.date
        let certainty = isDeleted ? .enteredInError : sheet.certainty
        let others = (spells[sheet.id] ?? []).filter { $0 != sheet.id }
        let symptoms = sheet.keys(.relapseSymptoms)
            .compactMap { $0.first.flatMap(RelapseSymptom.init) }.map(\.word)
        // What is an error has no state, and so cannot be over.
        let state: FHIRCode? = isDeleted ? nil : end == nil ? .active : .resolved
        return [
            FHIRResource(
                "Condition", FHIRName("relapse", sheet.key),
                .fields([
                    "identifier": identifiers([sheet.id] + others),
                    "clinicalStatus": state.map { .fields(["coding": .list([$0.coding])]) },
                    "verificationStatus": .fields(["coding": .list([certainty.coding])]),
                    "code": codes.concept(nil, "Relapse"), "subject": patient.reference,
                    "onsetDateTime": sheet[.relapseOnset]?.date.map { .text(FHIRTime.day($0)) },
                    "abatementDateTime": end.map { .text(FHIRTime.day($0)) },
                    "asserter": name(of: author.member).reference,
                    "evidence": isDeleted
                        ? nil
                        : .list(
                            symptoms.map { .fields(["code": .list([codes.concept(nil, $0)])]) }),
                ]))
        ]
    }

    func measure(_ sheet: Sheet) -> [FHIRResource] {
        guard let author = sheet.author, let named = sheet[.measureName],
            let word = Field.measureName.word(named)
        else { return [] }
        let sites = sheet.keys(.measureSites).compactMap(Site.init(key:)).sorted()
        let by = sheet[.measuredBy]?.text.flatMap(JSONTree.words)
        let fields: JSONTree = .fields([
            "bodySite": bodySite(sites),
            "performer": by.map { .list([.fields(["display": $0])]) },
        ])
        return [
            observation(
                FHIRName("measure", sheet.key), witness(author.member, [sheet.state]),
                codes.concept(nil, word), FHIRTime.effective(sheet[.measureDate]?.date),
                fields.adding(sheet.measured(isAshworth: word == ClinicMeasure.ashworth.word)))
        ]
    }
}

extension Sheet {
    /// Nobody having said so, it is suspected: only a clinician confirms one.
    fileprivate var certainty: FHIRCode {
        let code = self[.certainty]?.integer.flatMap { UInt8(exactly: $0) }
        return switch code.flatMap(Certainty.init) {
        case .confirmed: .confirmed
        case .ruledOut: .ruledOut
        case .suspected, nil: .suspected
        }
    }

    /// Of the modified Ashworth scale 1.5 stands for 1+, which is no number.
    fileprivate func measured(isAshworth: Bool) -> JSONTree {
        guard let amount = self[.measureValue]?.amount?.text else { return .fields([:]) }
        if isAshworth {
            return .fields(["valueString": .text(amount == "1.5" ? "1+" : amount)])
        }
        return .fields(["valueQuantity": .fields(["value": .number(amount)])])
    }
}
