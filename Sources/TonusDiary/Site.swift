/// A part of the body. Numbers are those of the format; legs come first, as they do in life.
public enum Region: UInt8, CodedWord {
    case leg = 1
    case calf = 2
    case thigh = 3
    case foot = 4
    case toes = 5
    case ankle = 6
    case shin = 7
    case knee = 8
    case hip = 9
    case groin = 10
    case buttock = 11
    case back = 12
    case lowerBack = 13
    case neck = 14
    case shoulder = 15
    case arm = 16
    case upperArm = 17
    case forearm = 18
    case hand = 19
    case fingers = 20
    case trunk = 21
    case abdomen = 22
    case chest = 23
    case pelvis = 24
    case jaw = 25
    case face = 26
    case head = 27

    private static let otherWords: [String: Region] = [
        "legs": .leg, "calves": .calf, "thighs": .thigh, "feet": .foot, "toe": .toes,
        "ankles": .ankle, "shins": .shin, "knees": .knee, "hips": .hip, "buttocks": .buttock,
        "lowerback": .lowerBack, "lumbar": .lowerBack, "shoulders": .shoulder, "arms": .arm,
        "upperarm": .upperArm, "forearms": .forearm, "hands": .hand, "finger": .fingers,
        "belly": .abdomen, "stomach": .abdomen, "ribs": .chest, "hamstring": .thigh,
        "quad": .thigh,
    ]

    private static let otherGerman: [String: Region] = [
        "beine": .leg, "waden": .calf, "schenkel": .thigh, "fuesse": .foot, "zeh": .toes,
        "zehe": .toes, "schienbeine": .shin, "hueften": .hip, "po": .buttock, "lende": .lowerBack,
        "lendenwirbel": .lowerBack, "hals": .neck, "schultern": .shoulder, "arme": .arm,
        "oberarme": .upperArm, "unterarme": .forearm, "haende": .hand, "rippen": .chest,
    ]

    /// Reads a word of any language, also of several of them, as in `legs`.
    public init?(word: String) {
        let (plain, folded) = (word.lowercased(), Spelling.folded(word))
        let found =
            Self.allCases.first { $0.word == plain } ?? Self.otherWords[plain]
            ?? Self.allCases.first { Spelling.folded($0.word(in: .german)) == folded }
            ?? Self.otherGerman[folded]
        guard let found else { return nil }
        self = found
    }

    public static let words = [
        "leg", "calf", "thigh", "foot", "toes", "ankle", "shin", "knee", "hip", "groin",
        "buttock", "back", "lower-back", "neck", "shoulder", "arm", "upper-arm", "forearm",
        "hand", "fingers", "trunk", "abdomen", "chest", "pelvis", "jaw", "face", "head",
    ]
    public static let german = [
        "Bein", "Wade", "Oberschenkel", "Fuß", "Zehen", "Knöchel", "Schienbein", "Knie", "Hüfte",
        "Leiste", "Gesäß", "Rücken", "Kreuz", "Nacken", "Schulter", "Arm", "Oberarm", "Unterarm",
        "Hand", "Finger", "Rumpf", "Bauch", "Brust", "Becken", "Kiefer", "Gesicht", "Kopf",
    ]
}

public enum Side: UInt8, CaseIterable, Sendable {
    case unsaid = 0
    case left = 1
    case right = 2
    case both = 3
    case middle = 4

    /// Empty where it was not said.
    public var word: String {
        switch self {
        case .unsaid: ""
        case .left: "left"
        case .right: "right"
        case .both: "both"
        case .middle: "middle"
        }
    }

    /// What stands behind the region in German, where it needs no gender: `Wade links`.
    var german: String {
        switch self {
        case .unsaid: ""
        case .left: "links"
        case .right: "rechts"
        case .both: "beidseits"
        case .middle: "mittig"
        }
    }

    private static let words: [String: Side] = [
        "left": .left, "l": .left, "right": .right, "r": .right, "both": .both,
        "middle": .middle, "mid": .middle,
    ]

    private static let germanWords: [String: Side] = [
        "links": .left, "linke": .left, "linker": .left, "linkes": .left, "linken": .left,
        "rechts": .right, "rechte": .right, "rechter": .right, "rechtes": .right,
        "rechten": .right, "beide": .both, "beiden": .both, "beidseits": .both,
        "beidseitig": .both, "mitte": .middle, "mittig": .middle,
    ]

    public init?(word: String) {
        let word = word.lowercased()
        guard let found = Self.words[word] ?? Self.germanWords[word] else { return nil }
        self = found
    }
}

/// Where it was: a region and a side, such as the left calf.
public struct Site: Hashable, Comparable, Sendable {
    public let region: Region
    public let side: Side

    public init(_ region: Region, _ side: Side = .unsaid) {
        (self.region, self.side) = (region, side)
    }

    /// Two bytes: region, side.
    public init?(key: [UInt8]) {
        guard key.count == 2, let region = Region(rawValue: key[0]),
            let side = Side(rawValue: key[1])
        else { return nil }
        self.init(region, side)
    }

    public var key: [UInt8] { [region.rawValue, side.rawValue] }

    /// Such as `left calf`.
    public var words: String { side == .unsaid ? region.word : side.word + " " + region.word }

    /// Such as `left calf`, or `Wade links`.
    public func words(in language: Language) -> String {
        guard language == .german else { return words }
        let region = region.word(in: language)
        return side == .unsaid ? region : "\(region) \(side.german)"
    }

    /// Reads a site from the front of `words`; a side may stand before or behind its region.
    public static func read(_ words: [String]) -> (site: Site, count: Int)? {
        guard let first = words.first else { return nil }
        let second = words.dropFirst().first
        if let side = Side(word: first), let region = second.flatMap(Region.init(word:)) {
            return (Site(region, side), 2)
        }
        guard let region = Region(word: first) else { return nil }
        if let side = second.flatMap(Side.init(word:)) {
            // "calf left calf" is two sites, and the side belongs to the second.
            let third = words.dropFirst(2).first.flatMap(Region.init(word:))
            if third == nil { return (Site(region, side), 2) }
        }
        return (Site(region), 1)
    }

    public static func < (a: Site, b: Site) -> Bool {
        (a.region.rawValue, a.side.rawValue) < (b.region.rawValue, b.side.rawValue)
    }
}

extension Region {
    /// The regions that a word for a whole limb or the trunk takes in.
    private static let parts: [Region: Set<Region>] = [
        .leg: [.calf, .thigh, .foot, .toes, .ankle, .shin, .knee, .hip],
        .foot: [.toes, .ankle], .arm: [.upperArm, .forearm, .hand, .fingers, .shoulder],
        .hand: [.fingers], .back: [.lowerBack],
        .trunk: [.back, .lowerBack, .abdomen, .chest, .pelvis], .head: [.face, .jaw],
    ]

    func overlaps(_ other: Region) -> Bool {
        self == other || Self.parts[self]?.contains(other) == true
            || Self.parts[other]?.contains(self) == true
    }
}

extension Site {
    /// Whether two people can have meant one place: the left calf is in the left leg, and in "leg".
    public func overlaps(_ other: Site) -> Bool {
        let vague: Set<Side> = [.unsaid, .both]
        let isOneSide = side == other.side || vague.contains(side) || vague.contains(other.side)
        return isOneSide && region.overlaps(other.region)
    }
}
