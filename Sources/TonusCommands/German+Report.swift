/// What stands on the page for a clinician.
extension German {
    static let report: KeyValuePairs<String, String> = [
        "Spasms and cramps of {}": "Krämpfe von {}",
        "Spasms and cramps": "Krämpfe",
        "{} to {}, written by others on {} of {}.":
            "{1} bis {2}, von anderen geschrieben: {4}, davon {3} mit Einträgen.",
        "{} to {}, self-reported: written on {} of {}.":
            "{1} bis {2}, eigene Angaben: {4}, davon {3} mit Einträgen.",
        "For the visit on {}.": "Für den Termin am {}.",
        "Of {} {} came more than 4 hours late.":
            "{}, davon {} mehr als 4 Stunden später eingetragen.",
        "{} are by somebody else than the patient.": "{} von jemand anderem.",
        "the patient": "die Person selbst",
        "caregiver|caregivers": "pflegende Person|pflegende Personen",
        "clinician|clinicians": "Fachperson|Fachpersonen",
        "other person|other people": "andere Person|andere Personen",
        "Written by: {}.": "Geschrieben von: {}.",
        "earlier change|earlier changes": "frühere Änderung|frühere Änderungen",
        "Not drawn: {}.": "Nicht gezeichnet: {}.",
        "place|places": "Stelle|Stellen",
        "Not drawn: {}, each named less often.": "Nicht gezeichnet: {}, jede seltener genannt.",
        "And {} more in the diary.": "Und {} weitere im Tagebuch.",

        // In short
        "In short": "Kurz gefasst",
        "This time": "Jetzt",
        "The {} before": "Davor: {}",
        "Days observed": "Beobachtete Tage",
        "too few days": "zu wenige Tage",
        "Days with spasms": "Tage mit Krämpfen",
        "Spasticity, first to last week": "Spastik, erste bis letzte Woche",
        "Nights disturbed": "Gestörte Nächte",
        "Falls": "Stürze",
        "Pain 0 to 10": "Schmerz 0 bis 10",
        "no records": "keine Einträge",
        "{}, {} in 30 days": "{}, {} in 30 Tagen",
        "{}; in 30 days {}": "{}; in 30 Tagen {}",
        "too few check-ins": "zu wenige Tagesrückblicke",
        "; MCID, a fall of 18 %": "; MCID, ein Rückgang um 18 %",
        "; CID, a fall of 30 %": "; CID, ein Rückgang um 30 %",
        "; a rise of 18 %": "; ein Anstieg um 18 %",
        "mean {}, worst {}; 7 or more on {}": "Mittel {}, höchster {}; 7 oder mehr: {}",

        // What they were like
        "Kind: {}.": "Art: {}.",
        "not known": "nicht bekannt",
        "Half over by {}, 9 in 10 by {}; longest {}.":
            "Die Hälfte vorbei nach {}, 9 von 10 nach {}; der längste {}.",
        "Sudden: {} of {}.": "Plötzlich: {} von {}.",
        "In the legs: {} of the places named.": "In den Beinen: {} der genannten Stellen.",
        "Whole limb or more: {}.": "Ganzes Bein oder ganzer Arm, oder mehr: {}.",
        "Whole limb or more: {}, more than before ({} of {}).":
            "Ganzes Bein oder ganzer Arm, oder mehr: {}, mehr als davor ({} von {}).",
        "Whole limb or more: {}; before, {} of {}.":
            "Ganzes Bein oder ganzer Arm, oder mehr: {}; davor {} von {}.",
        "spasticity {}": "Spastik {}",
        "Spasms in 100 observed hours, by the hour of their beginning:":
            "Krämpfe in 100 beobachteten Stunden, nach der Stunde des Beginns:",
        "Course, and what changed": "Verlauf, und was sich änderte",
        "How bad, 0 to 10, week by week": "Wie stark, 0 bis 10, Woche für Woche",
        "The last 12 months: spasms a week": "Die letzten 12 Monate: Krämpfe in der Woche",
        "Where, and what they were like": "Wo und wie",
        "When: spasms in 100 observed hours": "Wann: Krämpfe in 100 beobachteten Stunden",
        "No records in this time.": "Keine Einträge in dieser Zeit.",

        // Treatments
        "Treatments": "Behandlungen",
        "Nothing was written down.": "Nichts eingetragen.",
        "Disease-modifying: {} from {}": "Verlaufstherapie: {} ab {}",
        "{} from {}": "{} ab {}",
        "only in bad spells": "nur in schlechten Phasen",
        "stopped {}": "abgesetzt {}",
        "Stopped with no smaller amount after it: {} on {}.":
            "Abgesetzt ohne kleinere Menge danach: {} am {}.",
        "Stopped with no smaller amount after it: {} on {}, last dose {}.":
            "Abgesetzt ohne kleinere Menge danach: {} am {}, letzte Dosis {}.",
        "Painkillers on {}.": "Schmerzmittel: {}.",
        "Painkillers on {}, {} in 30 days.": "Schmerzmittel: {}, {} in 30 Tagen.",
        "a dose": "eine Dosis",
        "{}, as needed: {} on {}.": "{}, bei Bedarf: {} ({}).",
        "{} {} of {} times": "{} {} von {} Mal",
        "Said to have eased it (3 or more of 10): {}.":
            "Linderung angegeben (3 oder mehr von 10): {}.",
        "{} {} times": "{} {} Mal",
        "Side effects written down: {}.": "Eingetragene Nebenwirkungen: {}.",
        "Exercise: {} minutes a week.": "Bewegung: {} Minuten in der Woche.",
        "{} and {} more": "{} und {} weitere",

        // Patterns
        "Patterns, {} to {}": "Muster, {} bis {}",
        "Worth discussing (q {}, {}).": "Ein Gespräch wert (q {}, {}).",
        "No factor was written down on enough days.":
            "Kein Faktor wurde an genügend Tagen eingetragen.",
        "Nothing stands out.": "Nichts fällt auf.",
        "Nothing stands out. Some questions have too few days: about {}.":
            "Nichts fällt auf. Manche Fragen haben zu wenige Tage: etwa {}.",
        "Checked, no clear pattern: {}.": "Geprüft, kein klares Muster: {}.",

        // Spells, measures, words
        "Bad spells, infections, measures": "Schlechte Phasen, Infekte, Messungen",
        "Bad spell {} ({}).": "Schlechte Phase {} ({}).",
        "Bad spell {} ({}), end unclear.": "Schlechte Phase {} ({}), Ende unklar.",
        "Spasms a week in bad spells {}, else {}.":
            "Krämpfe in der Woche in schlechten Phasen {}, sonst {}.",
        "Infection on {}.": "Infekt: {}.",
        "two people say different values": "zwei Personen geben verschiedene Werte an",
        "None was written down.": "Nichts davon eingetragen.",
        "In their own words": "In eigenen Worten",
        "Question: {}": "Frage: {}",
        "more question|more questions": "weitere Frage|weitere Fragen",
        "{} in the diary.": "{} im Tagebuch.",
        "Bothered, 1 to 4: mean {}.": "Gestört, 1 bis 4: Mittel {}.",
        "Distressed, 1 to 4: mean {}.": "Belastung, 1 bis 4: Mittel {}.",

        // Foot
        "Nothing is left to decide between people.": "Zwischen Personen ist alles entschieden.",
        "Left to decide between people: {} that differ, {} possible doubles.":
            "Zwischen Personen zu entscheiden: {} verschiedene Angaben, {} mögliche Doppelte.",
        "Self-reported; associations only, not a diagnosis and no advice. Rates are over observed days. Ranges are exact 95 % intervals; those of patterns are wider where days differ more than chance makes them, and patterns are corrected for all questions asked.":
            "Eigene Angaben; nur Zusammenhänge, keine Diagnose und kein Rat. Häufigkeiten gelten für beobachtete Tage. Bereiche sind exakte 95-%-Intervalle; die von Mustern sind weiter, wo Tage sich mehr unterscheiden als durch Zufall, und Muster sind für alle gestellten Fragen korrigiert.",
        "Tonus {}, content {}.": "Tonus {}, Inhalt {}.",

        // A PDF
        "a PDF needs Chromium or WeasyPrint, and neither is installed":
            "ein PDF braucht Chromium oder WeasyPrint, und beide fehlen hier",
        "Nothing was changed. Debian and Ubuntu have both: sudo apt install chromium. A browser prints this too:":
            "Nichts wurde geändert. Debian und Ubuntu haben beide: sudo apt install chromium. Auch ein Browser druckt das:",
        "{} did not make a PDF of the page": "{} hat aus der Seite kein PDF gemacht",
        "Nothing was changed. A browser prints this:":
            "Nichts wurde geändert. Ein Browser druckt das:",
    ]
}
