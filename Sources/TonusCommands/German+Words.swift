/// Words and short pieces that stand in many sentences.
extension German {
    static let words: KeyValuePairs<String, String> = [
        "yes": "ja", "no": "nein", "nothing": "nichts", "none": "keine", "unknown": "unbekannt",
        "ongoing": "andauernd", " and ": " und ", " or ": " oder ", " and in ": " und in ",
        "or": "oder", "or {}": "oder {}", "to": "bis", "{} to {}": "{} bis {}",
        "{} to now": "{} bis jetzt", "{} of {}": "{} von {}", "{} ({} to {})": "{} ({} bis {})",
        "{}: {}": "{}: {}", "{}: {}, was {}": "{}: {}, vorher {}",
        "{} {}, was {}": "{} {}, vorher {}", "no {}": "{} fehlt",
        "'{}' is no {}": "„{}“ passt nicht zu {}", "you": "ich", "member {}": "Mitglied {}",
        "somebody": "jemand", "owner": "verwaltet", "caregiver": "schreibt mit",
        "viewer": "liest mit", "bad spell that goes on": "schlechte Phase, die noch andauert",
        "episode|episodes": "Krampf|Krämpfe", "spasm|spasms": "Krampf|Krämpfe",
        "spasm counted|spasms counted": "Krampf gezählt|Krämpfe gezählt",
        "change|changes": "Änderung|Änderungen", "note|notes": "Notiz|Notizen",
        "day|days": "Tag|Tage", "question|questions": "Frage|Fragen",
        "value|values": "Wert|Werte", "thing|things": "Sache|Sachen",
        "entry|entries": "Eintrag|Einträge", "dose|doses": "Dosis|Dosen",
        "chain|chains": "Kette|Ketten", "open code|open codes": "offener Code|offene Codes",
        "more week|more weeks": "weitere Woche|weitere Wochen",
    ]
}
