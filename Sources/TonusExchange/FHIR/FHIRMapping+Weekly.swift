import TonusCore
import TonusDiary
import TonusTypes

/// What a check-in asks once a week: the answers as one person gave them, and each as an observation
/// of its own, for systems that draw those alone.
extension FHIRMapping {
    /// In words of our own, and in words alone: no code for one of them is certain.
    private static let questions: KeyValuePairs<Field, String> = [
        .bothered: "How bothered by spasms in the last seven days, 1 not at all to 4 very",
        .penn: "Penn Spasm Frequency Scale, how often in the last seven days: 0 never,"
            + " 1 only when something sets them off, 2 less than once an hour,"
            + " 3 more than once an hour, 4 more than ten times an hour",
        .pennSeverity:
            "Penn Spasm Frequency Scale, how strong they mostly were: 1 mild, 2 moderate, 3 severe",
    ]

    static let weeklyFields = questions.map { $0.key }

    private struct Answer {
        let field: Field
        let question: String
        let number: Int
    }

    /// The observations come first: only on one of them can a note stand.
    func weekly(
        _ witness: FHIRWitness, _ effective: JSONTree, _ said: [Said]
    ) -> [FHIRResource] {
        let answers = Self.questions.compactMap { field, question in
            said.first { $0.field == field }?.number.map {
                Answer(field: field, question: question, number: $0)
            }
        }
        if answers.isEmpty { return [] }
        let form = FHIRName("weekly", witness.key, witness.member.bytes)
        let derived = answers.map { answer in
            observation(
                FHIRName(answer.field.name, witness.key, witness.member.bytes), witness,
                codes.concept(nil, answer.question), effective,
                .fields([
                    "category": .list([.fields(["coding": .list([FHIRCode.survey.coding])])]),
                    "valueInteger": .integer(answer.number),
                    "derivedFrom": .list([form.reference]),
                ]))
        }
        return derived + [self.form(form, witness, answers)]
    }

    private func form(
        _ name: FHIRName, _ witness: FHIRWitness, _ answers: [Answer]
    ) -> FHIRResource {
        let member = self.name(of: witness.member).reference
        let items = answers.map { answer in
            JSONTree.fields([
                "linkId": .text(answer.field.name), "text": .text(answer.question),
                "answer": .list([.fields(["valueInteger": .integer(answer.number)])]),
            ])
        }
        return FHIRResource(
            "QuestionnaireResponse", name,
            .fields([
                "identifier": identity(witness.key.id),
                "status": .text(witness.isDeleted ? "entered-in-error" : "completed"),
                "subject": patient.reference, "author": member, "source": member,
                "authored": .text(FHIRTime.instant(answered(witness))),
                "item": witness.isDeleted ? nil : .list(items),
            ]))
    }

    /// When this person last changed these answers, whatever else was written of the day since.
    private func answered(_ witness: FHIRWitness) -> Timestamp {
        witness.states.flatMap { state in
            Self.weeklyFields.flatMap { state.cells(of: $0.number) }.flatMap(\.live)
        }
        .filter { $0.author.member == witness.member }.map(\.timestamp).max() ?? .zero
    }
}

extension FHIRMapping.Said {
    /// Nil for what is no number of the field's: a broken device may have written anything.
    fileprivate var number: Int? {
        guard case .number(let range) = field.shape, case .integer(let number) = value,
            range.contains(Int(number))
        else { return nil }
        return Int(number)
    }
}
