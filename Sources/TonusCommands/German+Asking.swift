/// What a check-in asks, and what a person is asked where entries do not fit together.
extension German {
    static let asking: KeyValuePairs<String, String> = [
        "How was today? Enter leaves a thing out; nothing is timed.":
            "Wie war der Tag? Enter lässt etwas aus; es gibt keine Eile.",
        "No spasm is written down for today. Were there none?":
            "Für heute ist kein Krampf eingetragen. Gab es keinen?",
        "1. none": "1. keinen",
        "2. there were some": "2. doch, es gab welche",
        "Average spasticity of the last 24 hours, 0 none to 10 worst?":
            "Spastik der letzten 24 Stunden im Schnitt, 0 keine bis 10 am stärksten?",
        "Pain, 0 none to 10 worst?": "Schmerz, 0 keiner bis 10 am stärksten?",
        "How many hours of sleep last night?": "Wie viele Stunden Schlaf letzte Nacht?",
        "How often did spasms wake you?": "Wie oft haben Krämpfe geweckt?",
        "Fatigue, 0 none to 10 worst?": "Erschöpfung, 0 keine bis 10 am stärksten?",
        "Stress, 0 none to 10 worst?": "Stress, 0 keiner bis 10 am stärksten?",
        "How troubled are you by spasms and stiffness ({})?":
            "Wie sehr belasten Krämpfe und Steifheit ({})?",
        "1. not at all": "1. gar nicht",
        "2. a little": "2. ein wenig",
        "3. quite": "3. ziemlich",
        "4. very": "4. sehr",
        "{} yes": "{} ja",
        "{} no": "{} nein",
        "Yesterday: {}. And today?": "Gestern: {}. Und heute?",
        "1. the same as yesterday": "1. wie gestern",
        "2. ask one by one": "2. einzeln fragen",
        "Was it there today: {}?": "War es heute da: {}?",
        "1. yes": "1. ja",
        "2. no": "2. nein",
        "A number of hours from 0 to 24, such as 7.5, or Enter.":
            "Eine Zahl von Stunden von 0 bis 24, etwa 7,5, oder Enter.",
        "A number from 0 to 20, or Enter.": "Eine Zahl von 0 bis 20, oder Enter.",
        "A number from 0 to 10, or Enter.": "Eine Zahl von 0 bis 10, oder Enter.",
        "A number from {} to {}, or Enter.": "Eine Zahl von {} bis {}, oder Enter.",
        "Nothing was said, so nothing was saved.":
            "Nichts angegeben, also nichts gespeichert.",
        "Marked with it: {}.": "Dazu eingetragen: {}.",

        // What does not fit together
        "{} and {} both from {}. Is one of them a mistake? Take it away: {} delete {}":
            "{} und {} beide ab {}. Ist eines davon ein Versehen? Wegnehmen: {} delete {}",
        "{} goes on beside {} from {}. Was the first one stopped? {} edit {} stopped={}":
            "{} läuft ab {3} neben {2} weiter. Wurde das erste beendet? {4} edit {5} abgesetzt={6}",
        "{}: no regimen from {} to {}. If that was so, say why: {} edit {} reason=pause. If not: {} edit {} stopped={}":
            "{}: kein Plan von {} bis {}. Wenn das so war, den Grund angeben: {} edit {} grund=pause. Wenn nicht: {} edit {} abgesetzt={}",
        "{} wrote of a bad spell from {}, {} of one from {}. They share days and count as one. Link them: {} link {} {}":
            "{}: eine schlechte Phase ab {}; {}: eine ab {}. Sie haben gemeinsame Tage und zählen als eine. Verbinden: {} link {} {}",
        "Still going on? {}  {}": "Noch nicht vorbei? {}  {}",
        "  It goes on: {} edit {} end=ongoing": "  Es dauert an: {} edit {} ende=andauernd",
        "last wrote {}": "schrieb zuletzt {}",
        "has written nothing here yet": "hat hier noch nichts geschrieben",
        "What a device wrote shows when it was last here; what it has read since cannot be told.":
            "Was ein Gerät schrieb, zeigt, wann es zuletzt hier war; was es seitdem gelesen hat, weiß niemand.",
        "'{}' is off, and stays unasked until you turn it on":
            "„{}“ ist ausgeschaltet und wird nicht gefragt, bis es eingeschaltet wird",
        """
        tonus factor "cold wind"                    one of your own, to mark
        tonus factor migraine sensitive=yes         seen on the owner's devices alone
        tonus factor cycle on                       off until you turn it on, and private
        tonus factor "cold wind" off                no longer to be marked
        """:
            """
        tonus factor "kalter wind"                  ein eigener, zum Eintragen
        tonus factor migräne vertraulich=ja           nur auf den eigenen Geräten zu sehen
        tonus factor periode on                     aus, bis er eingeschaltet wird, und privat
        tonus factor "kalter wind" off              nicht mehr einzutragen
        """,
    ]
}
