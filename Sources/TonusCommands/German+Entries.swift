/// What is said after writing something down, and of each entry.
extension German {
    static let entries: KeyValuePairs<String, String> = [
        // After writing
        "Started: {}": "Angefangen: {}",
        "Stop it: {} t · Take it back: {} undo": "Beenden: {} t · Zurücknehmen: {} undo",
        "Stopped: {}": "Beendet: {}",
        "Saved: {}": "Gespeichert: {}",
        "Saved: {}.": "Gespeichert: {}.",
        "Changed: {}": "Geändert: {}",
        "Deleted: {}": "Gelöscht: {}",
        "Take it back: {} undo": "Zurücknehmen: {} undo",
        "Bring it back: {} undo": "Zurückholen: {} undo",
        "Deleted the note.": "Die Notiz ist gelöscht.",
        "Saved the note on: {}.": "Notiz gespeichert zu: {}.",
        "Saved the note.": "Notiz gespeichert.",
        "Saved the rating on: {}": "Bewertung gespeichert zu: {}",
        "An episode of {} is running too.": "Auch bei {} läuft gerade ein Krampf.",
        "Already saved a moment ago: {}": "Schon vor einem Augenblick gespeichert: {}",
        "Taken back: {}.": "Zurückgenommen: {}.",
        "Do it again: {} redo": "Wiederherstellen: {} redo",
        "Done again: {}.": "Wiederhergestellt: {}.",
        "Decided:": "Entschieden:",
        "One episode now, with everybody's words: {}":
            "Jetzt ein Krampf, mit den Worten aller: {}",
        "See it: {} show {} · Take it apart: {} unlink {}":
            "Ansehen: {} show {} · Wieder trennen: {} unlink {}",
        "Apart again:": "Wieder getrennt:",
        "A spasm is written down for that day too; it stays, and counts.":
            "Für diesen Tag ist auch ein Krampf eingetragen; er bleibt und zählt.",
        "{} spasms are written down for that day too; they stay, and count.":
            "Für diesen Tag sind auch {} Krämpfe eingetragen; sie bleiben und zählen.",

        // Of one entry
        "time unknown": "Zeit unbekannt",
        "severity {}": "Stärke {}",
        "pain {}": "Schmerz {}",
        "going on": "läuft noch",
        "end unknown": "Ende unbekannt",
        "over, time unknown": "vorbei, Zeit unbekannt",
        "lasted {}": "dauerte {}",
        "ends before it starts?": "endet vor dem Anfang?",
        "differs": "verschieden",
        "in {}": "Zeitraum {}",
        "no spasms": "keine Krämpfe",
        "a day": "ein Tag",
        "{} min": "{} min",
        "a bad spell": "eine schlechte Phase",
        "bad spell": "schlechte Phase",
        "field {}": "Feld {}",
        "something a newer version wrote": "etwas aus einer neueren Version",

        // Everything about one
        "began": "Beginn",
        "or began": "oder",
        "ended": "Ende",
        "or ended": "oder Ende",
        "rated": "bewertet",
        "taken away": "entfernt",
        "{}, said before": "{}, vorher gesagt",
        "suspected": "Verdacht",
        "eased": "gelindert",
        "private": "privat",
        "note": "Notiz",
        "written by": "eingetragen",
        "deleted": "gelöscht",
        "bring it back: {} undo {}": "zurückholen: {} undo {}",
        "also by": "auch von",
        "by {}, while it was edited elsewhere; it is kept":
            "von {}, während woanders daran geändert wurde; der Eintrag bleibt",

        // Today, lists, searches
        "No episodes yet.": "Noch keine Krämpfe.",
        "Start one: {} t": "Einen Krampf anfangen: {} t",
        "{} counted": "{} gezählt",
        "worst {}": "höchste Stärke {}",
        "{} going on": "{} läuft noch",
        "Today: no spasms.": "Heute: keine Krämpfe.",
        "Today: nothing written down.": "Heute: nichts eingetragen.",
        "Today: {}.": "Heute: {}.",
        "Today: {}. 'No spasms' was said too; which is right?":
            "Heute: {}. Auch „keine Krämpfe“ ist eingetragen; was stimmt?",
        "Still going on: {}  {}": "Läuft noch: {}  {}",
        "Nothing here holds '{}'.": "Kein Eintrag enthält „{}“.",
        "note: {} ({})": "Notiz: {} ({})",
        "Note: {} ({})": "Notiz: {} ({})",
        "Nothing of that kind yet.": "Davon gibt es noch nichts.",

        // History
        "Nothing was written yet.": "Noch nichts eingetragen.",
        "{} on {}": "{} auf {}",
        "taken back, does not count": "zurückgenommen, zählt nicht",
        "about {}": "zu {}",
        "deleted {}, a duplicate of {}": "{} gelöscht, doppelt zu {}",
        "deleted {}": "{} gelöscht",
        "brought {} back": "{} zurückgeholt",
        "took back {}": "{} zurückgenommen",
        "the episode": "den Krampf",
        "the note": "die Notiz",
        "the tally": "die Strichliste",
        "the entry": "den Eintrag",
        "{} taken away": "{} entfernt",
        "{} {} taken away": "{} {} entfernt",

        // Check-in and doses
        "Today's check-in:": "Tagesrückblick für heute:",
        "Average spasticity of the last 24 hours, 0 none to 10 worst: {} checkin 6":
            "Spastik der letzten 24 Stunden im Schnitt, 0 keine bis 10 stärkste: {} checkin 6",
        "More, as you like: {} checkin 6 pain 3 sleep 7.5 fatigue 5":
            "Mehr, wenn gewünscht: {} checkin 6 schmerz 3 schlaf 7,5 erschöpfung 5",
        "A bad day? How troubled, 1 to 4: {} checkin evening 3":
            "Ein schlechter Tag? Wie belastet, 1 bis 4: {} checkin abend 3",
        "How troubled are you by spasms and stiffness now?":
            "Wie sehr belasten Krämpfe und Steifheit gerade?",
        "1. Not at all: {} light 1": "1. Gar nicht: {} light 1",
        "2. A little: {} light 2": "2. Ein wenig: {} light 2",
        "3. Quite: {} light 3": "3. Ziemlich: {} light 3",
        "4. Very: {} light 4": "4. Sehr: {} light 4",
        "No regimen says that anything is due today.": "Nach keinem Plan ist heute etwas fällig.",
        "One dose: {} dose baclofen 10 mg · Every day: {} regimen baclofen 10 mg times=8:00":
            "Eine Dosis: {} dose baclofen 10 mg · Jeden Tag: {} regimen baclofen 10 mg zeiten=8:00",
        "Taken: {} dose 1 · Not taken: {} dose 1 skipped":
            "Genommen: {} dose 1 · Nicht genommen: {} dose 1 ausgelassen",

        // What to type, as an example
        "checkin 6 pain 3 sleep 7.5": "checkin 6 schmerz 3 schlaf 7,5",
        "factor cold wind kind=yes-no": "factor kalter Wind art=ja-nein",
        "mark heat yes": "mark hitze ja",
        "treatment baclofen antispastic 10 mg": "treatment baclofen spastikmittel 10 mg",
        "regimen baclofen 10 mg times=8:00": "regimen baclofen 10 mg zeiten=8:00",
        "dose ibuprofen 400 mg": "dose ibuprofen 400 mg",
        "exercise walk 30 effort 4": "exercise gehen 30 anstrengung 4",
        "relapse mon weakness": "relapse montag schwäche",
        "measure ashworth 2 left knee": "measure ashworth 2 knie links",
        "side-effect drowsy of=baclofen": "side-effect schläfrig von=baclofen",
        "visit 12 dec with=neurologist": "visit 12. dez mit=Neurologin",
        "advice stretch every morning by=physio":
            "advice jeden Morgen dehnen von=Physiotherapie",
        "question Is the evening dose too late?": "question Ist die Abenddosis zu spät?",
        "favourites add log left calf 6 for 5m": "favourites add log wade links 6 für 5m",
    ]
}
