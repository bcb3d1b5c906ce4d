import TonusCore
import TonusDiary
import TonusTypes

/// Check-ins: what each person said of a day, apart.
extension FHIRMapping {
    /// One thing that one person said of a day.
    struct Said {
        let member: MemberID
        let field: Field
        let key: [UInt8]
        let value: Value
    }

    func day(_ sheet: Sheet) -> [FHIRResource] {
        guard let author = sheet.author else { return [] }
        let said = said(sheet, author.member)
        let effective = FHIRTime.effective(sheet[.checkInDate]?.date)
        let members = Set(said.map(\.member)).sorted {
            ($0 != source.patient ? 1 : 0, $0) < ($1 != source.patient ? 1 : 0, $1)
        }
        return members.flatMap { member in
            resources(
                witness(member, [sheet.state]), effective, said.filter { $0.member == member })
        }
    }

    /// In the order of the fields, and of their keys.
    private func said(_ sheet: Sheet, _ author: MemberID) -> [Said] {
        sheet.kind.ownFields.flatMap { field -> [Said] in
            switch field.rule {
            case .perReporter:
                sheet.state.cells(of: field.number).flatMap { key, live in
                    live.perReporter(patient: source.patient).compactMap { member, reading in
                        reading.value.map {
                            Said(member: member, field: field, key: key, value: $0)
                        }
                    }
                }
            case .element:
                sheet.keys(field).map {
                    Said(member: author, field: field, key: $0, value: .boolean(true))
                }
            default: []
            }
        }
    }

    private func resources(
        _ witness: FHIRWitness, _ effective: JSONTree, _ said: [Said]
    ) -> [FHIRResource] {
        func value(_ field: Field) -> Value? { said.first { $0.field == field }?.value }
        func scored(_ role: String, _ code: JSONTree, _ field: Field) -> FHIRResource? {
            value(field)?.score
                .map { score(role, witness, code, $0, effective) }
        }
        let isSpasmFree = value(.noneToday) == .boolean(true)
        let spasticity = codes.concept(
            nil, "Average spasticity of the last 24 hours, 0 none to 10 worst")
        let parts = said.compactMap(component)
        return [
            isSpasmFree ? absence(witness, effective) : nil,
            scored("spasticity", spasticity, .spasticity), scored("pain", painCode, .dayPain),
            parts.isEmpty ? nil : whole(witness, effective, parts),
        ].compactMap { $0 } + weekly(witness, effective, said)
    }

    /// That there was no spasm on a day, as somebody said; episodes of that day stand beside it.
    private func absence(_ witness: FHIRWitness, _ effective: JSONTree) -> FHIRResource {
        observation(
            FHIRName("absent", witness.key, witness.member.bytes), witness,
            codes.concept(.symptomAbsent, "Symptom absent"), effective,
            JSONTree.fields(["meta": Self.profile("SymptomAbsentObservation")])
                .adding(coded(.muscleSpasm, "Muscle spasm")))
    }

    private func whole(
        _ witness: FHIRWitness, _ effective: JSONTree, _ parts: [JSONTree]
    ) -> FHIRResource {
        observation(
            FHIRName("day", witness.key, witness.member.bytes), witness,
            codes.concept(nil, "How the day was"), effective,
            .fields([
                "category": .list([.fields(["coding": .list([FHIRCode.survey.coding])])]),
                "component": .list(parts),
            ]))
    }

    private static let apart: Set<Field> =
        Set(weeklyFields).union([.noneToday, .spasticity, .dayPain, .checkInDate])

    private func component(_ said: Said) -> JSONTree? {
        if Self.apart.contains(said.field) { return nil }
        switch (said.field.shape, said.value) {
        case (.rated(let words, let range), .integer(let number)):
            guard let word = said.key.first.flatMap(words.word), range.contains(Int(number)) else {
                return nil
            }
            return component(
                "\(said.field.name), \(word), 1 not at all to 4 very", number: Int(number))
        case (.set(let words), _):
            return said.key.first.flatMap(words.word).flatMap {
                component(said.field.name, words: $0)
            }
        case (.score, _):
            return said.value.score.map {
                component("\(said.field.name), 0 to 10", number: $0.points)
            }
        case (.number(let range), .integer(let number)):
            return range.contains(Int(number))
                ? component(said.field.name, number: Int(number)) : nil
        case (.yesNo, .boolean(let flag)):
            return component(
                codes.concept(nil, said.field.name), .fields(["valueBoolean": .flag(flag)]))
        case (.amount, _):
            return said.value.amount.map { amount in
                component(
                    codes.concept(nil, said.field.name),
                    .fields(["valueQuantity": .quantity(amount.text, .hour)]))
            }
        default: return nil
        }
    }
}
