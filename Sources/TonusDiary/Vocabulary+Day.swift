/// A part of the day, as the paper diary of the MS Trust has them.
public enum PartOfDay: UInt8, CodedWord {
    case waking = 1, morning, lunch, afternoon, evening, bedtime

    public static let words = ["waking", "morning", "lunch", "afternoon", "evening", "bedtime"]
    public static let german = [
        "Aufwachen", "Morgen", "Mittag", "Nachmittag", "Abend", "Schlafenszeit",
    ]
}

/// What spasms got in the way of.
public enum Everyday: UInt8, CodedWord {
    case sleep = 1, walking, transfer, work, care, driving

    public static let words = ["sleep", "walking", "transfer", "work", "care", "driving"]
    public static let german = [
        "Schlaf", "Gehen", "Umsetzen", "Arbeit", "Körperpflege", "Autofahren",
    ]
}

/// How a factor is told.
public enum FactorKind: UInt8, CodedWord {
    case yesNo = 1, score, minutes, degrees

    public static let words = ["yes-no", "score", "minutes", "degrees"]
    public static let german = ["ja-nein", "Skala", "Minuten", "Grad"]
}

/// What one exposure to a factor covers.
public enum FactorScope: UInt8, CodedWord {
    case day = 1, instant, interval

    public static let words = ["day", "instant", "interval"]
    public static let german = ["Tag", "Augenblick", "Zeitraum"]
}

/// How long after it a factor may matter; fixed before anybody looks for a pattern.
public enum Lag: UInt8, CodedWord {
    case hours = 1, sameDay, nextDay, week

    public static let words = ["hours", "same-day", "next-day", "week"]
    public static let german = ["Stunden", "gleicher-Tag", "nächster-Tag", "Woche"]
}

/// What a person did to keep moving.
public enum ExerciseType: UInt8, CodedWord {
    case stretch = 1, walk, pool, cycle, strength, yoga, physio, other

    public static let words = [
        "stretch", "walk", "pool", "cycle", "strength", "yoga", "physio", "other",
    ]
    public static let german = [
        "Dehnen", "Gehen", "Schwimmbad", "Radfahren", "Krafttraining", "Yoga", "Physiotherapie",
        "anderes",
    ]
}
