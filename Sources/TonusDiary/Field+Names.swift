extension Field {
    /// What people who read a language call it.
    public func name(in language: Language) -> String {
        language == .german ? Self.germanNames[name] ?? name : name
    }

    /// Whether a word, in small letters, is its name in any language.
    func isNamed(_ word: String) -> Bool {
        if name == word { return true }
        guard let german = Self.germanNames[name] else { return false }
        let folded = Spelling.folded(word)
        return Spelling.folded(german) == folded || Self.otherGerman[folded] == name
    }

    /// What the field of an English name is called; fields of one name are called alike.
    public static func name(_ name: String, in language: Language) -> String {
        language == .german ? germanNames[name] ?? name : name
    }

    /// What else people say for it.
    private static let otherGerman = ["infektion": "infection"]

    /// Made where somebody reads German, or types a name that is not English.
    private static let germanNames: [String: String] = [
        "about": "zu", "activity": "Aktivität", "added": "ergänzt", "amount": "Menge", "at": "um",
        "before": "davor", "bladder": "Blase", "bothered": "gestört", "bowel": "Darm",
        "by": "von", "certainty": "Sicherheit", "character": "Art", "class": "Gruppe",
        "context": "Anlass", "count": "Anzahl", "course": "Verlauf", "date": "Datum",
        "descriptor": "Merkmal", "distress": "Belastung", "done": "erledigt", "due": "fällig",
        "duplicate": "doppelt", "effect": "Nebenwirkung", "effort": "Anstrengung",
        "enabled": "aktiv", "end": "Ende", "extent": "Umfang", "factor": "Faktor",
        "fatigue": "Erschöpfung", "for": "für", "form": "Form", "from": "von",
        "hash": "Prüfwert", "immobile": "unbewegt", "impact": "Folge", "infection": "Infekt",
        "interfered": "behindert", "kind": "Art", "lag": "Abstand", "measure": "Messung",
        "minutes": "Minuten", "mode": "Anwendung", "name": "Name", "none": "keine",
        "not-logging": "Pause", "of": "von", "onset": "Beginn", "overdid": "übertrieben",
        "own-factor": "eigener-Faktor", "pain": "Schmerz", "pain-after": "Schmerz-danach",
        "penn": "Penn", "penn-severity": "Penn-Stärke",
        "place": "Platz", "planned-end": "geplantes-Ende", "prescriber": "verordnet-von",
        "reason": "Grund", "regimen": "Plan", "relief": "Linderung",
        "relief-at": "gelindert-um", "same-as": "gleich-wie", "scope": "Reichweite",
        "sensitive": "vertraulich", "severity": "Stärke", "site": "Ort", "sleep": "Schlaf",
        "sleep-quality": "Schlafqualität", "spasticity": "Spastik", "start": "Anfang",
        "status": "Stand", "stiffness": "Steifheit", "stopped": "abgesetzt", "stress": "Stress",
        "suddenness": "Eintritt", "symptom": "Symptom", "text": "Text", "times": "Zeiten",
        "to": "bis", "treated-with": "behandelt-mit", "treatment": "Behandlung",
        "tried": "versucht", "trigger": "Verdacht", "troubled": "belastet", "type": "Art",
        "unit": "Einheit", "value": "Wert", "wakings": "geweckt", "with": "mit",
        "words": "Worte",
    ]
}

extension Kind {
    /// What people who read a language call it.
    public func word(in language: Language) -> String {
        language == .german ? german.one : word
    }

    /// Whether a word, in small letters, is its name in any language, for one or for several.
    public func isNamed(_ word: String) -> Bool {
        if word == self.word || word == self.word + "s" { return true }
        let folded = Spelling.folded(word)
        return [german.one, german.many].contains { Spelling.folded($0) == folded }
    }

    private var german: (one: String, many: String) {
        switch self {
        case .episode: ("Krampf", "Krämpfe")
        case .note: ("Notiz", "Notizen")
        case .tally: ("Strichliste", "Strichlisten")
        case .checkIn: ("Tagesrückblick", "Tagesrückblicke")
        case .factorDefinition: ("Faktor", "Faktoren")
        case .factorExposure: ("Vermerk", "Vermerke")
        case .treatment: ("Behandlung", "Behandlungen")
        case .regimen: ("Plan", "Pläne")
        case .dose: ("Dosis", "Dosen")
        case .exercise: ("Bewegung", "Bewegungen")
        case .relapse: ("schlechte-Phase", "schlechte-Phasen")
        case .measure: ("Messung", "Messungen")
        case .advice: ("Rat", "Ratschläge")
        case .question: ("Frage", "Fragen")
        case .visit: ("Termin", "Termine")
        case .reportSnapshot: ("Bericht", "Berichte")
        case .rating: ("Bewertung", "Bewertungen")
        case .sideEffect: ("Nebenwirkung", "Nebenwirkungen")
        case .favourite: ("Favorit", "Favoriten")
        }
    }
}
