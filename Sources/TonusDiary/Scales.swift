/// A number from 0 (none) to 10 (worst), as the person felt it or the reporter saw it.
///
/// Source: the 0–10 numeric rating scale; Farrar et al., *Clinical Therapeutics* 30(5), 2008,
/// 974–985 for spasticity, Farrar et al., *Pain* 94, 2001, 149–158 for pain.
public struct Score: Hashable, Comparable, Sendable {
    /// Always in `0...10`.
    public let points: Int

    /// Nil off the scale: a diary must never round what a person said.
    public init?(_ points: Int) {
        guard (0...10).contains(points) else { return nil }
        self.points = points
    }

    public init?(word: String) {
        guard word.utf8.count <= 2, let points = Int(word) else { return nil }
        self.init(points)
    }

    public static func < (a: Score, b: Score) -> Bool { a.points < b.points }
}

/// How the muscle behaved. Numbers are those of the format.
public enum SpasmCharacter: Int64, CaseIterable, Sendable {
    case stiff = 1
    case jerk = 2
    case both = 3
    case unsure = 4

    public var word: String { "\(self)" }

    public init?(word: String) {
        guard let found = Self.allCases.first(where: { $0.word == word.lowercased() }) else {
            return nil
        }
        self = found
    }
}

/// Something a person suspects. Numbers are those of the format, and the cell's key.
public enum Factor: UInt8, CaseIterable, Sendable {
    case fatigue = 1
    case exercise = 2
    case heat = 3
    case stress = 4
    case cold = 5
    case infection = 6
    case fullBladder = 7
    case constipation = 8
    case skin = 9
    case tightClothing = 10
    case sitting = 11
    case posture = 12
    case pain = 13
    case poorSleep = 14
    case missedDose = 15
    case period = 16

    public var word: String {
        switch self {
        case .fullBladder: "full-bladder"
        case .tightClothing: "tight-clothing"
        case .poorSleep: "poor-sleep"
        case .missedDose: "missed-dose"
        default: "\(self)"
        }
    }

    public init?(word: String) {
        guard let found = Self.allCases.first(where: { $0.word == word.lowercased() }) else {
            return nil
        }
        self = found
    }
}
