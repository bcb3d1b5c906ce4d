/// What sort of thing an entity is. Numbers are never reused; each kind owns a range of fields.
///
/// Source: Protocol/1-model.md, "Kinds".
public enum Kind: UInt32, CaseIterable, Sendable {
    case episode = 1
    case note = 2
    case tally = 3
    case checkIn = 4
    case factorDefinition = 5
    case factorExposure = 6
    case treatment = 7
    case regimen = 8
    case dose = 9
    case exercise = 10
    case relapse = 11
    case measure = 12
    case advice = 13
    case question = 14
    case visit = 15
    case reportSnapshot = 16
    case rating = 17
    case sideEffect = 18
    case favourite = 19

    /// What people call it, and type for it where a kind is asked for.
    public var word: String {
        switch self {
        case .episode: "episode"
        case .note: "note"
        case .tally: "tally"
        case .checkIn: "checkin"
        case .factorDefinition: "factor"
        case .factorExposure: "mark"
        case .treatment: "treatment"
        case .regimen: "regimen"
        case .dose: "dose"
        case .exercise: "exercise"
        case .relapse: "relapse"
        case .measure: "measure"
        case .advice: "advice"
        case .question: "question"
        case .visit: "visit"
        case .reportSnapshot: "report"
        case .rating: "rating"
        case .sideEffect: "side-effect"
        case .favourite: "favourite"
        }
    }

    /// Kind 1 has fields 100 to 199, kind 2 has 200 to 299, and so on; 1 to 15 are everybody's.
    public var fields: ClosedRange<UInt32> { rawValue * 100...rawValue * 100 + 99 }
}
