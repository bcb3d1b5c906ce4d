/// What else figures come to: short exposures, relief, what was counted otherwise.
///
/// Held to what must not be claimed, as the English is.
extension German {
    static let moreFigures: KeyValuePairs<String, String> = [
        "{}: {} in 30 days ({}).": "{}: {} in 30 Tagen ({}).",
        "fall|falls": "Sturz|Stürze",
        "hour|hours": "Stunde|Stunden",
        "time|times": "Mal|Male",
        "factor|factors": "Faktor|Faktoren",
        "{} in {}": "{} ({})",
        "Sudden: {} of {} of which that was said.": "Plötzlich: {} von {} mit einer Angabe dazu.",
        "In bad spells: {}; otherwise {}.": "In schlechten Phasen: {}; sonst {}.",
        "In {}: {} a week ({}).": "{}: {} in der Woche ({}).",
        "{} a day before, {} since": "{} am Tag vorher, {} seitdem",
        "More since about {}? {}. New symptoms, fever, bladder, heat, or anything else that changed then?":
            "Mehr seit etwa {}? {}. Neue Beschwerden, Fieber, Blase, Hitze, oder hat sich damals etwas geändert?",
        "Fewer since about {}? {}. Did anything change then, or was less written down?":
            "Weniger seit etwa {}? {}. Hat sich damals etwas geändert, oder wurde weniger eingetragen?",
        "By the hour, most often from {}:00 to {}:00: {} of {} ({} %); chance alone would make the hours differ so much less than once in a hundred times.":
            "Nach der Uhrzeit am häufigsten von {}:00 bis {}:00: {} von {} ({} %); durch Zufall allein wären die Stunden seltener als einmal in hundert Fällen so verschieden.",
        "Perhaps counted twice: {} that may be one. See: {} review":
            "Vielleicht doppelt gezählt: {} könnten jeweils einer sein. Ansehen: {} review",
        "Nights disturbed by spasms: {}, of {} with a word.":
            "Nächte, die Krämpfe gestört haben: {} ({} mit Einträgen).",
        "Over by then, of {}: a quarter {}, half {}, three quarters {}.":
            "Vorbei nach, von {}: ein Viertel {}, die Hälfte {}, drei Viertel {}.",
        "  Still going on: {} of them, counted as long as they were followed.":
            "  Davon dauern an: {}, gezählt, solange sie verfolgt wurden.",
        "not seen": "nicht gesehen",
        "In a leg: {} of {} places named ({} %).": "Im Bein: {} von {} genannten Orten ({} %).",
        "By kind, a week: {}; of {} of {} it was not said.":
            "Nach Art, in der Woche: {1}; {3}, davon ohne Angabe: {2}.",
        "A whole limb or more: {} of {} in the earlier half of the days, {} of {} in the later, of which that was said.":
            "Eine ganze Gliedmaße oder mehr: {} von {} in der früheren Hälfte der Tage, {} von {} in der späteren, soweit angegeben.",
        "{} Taken alone, chance: p {}.": "{} Für sich genommen, Zufall: p {}.",
        "Mean pain by severity: {}.": "Schmerz im Mittel, nach Stärke: {}.",
        "In bad spells, a week: called usual {}, called worse {}; not said of {}.":
            "In schlechten Phasen, in der Woche: üblich genannt {}, schlimmer genannt {}; ohne Angabe: {}.",
        "Otherwise, a week: called usual {}, called worse {}; not said of {}.":
            "Sonst, in der Woche: üblich genannt {}, schlimmer genannt {}; ohne Angabe: {}.",
        "By place, from {} on, beside the days before:":
            "Nach Ort, ab {}, neben den Tagen davor:",
        "  {}: {} in {}; before: {} in {}. {} times ({}), q {}.":
            "  {}: {} ({}); davor: {} ({}). {}-mal ({}), q {}.",
        "{}, advised on {}: on {} of {} with a word since.":
            "{}, Rat vom {}: an {} von seither mit Einträgen: {}.",
        "Exercise that was too much: {} of {} told.":
            "Bewegung, die zu viel war: {} von {} mit Angabe.",
        "Pain after exercise: mean {}, {}.": "Schmerz nach Bewegung: im Mittel {}, {}.",
        "pair of spasms|pairs of spasms": "Paar Krämpfe|Paare Krämpfe",
        "Days differ by more than chance makes them: their variance is {} times their mean (negative binomial, k {}).":
            "Die Tage sind verschiedener, als es durch Zufall käme: Die Varianz ist das {}-fache des Mittels (negative Binomialverteilung, k {}).",
        "It begins just after spasms as much as just before them.":
            "Kurz nach Krämpfen beginnt es ebenso oft wie kurz davor.",
        "  Among days of one month, in a bad spell or not alike: {} times ({}).":
            "  Unter Tagen eines Monats, gleich in schlechter Phase oder nicht: {}-mal ({}).",
        "  Among days in a bad spell or not alike: {} times ({}).":
            "  Unter Tagen, gleich in schlechter Phase oder nicht: {}-mal ({}).",
        "It did not begin in a bad spell: the time before it was much as usual.":
            "Es begann nicht in einer schlechten Phase: Die Zeit davor war etwa wie sonst.",
        "Not known whether it began in a bad spell: too little was written before it.":
            "Unbekannt, ob es in einer schlechten Phase begann: Davor wurde zu wenig eingetragen.",
        "Minutes count from the dose; without one, and of untreated spasms, from the onset: so they are not the same stretch of a spasm.":
            "Die Minuten zählen ab der Dosis; ohne eine, und bei unbehandelten Krämpfen, ab dem Beginn: also nicht dieselbe Strecke eines Krampfs.",
        "A range is marked as wider where days differ by more than chance makes them.":
            "Ein Bereich ist als weiter vermerkt, wo die Tage verschiedener sind, als es durch Zufall käme.",
        "{}; wider range": "{}; Bereich weiter",
        "  That holds only where it is written down on days without spasms too, with its time.":
            "  Das gilt nur, wenn es auch an Tagen ohne Krämpfe eingetragen wird, mit der Uhrzeit.",
        "In the {} before a spasm, {}: {} of {}; at that hour on the same weekdays of the month: {} of {}.":
            "{2} vor einem Krampf (Zeitraum: {1}): {3} von {4}; zur gleichen Stunde an gleichen Wochentagen des Monats: {5} von {6}.",
        "{} Not enough yet.": "{} Noch zu wenig.",
        "  That is {} times the odds ({}). {}": "  Das ist die {}-fache Chance ({}). {}",
        "It points the other way once the spasms are counted otherwise.":
            "Anders gezählt zeigt es in die andere Richtung.",
        "It stands out (q {}), but not in all of the time: no clear pattern.":
            "Es fällt auf (q {}), aber nicht in der ganzen Zeit: kein klares Muster.",
        "  Days with any spasm: {} of {}; without: {} of {}.{}":
            "  Tage mit Krampf überhaupt: {} von {}; ohne: {} von {}.{}",
        "First spasm of the day only": "Nur der erste Krampf des Tages",
        "Without days of bad spells": "Ohne die Tage schlechter Phasen",
        "Written down within 2 hours": "Innerhalb von 2 Stunden eingetragen",
        "  {}: {}; without: {} in {}.{}": "  {}: {}; ohne: {} ({}).{}",
        " {} times ({}).": " {}-mal ({}).",
        "By minutes of exercise, on the day itself and on the day after:":
            "Nach Minuten Bewegung, am Tag selbst und am Tag danach:",
        "  {}: {}; after: {}": "  {}: {}; danach: {}",
        "more than {} min": "mehr als {} min",
        "{} to {} min": "{} bis {} min",
        "{}, {} a day ({})": "{}, {} am Tag ({})",
        "Suspected for {}: {}. On their days it was there for {}, not there for {}, not said for {}.":
            "Vermutet bei {1}: {2}. An deren Tagen war es da: {3}, nicht da: {4}, keine Angabe: {5}.",
        "{} All days together: {}.": "{} Alle Tage zusammen: {}.",
        "{} days after {}": "{2} {1} Tage davor",
        "{}, {} days before": "{}, {} Tage davor",
        "not steady": "nicht beständig",

        // Relief
        "How soon it eased": "Wie bald es nachließ",
        "{} with something tried, beside {} as severe without; worse spasms get treated, so this cannot tell what a treatment did.":
            "{}, bei denen etwas versucht wurde, neben {} ebenso starken ohne; eher stärkere Krämpfe werden behandelt, darum sagt das nicht, was eine Behandlung getan hat.",
        "Nothing was tried against a spasm whose end is known. Say it: {} edit last tried=stretch relief-at=22:40":
            "Bei keinem Krampf, dessen Ende bekannt ist, wurde etwas versucht. Eintragen: {} edit last versucht=dehnen gelindert-um=22:40",
        "What was tried": "Was versucht wurde",
        "Minutes after the dose, or after it began": "Minuten nach der Dosis, oder nach dem Beginn",
        "Still in spasm": "Krampf dauert noch an",
        "Followed and not eased": "Verfolgt und noch nicht nachgelassen",
        "Eased": "Nachgelassen",
        "No longer followed": "Nicht weiter verfolgt",
        "nothing tried": "nichts versucht",
        "{}: {}, half by {} ({})": "{}: {}, die Hälfte bis {} ({})",
        "Worse spasms get treated, so this cannot tell what a treatment did.":
            "Eher stärkere Krämpfe werden behandelt, darum sagt das nicht, was eine Behandlung getan hat.",
        "With {}, {} whose end is known: too few to say how soon.":
            "Mit {}: {} mit bekanntem Ende; zu wenige, um zu sagen, wie bald.",
        "With {}, {} of {} spasms had eased while they were followed.":
            "Mit {}: {} von {} Krämpfen ließen nach, solange sie verfolgt wurden.",
        "With {}, half of {} spasms had eased by {} ({} min).":
            "Mit {}: Die Hälfte von {} Krämpfen hatte bis {} nachgelassen ({} min).",
        "  Of those as severe as untreated ones: half by {}; of {} untreated: by {}.":
            "  Von denen, die so stark waren wie unbehandelte: die Hälfte bis {}; von {} unbehandelten: bis {}.",
    ]
}
