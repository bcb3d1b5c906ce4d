import TonusCore
import TonusDiary
import TonusTypes

/// Whose word something is, on which entry, and whether the entry still stands.
struct FHIRWitness {
    let member: MemberID
    let states: [EntityState]

    var key: EntityKey { states[0].entity }
    let isDeleted: Bool
}

extension FHIRMapping {
    func witness(_ member: MemberID, _ states: [EntityState]) -> FHIRWitness {
        FHIRWitness(member: member, states: states, isDeleted: states.first.map(isGone) ?? false)
    }

    /// Deleted, or taken back from its first word on.
    func isGone(_ state: EntityState) -> Bool { source.isGone(state) }

    /// - Parameters:
    ///   - effective: an object with the one key that says when it was.
    ///   - fields: what is said beside; of a deleted entry only what the guide must have is kept.
    func observation(
        _ name: FHIRName, _ witness: FHIRWitness, _ code: JSONTree, _ effective: JSONTree,
        _ fields: JSONTree
    ) -> FHIRResource {
        let version = witness.states.map(\.version).max() ?? .zero
        let common: JSONTree = .fields([
            "identifier": identifiers(witness.states.map(\.entity.id)),
            "status": .text(witness.isDeleted ? "entered-in-error" : "final"),
            "code": code, "subject": patient.reference,
            "performer": .list([self.name(of: witness.member).reference]),
            "issued": .text(FHIRTime.instant(version)),
        ])
        let kept =
            witness.isDeleted
            ? fields.only(
                ["meta", "category"] + (fields["meta"] == nil ? [] : ["valueCodeableConcept"]))
            : fields
        return FHIRResource("Observation", name, common.adding(effective).adding(kept))
    }

    static func profile(_ name: String) -> JSONTree {
        .fields([
            "profile": .list([
                .text("http://hl7.org/fhir/uv/symptoms/StructureDefinition/" + name)
            ])
        ])
    }

    /// - Parameter value: an object with the one key that says what it is.
    func component(_ code: JSONTree, _ value: JSONTree) -> JSONTree {
        JSONTree.fields(["code": code]).adding(value)
    }

    func component(_ name: String, words: String) -> JSONTree? {
        words.isEmpty ? nil : component(codes.concept(nil, name), coded(nil, words))
    }

    func component(_ name: String, number: Int) -> JSONTree {
        component(codes.concept(nil, name), .fields(["valueInteger": .integer(number)]))
    }

    func coded(_ code: FHIRCode?, _ words: String) -> JSONTree {
        .fields(["valueCodeableConcept": codes.concept(code, words)])
    }

    /// A number from 0 to 10 as an observation of its own, about others.
    func score(
        _ role: String, _ witness: FHIRWitness, _ code: JSONTree, _ score: Score,
        _ effective: JSONTree, about focus: [FHIRName] = []
    ) -> FHIRResource {
        let name = FHIRName(role, witness.key, witness.member.bytes)
        return observation(
            name, witness, code, effective,
            .fields([
                "category": .list([.fields(["coding": .list([FHIRCode.survey.coding])])]),
                "valueQuantity": .quantity("\(score.points)", .score),
                "focus": .list(focus.map(\.reference)),
            ]))
    }

    var painCode: JSONTree { codes.concept(.pain, "Pain, 0 none to 10 worst") }

    /// Where it was: a code for the region, and the side in words.
    func bodySite(_ sites: [Site]) -> JSONTree? {
        if sites.isEmpty { return nil }
        let code = sites.count == 1 ? FHIRCode.regions[sites[0].region] : nil
        return codes.concept(code, sites.map(\.words).joined(separator: ", "))
    }

    /// How exactly a beginning is known, where it is not to the minute and not a whole day.
    func precision(_ time: TimePoint?) -> JSONTree? {
        guard let time else { return nil }
        if let earliest = time.earliest, let latest = time.latest, earliest <= latest {
            return component(
                codes.concept(nil, "beginning: at some moment within"),
                .fields([
                    "valuePeriod": .fields([
                        "start": .text(FHIRTime.dateTime(earliest, offset: time.offset)),
                        "end": .text(FHIRTime.dateTime(latest, offset: time.offset)),
                    ])
                ]))
        }
        return Self.minutes[time.precision].map { minutes in
            component(
                codes.concept(nil, "beginning: give or take"),
                .fields(["valueQuantity": .quantity("\(minutes)", .minute)]))
        }
    }

    private static let minutes: [TimePoint.Precision: Int] = [
        .fiveMinutes: 5, .fifteenMinutes: 15, .thirtyMinutes: 30, .sixtyMinutes: 60,
    ]

    /// Notes for everybody, oldest first; of one that was edited in two places both texts.
    func annotations(_ notes: [Note]) -> JSONTree {
        let order = notes.filter { !$0.isPrivate && !isGone($0.state) && $0.author != nil }
            .sorted { ($0.written, $0.id) < ($1.written, $1.id) }
        return .list(
            order.flatMap { note in
                ([note.text] + note.otherTexts).compactMap { text in
                    JSONTree.words(text).map { words in
                        .fields([
                            "authorReference": note.author.map { name(of: $0.member).reference },
                            "time": .text(FHIRTime.instant(note.written)), "text": words,
                        ])
                    }
                }
            })
    }
}

extension Note {
    fileprivate var written: Timestamp { state.origin?.body.timestamp ?? .zero }
}
