/// What sort of thing an entity is. Numbers are never reused; each kind owns a range of fields.
///
/// Those that nothing here writes yet are reserved, so that no later version has to move a number.
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

    /// Kind 1 has fields 100 to 199, kind 2 has 200 to 299, and so on; 1 to 15 are everybody's.
    public var fields: ClosedRange<UInt32> { rawValue * 100...rawValue * 100 + 99 }
}
