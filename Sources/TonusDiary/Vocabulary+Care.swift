/// What an amount is counted in.
public enum Unit: UInt8, CodedWord {
    case milligram = 1, microgram, millilitre, internationalUnit, drops, sprays, applications,
        minutes, pieces

    public static let words = [
        "mg", "mcg", "ml", "iu", "drops", "sprays", "applications", "minutes", "pieces",
    ]
    public static let german = [
        "mg", "mcg", "ml", "IE", "Tropfen", "Sprühstöße", "Anwendungen", "Minuten", "Stück",
    ]
}

/// Whether a treatment is for the moment, for always, or both.
public enum ActingMode: UInt8, CodedWord {
    case acute = 1, regular, both

    public static let words = ["acute", "regular", "both"]
    public static let german = ["akut", "regelmäßig", "beides"]
}

/// When a regimen is meant to be followed.
public enum RegimenContext: UInt8, CodedWord {
    case usual = 1, relapse

    public static let words = ["usual", "in-relapse"]
    public static let german = ["üblich", "im-Schub"]
}

/// What became of a dose. Nobody having said so is never the same as taken.
public enum DoseStatus: UInt8, CodedWord {
    case unknown = 1, skipped, taken

    public static let words = ["unknown", "skipped", "taken"]
    public static let german = ["unbekannt", "ausgelassen", "genommen"]
}

/// What a treatment did beside what it was for.
public enum SideEffect: UInt8, CodedWord {
    case drowsy = 1, weak, dizzy, nausea, dryMouth, constipation, confusion, headache, rash, other

    public static let words = [
        "drowsy", "weak", "dizzy", "nausea", "dry-mouth", "constipation", "confusion", "headache",
        "rash", "other",
    ]
    public static let german = [
        "schläfrig", "schwach", "schwindlig", "Übelkeit", "Mundtrockenheit", "Verstopfung",
        "Verwirrtheit", "Kopfschmerz", "Ausschlag", "anderes",
    ]
}

/// How sure it is that a bad spell is a relapse.
public enum Certainty: UInt8, CodedWord {
    case suspected = 1, ruledOut, confirmed

    public static let words = ["suspected", "ruled-out", "confirmed"]
    public static let german = ["vermutet", "ausgeschlossen", "bestätigt"]
}

/// What was new or worse.
public enum RelapseSymptom: UInt8, CodedWord {
    case weakness = 1, numbness, vision, balance, walking, bladder, bowel, speech, fatigue, pain,
        spasticity, thinking, other

    public static let words = [
        "weakness", "numbness", "vision", "balance", "walking", "bladder", "bowel", "speech",
        "fatigue", "pain", "spasticity", "thinking", "other",
    ]
    public static let german = [
        "Schwäche", "Taubheit", "Sehen", "Gleichgewicht", "Gehen", "Blase", "Darm", "Sprechen",
        "Erschöpfung", "Schmerz", "Spastik", "Denken", "anderes",
    ]
}

/// What a clinician measured. None of these is ever worked out from the diary.
public enum ClinicMeasure: UInt8, CodedWord {
    case ashworth = 1, edss, spasmFrequency, spasmSeverity, walk, pegs, msss, other

    public static let words = [
        "ashworth", "edss", "penn-frequency", "penn-severity", "walk-25-foot", "nine-hole-peg",
        "msss-88", "other",
    ]
    public static let german = [
        "Ashworth", "EDSS", "Penn-Häufigkeit", "Penn-Stärke", "Gehtest-25-Fuß",
        "Neun-Loch-Stecktest", "MSSS-88", "anderes",
    ]
}
