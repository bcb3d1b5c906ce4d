/// What an amount is counted in.
public enum Unit: UInt8, CodedWord {
    case milligram = 1, microgram, millilitre, internationalUnit, drops, sprays, applications,
        minutes, pieces

    public static let words = [
        "mg", "mcg", "ml", "iu", "drops", "sprays", "applications", "minutes", "pieces",
    ]
}

/// Whether a treatment is for the moment, for always, or both.
public enum ActingMode: UInt8, CodedWord {
    case acute = 1, regular, both

    public static let words = ["acute", "regular", "both"]
}

/// When a regimen is meant to be followed.
public enum RegimenContext: UInt8, CodedWord {
    case usual = 1, relapse

    public static let words = ["usual", "in-relapse"]
}

/// What became of a dose. Nobody having said so is never the same as taken.
public enum DoseStatus: UInt8, CodedWord {
    case unknown = 1, skipped, taken

    public static let words = ["unknown", "skipped", "taken"]
}

/// What a treatment did beside what it was for.
public enum SideEffect: UInt8, CodedWord {
    case drowsy = 1, weak, dizzy, nausea, dryMouth, constipation, confusion, headache, rash, other

    public static let words = [
        "drowsy", "weak", "dizzy", "nausea", "dry-mouth", "constipation", "confusion", "headache",
        "rash", "other",
    ]
}

/// How sure it is that a bad spell is a relapse.
public enum Certainty: UInt8, CodedWord {
    case suspected = 1, ruledOut, confirmed

    public static let words = ["suspected", "ruled-out", "confirmed"]
}

/// What was new or worse.
public enum RelapseSymptom: UInt8, CodedWord {
    case weakness = 1, numbness, vision, balance, walking, bladder, bowel, speech, fatigue, pain,
        spasticity, thinking, other

    public static let words = [
        "weakness", "numbness", "vision", "balance", "walking", "bladder", "bowel", "speech",
        "fatigue", "pain", "spasticity", "thinking", "other",
    ]
}

/// What a clinician measured. None of these is ever worked out from the diary.
public enum ClinicMeasure: UInt8, CodedWord {
    case ashworth = 1, edss, spasmFrequency, spasmSeverity, walk, pegs, msss, other

    public static let words = [
        "ashworth", "edss", "penn-frequency", "penn-severity", "walk-25-foot", "nine-hole-peg",
        "msss-88", "other",
    ]
}
