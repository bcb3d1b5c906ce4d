/// What is said of tables and calendars, out and in.
extension German {
    static let tables: KeyValuePairs<String, String> = [
        "Write the diary as a file for other programs":
            "Das Tagebuch als Datei für andere Programme schreiben",
        """
        tonus export --format json --out diary.json    everything, to take in again elsewhere
        tonus export --format csv --out diary.csv      spasms as a table; import reads it back
        tonus export --format csv --of doses           another kind, to standard output
        tonus export --format ical --out diary.ics     spasms, bad spells, plans, visits for a calendar
        tonus export --format fhir --out bundle.json   a FHIR R4 bundle, for a clinic's system
        tonus export --format sqlite --out diary.sqlite  what is shown, for any SQLite program
        What is private is in json, and with --private in sqlite. Docs/Exchange.md says what is in each.
        """:
            """
        tonus export --format json --out tagebuch.json  alles, um es anderswo zu übernehmen
        tonus export --format csv --out tagebuch.csv    Krämpfe als Tabelle; import liest sie wieder
        tonus export --format csv --of doses            etwas anderes, an die Standardausgabe
        tonus export --format ical --out tagebuch.ics   Krämpfe, schlechte Phasen, Pläne, Termine für einen Kalender
        tonus export --format fhir --out paket.json     ein FHIR-R4-Paket, für das System einer Praxis
        tonus export --format sqlite --out tagebuch.sqlite  was gezeigt wird, für SQLite-Programme
        Privates steht in json, mit --private auch in sqlite. Docs/Exchange.md sagt, was worin steht.
        """,
        "json, csv, ical, fhir or sqlite": "json, csv, ical, fhir oder sqlite",
        "fhir: with SNOMED CT codes, which are free in some countries alone":
            "fhir: mit Codes von SNOMED CT, die nur in manchen Ländern frei sind",
        "Wrote {}: entries {}, FHIR resources {}.":
            "{} geschrieben: Einträge {}, FHIR-Ressourcen {}.",
        "Private notes are not in it, and no names.":
            "Privates steht nicht darin, und keine Namen.",
        "Write it to this file, which only you can read; else to standard output":
            "In diese Datei schreiben, die sonst niemand lesen kann; sonst an die Standardausgabe",
        "Of csv: episodes, tallies, checkins, doses, notes, and so on":
            "Bei csv: episodes, tallies, checkins, doses, notes und so weiter",
        "Only the last so many months; all if not said":
            "Nur die letzten so vielen Monate; ohne Angabe alle",
        "Take in episodes and tallies from a CSV file, or a whole diary from JSON":
            "Krämpfe aus einer CSV-Datei übernehmen, oder ein ganzes Tagebuch aus JSON",
        """
        tonus import diary.json                        a whole diary, as export writes it
        tonus import diary.csv --dry-run               what would become of each line
        tonus import diary.csv --rejects rejects.csv   refused lines go there, with the reason
        tonus import app.csv --column onset=Date --column onset=Time \\
            --times 'dd.MM.yyyy HH:mm' --column severity='Pain level'
        tonus import app.csv --map app.json            the same, kept for the next time
        Columns it looks for, of which only onset must be there:
        {}
        Importing a file twice makes no doubles. Times without an offset are this place's.
        More: Docs/Exchange.md
        """:
            """
        tonus import tagebuch.json                     ein ganzes Tagebuch, wie export es schreibt
        tonus import tagebuch.csv --dry-run            was aus jeder Zeile würde
        tonus import tagebuch.csv --rejects rest.csv   abgelehnte Zeilen kommen dorthin, mit dem Grund
        tonus import app.csv --column onset=Datum --column onset=Zeit \\
            --times 'dd.MM.yyyy HH:mm' --column severity='Stärke'
        tonus import app.csv --map app.json            dasselbe, aufgehoben für das nächste Mal
        Diese Spalten werden gesucht; nur onset muss da sein:
        {}
        Eine Datei zweimal einlesen macht nichts doppelt. Zeiten ohne Abstand zu UTC gelten hier.
        Mehr: Docs/Exchange.md
        """,
        "A JSON file that says which columns of the file hold what, and in which words":
            "Eine JSON-Datei, die sagt, in welchen Spalten was steht, und mit welchen Worten",
        "Which column holds what, such as severity='Pain level'; the same field again for a date and a time":
            "Was in welcher Spalte steht, etwa severity='Stärke'; dasselbe Feld noch einmal für Datum und Zeit",
        "How times are written there, such as 'dd.MM.yyyy HH:mm'":
            "Wie Zeiten dort geschrieben sind, etwa 'dd.MM.yyyy HH:mm'",
        "Put the columns that nobody asked for into the note":
            "Die übrigen Spalten in die Notiz übernehmen",
        "Say what would become of each line, and change nothing":
            "Sagen, was aus jeder Zeile würde, und nichts ändern",
        "Write the refused lines to this file, each with the reason":
            "Die abgelehnten Zeilen in diese Datei schreiben, jede mit dem Grund",

        // What came and went
        "{} written to {}.": "{} nach {} geschrieben.",
        "Only you can read it here. Whoever you give it to can read all of it.":
            "Hier kann sie sonst niemand lesen. Wer die Datei bekommt, kann alles darin lesen.",
        "tally|tallies": "Strichliste|Strichlisten",
        "{} and {} imported, {} were here already.":
            "{} und {} übernommen, {} waren schon hier.",
        "{} and {} would be new, {} are here already, {} left out.":
            "{} und {} wären neu, {} sind schon hier, {} ausgelassen.",
        "{} would be new, {} are here already, {} left out.":
            "{} wären neu, {} sind schon hier, {} ausgelassen.",
        "{} would be taken in, {} are here already.":
            "Übernommen würden: {}. Schon hier: {}.",
        "Nothing was changed: this was a dry run.":
            "Nichts wurde geändert: Das war nur eine Probe.",
        "Line {}: {}": "Zeile {}: {}",
        "Line {} is here already: {}": "Zeile {} ist schon hier: {}",
        "Those lines are in {}: mend them there and import that file.":
            "Diese Zeilen stehen in {}: dort berichtigen und diese Datei einlesen.",
        "Not taken: {}. With --rest-as-note they go into the note.":
            "Nicht übernommen: {}. Mit --rest-as-note kommen sie in die Notiz.",

        // In a calendar
        "Spasm": "Krampf",
        "Bad spell": "Schlechte Phase",
        "Treatment": "Behandlung",
        "Visit": "Termin",
        "Suspected: {}": "Verdacht: {}",
        "Tried: {}": "Versucht: {}",
        "The time is not exact.": "Die Zeit ist nicht genau.",
        "No end was written down yet.": "Noch ist kein Ende eingetragen.",
        "Nobody knows when it ended.": "Niemand weiß, wann es endete.",
        "It ends before it starts?": "Endet es vor dem Anfang?",

        // Why a line is left out
        "'{}' came twice: put one of {} behind it":
            "„{}“ gab es zweimal: dahinter eines von {} schreiben",
        "'{}' is in the future": "„{}“ liegt in der Zukunft",
        "'{}' never was: the clocks went from {} to {} then":
            "„{}“ gab es nicht: Die Uhren gingen da von {} auf {}",
        "a quote opens in it and never closes":
            "ein Anführungszeichen öffnet darin und schließt nicht",
        "something stands behind a closing quote":
            "hinter einem schließenden Anführungszeichen steht noch etwas",
        "a tally has no {}": "eine Strichliste hat kein Feld {}",
        "an episode has no {}": "ein Krampf hat kein Feld {}",
        "it has {} cells, and the first line {}": "sie hat {} Felder, die erste Zeile {}",
        "it is too long for a line of a table": "sie ist zu lang für eine Zeile einer Tabelle",
        "its {} is too long to keep in one entry": "{} ist darin zu lang für einen Eintrag",

        // Files and mappings that cannot be used
        "there is no table of '{}'": "es gibt keine Tabelle „{}“",
        "only a table can be of one kind, and {} is none":
            "nur eine Tabelle kann von einer Art sein, und {} ist keine",
        "{} holds the whole diary, and no part of its months":
            "{} enthält das ganze Tagebuch und keinen Teil seiner Monate",
        "{} is larger than any diary": "{} ist größer als jedes Tagebuch",
        "{} is no text": "{} ist kein Text",
        "{} is not written in {}, as line {} shows":
            "{} ist nicht in {} geschrieben, wie Zeile {} zeigt",
        "{} has no first line to name its columns":
            "{} hat keine erste Zeile mit Namen der Spalten",
        "{} has two columns called '{}'": "{} hat zwei Spalten namens „{}“",
        "{} has no column '{}'": "{} hat keine Spalte „{}“",
        "no column of {} is called onset, to say when it was":
            "keine Spalte von {} heißt onset und sagt, wann es war",
        "the first line of {} holds more than one of comma, semicolon and tab":
            "die erste Zeile von {} enthält mehr als eines von Komma, Strichpunkt und Tabulator",
        "nothing in the column '{}' is above {}: does it go to 10?":
            "nichts in der Spalte „{}“ ist größer als {}: Geht sie bis 10?",
        "the mapping is no JSON object": "die Zuordnung ist kein JSON-Objekt",
        "a mapping has no '{}'": "eine Zuordnung hat kein „{}“",
        "'{}' cannot be what the mapping says for '{}'":
            "„{}“ kann in der Zuordnung nicht für „{}“ stehen",
        "'{}' is not of the form field=column": "„{}“ hat nicht die Form Feld=Spalte",
        "Nothing was changed. There are: {}.": "Nichts wurde geändert. Es gibt: {}.",
        "Nothing was changed. Its columns are: {}.":
            "Nichts wurde geändert. Die Spalten sind: {}.",
        "Nothing was changed. A mapping can say how it is: {}":
            "Nichts wurde geändert. Eine Zuordnung kann es sagen: {}",
        "Nothing was changed. A mapping can say which parts the columns: {}":
            "Nichts wurde geändert. Eine Zuordnung kann sagen, was die Spalten trennt: {}",
        "Nothing was changed. A mapping can say so: {}, or what each value is: {}":
            "Nichts wurde geändert. Eine Zuordnung kann es sagen: {}, oder was jeder Wert ist: {}",
    ]
}
