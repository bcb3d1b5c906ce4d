/// What figures come to: in `insights`, on charts, and on the page for a clinician.
///
/// Held to what must not be claimed, as the English is: no cause, no forecast, no advice, and never
/// that something works.
extension German {
    static let insights: KeyValuePairs<String, String> = [
        "{} to {}: something was written on {} of {} ({} %).":
            "{1} bis {2}: {4}, davon {3} mit Einträgen ({5} %).",
        "{}: {} a week ({} to {}), on {} of {} days.":
            "{}: {} in der Woche ({} bis {}), an {} von {} Tagen.",
        "No factor has days with it and days without it yet.":
            "Noch kein Faktor hat Tage mit ihm und Tage ohne ihn.",
        "Say both: {} mark heat · {} mark heat no":
            "Beides eintragen: {} mark hitze · {} mark hitze nein",
        "Not enough days yet for {}. See them: {} insights --all":
            "Noch zu wenige Tage für {}. Ansehen: {} insights --all",
        "Such figures cannot tell what causes what, nor what tomorrow brings.":
            "Solche Zahlen sagen nicht, was woher kommt, und nicht, was morgen ist.",
        "Worth discussing: it stands out among {} (q {}).":
            "Ein Gespräch wert: Es fällt auf unter {} (q {}).",
        "The pattern also appears before the spasms could be affected.":
            "Das Muster zeigt sich auch schon in der Zeit davor.",
        "After checking {} this could still be chance (q {}).":
            "Geprüft: {}. Auch Zufall ist möglich (q {}).",
        "Some days have far more than others; the range is wider for that.":
            "An manchen Tagen sind es viel mehr als an anderen; der Bereich ist deshalb weiter.",
        "{}: {} in {}; without: {} in {}.": "{}: {} ({}); ohne: {} ({}).",
        "On days with {}": "{} am selben Tag",
        "On days after {}": "{} am Tag davor",
        "Up to {} after {}": "{2} bis zu {1} davor",
        "less than 6 hours of sleep": "weniger als 6 Stunden Schlaf",
        "fatigue over 5": "Erschöpfung über 5",
        "stress over 5": "Stress über 5",
        "4 hours or more in one position": "4 Stunden oder mehr in einer Haltung",
        "exercise": "Bewegung",
        "much more exercise than usual": "viel mehr Bewegung als sonst",
        "a skipped dose": "ausgelassene Dosis",
        "That is {} times as often ({} to {}).": "Das ist {}-mal so oft ({} bis {}).",
        "no limit": "ohne Grenze",
        "Not enough yet: about {}.": "Noch zu wenig: etwa {}.",
        "Not enough yet: at this pace no answer is in sight.":
            "Noch zu wenig: so ist keine Antwort in Sicht.",
        "{}, from {}: before it {} in {}; from a week after: {} in {}.":
            "{}, ab {}: vorher {} ({}); ab einer Woche danach: {} ({}).",
        "Not enough to compare.": "Zu wenig für einen Vergleich.",
        "It began in a bad spell: people often improve after one, with or without a new treatment.":
            "Es begann in einer schlechten Phase: Danach geht es oft besser, mit oder ohne neue Behandlung.",
        "Spasticity, mean of a week: {}, then {}, {}.":
            "Spastik, Mittel einer Woche: {}, dann {}, {}.",
        "Spasticity, mean of a week: {}, then {}.": "Spastik, Mittel einer Woche: {}, dann {}.",
        "a fall that people notice (18 % or more)": "ein spürbarer Rückgang (18 % oder mehr)",
        "a clear fall (30 % or more)": "ein deutlicher Rückgang (30 % oder mehr)",
        "a rise that people notice (18 % or more)": "ein spürbarer Anstieg (18 % oder mehr)",
        "More than usual since {}.": "Mehr als sonst seit {}.",
        "New symptoms for more than 24 hours? Fever, bladder, heat?":
            "Neue Beschwerden seit mehr als 24 Stunden? Fieber, Blase, Hitze?",
    ]

    static let charts: KeyValuePairs<String, String> = [
        "(unclear dose)": "(Dosis unklar)",
        "Spasms a week": "Krämpfe in der Woche",
        "{} spasms a week ({} to {})": "{} Krämpfe in der Woche ({} bis {})",
        "{} spasms a week": "{} Krämpfe in der Woche",
        "{}, from {} of {}; weeks of which nothing was written are marked, and are not zero.":
            "{1}; {3}, davon {2} mit Einträgen; Wochen ohne Einträge sind gekennzeichnet und zählen nicht als null.",
        "Nothing was written in this time.": "In dieser Zeit wurde nichts eingetragen.",
        "Week from": "Woche ab",
        "Days written": "Tage mit Einträgen",
        "A week": "In der Woche",
        "Could be": "Könnte sein",
        "Mean of 4 weeks": "Mittel aus 4 Wochen",
        "nothing written": "nichts eingetragen",
        "What else": "Was noch",
        "How bad, from 0 to 10": "Wie stark, von 0 bis 10",
        "Mean severity of the spasms, and mean spasticity of the days, week by week; a gap is a week without a word.":
            "Mittlere Stärke der Krämpfe und mittlere Spastik der Tage, Woche für Woche; eine Lücke ist eine Woche ohne Angabe.",
        "No severity was written in this time.": "In dieser Zeit wurde keine Stärke eingetragen.",
        "Severity of spasms": "Stärke der Krämpfe",
        "Spasticity of days": "Spastik der Tage",
        "not said": "keine Angabe",
        "Spasms by hour and weekday, in 100 observed hours":
            "Krämpfe nach Stunde und Wochentag, in 100 beobachteten Stunden",
        "{} by the hour of their beginning; too few for a pattern.":
            "{} nach der Stunde des Beginns; zu wenige für ein Muster.",
        "{} by the hour of their beginning.": "{} nach der Stunde des Beginns.",
        "Day": "Tag",
        "Hour": "Stunde",
        "Spasms in 100 observed hours": "Krämpfe in 100 beobachteten Stunden",
        "not observed": "nicht beobachtet",
        "Where": "Wo",
        "Most often: {}, {} of {} places named.": "Am häufigsten: {}, {} von {} genannten Orten.",
        "No place was named in this time.": "In dieser Zeit wurde kein Ort genannt.",
        "Place": "Ort",
        "Left": "Links",
        "Right": "Rechts",
        "Both at once": "Beidseits",
        "Middle": "Mitte",
        "Side not said": "Ohne Seite",
        "Front": "Vorne",
        "Back": "Hinten",
        "Spasms; a larger dot is more": "Krämpfe; ein größerer Punkt ist mehr",
        "How many times as often, on days with each": "Wie viel mal so oft, an Tagen mit",
        "{} of {} have days enough for an answer; none of it says what causes what.":
            "{2}, davon {1} mit genug Tagen für eine Antwort; nichts davon sagt, was woher kommt.",
        "No question has days enough yet. See how many more weeks: {} insights --all":
            "Noch keine Frage hat genug Tage. Wie viele Wochen noch: {} insights --all",
        "On days with": "An Tagen mit",
        "Times as often": "Mal so oft",
        "What that is": "Was das ist",
        "less often": "seltener",
        "more often": "häufiger",
        "{}, the day before": "{}, am Tag davor",
        "{}, up to {} before": "{}, bis zu {} davor",
        "worth discussing": "ein Gespräch wert",
        "also seen beforehand": "auch schon vorher",
        "could be chance": "vielleicht Zufall",
        "not enough days": "zu wenige Tage",
    ]
}
