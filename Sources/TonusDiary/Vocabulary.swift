/// A closed list of words. The codes are those of the format; the words are for people.
public struct Vocabulary: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public let code: UInt8
        public let word: String
        let german: String

        func word(in language: Language) -> String { language == .german ? german : word }
    }

    public let entries: [Entry]

    init<Words: CodedWord>(_ words: Words.Type) {
        entries = Words.allCases.map {
            Entry(code: $0.rawValue, word: $0.word, german: $0.word(in: .german))
        }
    }

    public var words: [String] { entries.map(\.word) }

    /// The words for people who read a language, in the order of the codes.
    public func words(in language: Language) -> [String] { entries.map { $0.word(in: language) } }

    public func word(_ code: UInt8) -> String? { word(code, in: .english) }

    public func word(_ code: UInt8, in language: Language) -> String? {
        entries.first { $0.code == code }?.word(in: language)
    }

    /// Reads a word of any language; where two have it, the English one is meant.
    public func code(_ word: String) -> UInt8? {
        let (plain, folded) = (word.lowercased(), Spelling.folded(word))
        let entry =
            entries.first { $0.word == plain }
            ?? entries.first { Spelling.folded($0.german) == folded }
            ?? Self.otherNames[plain].flatMap { name in entries.first { $0.word == name } }
        return entry?.code
    }

    /// What clinicians call a scale by its letters: the Penn Spasm Frequency Scale.
    private static let otherNames = ["psfs": "penn-frequency"]
}

/// One word of a vocabulary; its raw value is the code, from 1 up without a gap.
public protocol CodedWord: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == UInt8 {
    /// What is typed and shown for each, in the order of the codes: `wokeUp` is `woke-up`.
    ///
    /// Written down, though it follows from the names: asking for a case's name at run time costs a
    /// search through every conformance of the program, for each of these types, in each command.
    static var words: [String] { get }
    /// What a German reader sees, and may type, in the same order: each is one word.
    static var german: [String] { get }
}

extension CodedWord {
    public var word: String { Self.words[Int(rawValue) - 1] }

    public func word(in language: Language) -> String {
        language == .german ? Self.german[Int(rawValue) - 1] : word
    }

    /// Reads a word of any language; where two have it, the English one is meant.
    public init?(word: String) {
        // What the store wrote is exactly that, and is read by the ten thousand.
        if let place = Self.words.firstIndex(of: word) {
            self.init(rawValue: UInt8(place + 1))
            return
        }
        let (plain, folded) = (word.lowercased(), Spelling.folded(word))
        let found =
            Self.allCases.first { $0.word == plain }
            ?? Self.allCases.first { Spelling.folded($0.word(in: .german)) == folded }
        guard let found else { return nil }
        self = found
    }
}

/// How the muscle behaved.
public enum SpasmCharacter: UInt8, CodedWord {
    case stiff = 1, jerk, both, unsure

    public static let words = [
        "stiff", "jerk", "both", "unsure",
    ]
    public static let german = ["steif", "ruckartig", "beides", "unsicher"]
}

/// What kind of spasm a clinician would call it.
///
/// Source: the vocabulary of the MS Trust and MS Cure Fund pages on spasms.
public enum Descriptor: UInt8, CodedWord {
    case flexor = 1, extensor, adductor, clonus, twitch, trunkSpasm

    public static let words = [
        "flexor", "extensor", "adductor", "clonus", "twitch", "trunk-spasm",
    ]
    public static let german = [
        "Beuger", "Strecker", "Adduktor", "Klonus", "Zucken", "Rumpfkrampf",
    ]
}

/// How it came on.
public enum Suddenness: UInt8, CodedWord {
    case sudden = 1, gradual

    public static let words = [
        "sudden", "gradual",
    ]
    public static let german = ["plötzlich", "allmählich"]
}

/// What it did to the person.
public enum Impact: UInt8, CodedWord {
    case wokeUp = 1, lostBalance, nearFall, fell, injured, dropped, stoppedActivity, neededHelp

    /// Taking one of these away leaves a visible trace: a fall must not vanish from a record.
    public var isKeptVisible: Bool { self == .fell || self == .injured }

    public static let words = [
        "woke-up", "lost-balance", "near-fall", "fell", "injured", "dropped", "stopped-activity",
        "needed-help",
    ]
    public static let german = [
        "aufgewacht", "Gleichgewicht-verloren", "fast-gestürzt", "gestürzt", "verletzt",
        "fallengelassen", "unterbrochen", "Hilfe-gebraucht",
    ]
}

/// What the person was doing before.
public enum Activity: UInt8, CodedWord {
    case rest = 1, sleep, sitting, walking, transfer, exercise, bath, other

    public static let words = [
        "rest", "sleep", "sitting", "walking", "transfer", "exercise", "bath", "other",
    ]
    public static let german = [
        "Ruhe", "Schlaf", "Sitzen", "Gehen", "Umsetzen", "Bewegung", "Bad", "anderes",
    ]
}

/// Whether it is what this person is used to.
public enum Course: UInt8, CodedWord {
    case usual = 1, flare, unsure

    public static let words = [
        "usual", "flare", "unsure",
    ]
    public static let german = ["üblich", "schlimmer", "unsicher"]
}

/// How much of a limb was taken.
public enum Extent: UInt8, CodedWord {
    case muscle = 1, part, wholeLimb, severalLimbs

    public static let words = [
        "muscle", "part", "whole-limb", "several-limbs",
    ]
    public static let german = ["Muskel", "Teil", "ganz", "mehrere"]
}

/// A class of things people try.
public enum Remedy: UInt8, CodedWord {
    case analgesic = 1, antispastic, dmt, steroid, botulinum, pump, cannabinoid, supplement, diet,
        topical, heat, cold, stretch, massage, device, other

    public static let words = [
        "analgesic", "antispastic", "dmt", "steroid", "botulinum", "pump", "cannabinoid",
        "supplement", "diet", "topical", "heat", "cold", "stretch", "massage", "device", "other",
    ]
    public static let german = [
        "Schmerzmittel", "Spastikmittel", "Verlaufstherapie", "Kortison", "Botulinum", "Pumpe",
        "Cannabis", "Nahrungsergänzung", "Ernährung", "Salbe", "Wärme", "Kälte", "Dehnen",
        "Massage", "Hilfsmittel", "anderes",
    ]
}

/// Something a person suspects.
public enum Factor: UInt8, CodedWord {
    case fatigue = 1, exercise, heat, stress, cold, infection, fullBladder, constipation, skin,
        tightClothing, sitting, posture, pain, poorSleep, missedDose, period

    public static let words = [
        "fatigue", "exercise", "heat", "stress", "cold", "infection", "full-bladder",
        "constipation", "skin", "tight-clothing", "sitting", "posture", "pain", "poor-sleep",
        "missed-dose", "period",
    ]
    public static let german = [
        "Erschöpfung", "Bewegung", "Hitze", "Stress", "Kälte", "Infekt", "volle-Blase",
        "Verstopfung", "Haut", "enge-Kleidung", "Sitzen", "Haltung", "Schmerz", "schlechter-Schlaf",
        "ausgelassene-Dosis", "Periode",
    ]

    /// Whether it is off until somebody turns it on, and then seen on the owner's devices alone.
    public var isSensitive: Bool { self == .period }

    /// Reads what people call it, another name included.
    public init?(called name: String) {
        self.init(word: name.lowercased() == "cycle" ? "period" : name)
    }
}
