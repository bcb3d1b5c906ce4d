/// What `--help` says.
extension German {
    static let help: KeyValuePairs<String, String> = [
        // Writing
        "Start an episode, or stop the one you started":
            "Einen Krampf anfangen, oder den angefangenen beenden",
        "Severity, place, time: whatever you know": "Stärke, Ort, Zeit: was bekannt ist",
        "Start an episode": "Einen Krampf anfangen",
        "Place and time, such as: left calf 10m": "Ort und Zeit, etwa: wade links 10m",
        "Stop the episode that is going on": "Den laufenden Krampf beenden",
        "When it stopped, and how bad it was, such as: 5m 7":
            "Wann er aufhörte und wie stark er war, etwa: 5m 7",
        "Which one, where several are going on: a number from the list, or its id":
            "Welchen, wenn mehrere laufen: eine Nummer aus der Liste, oder die Kennung",
        "Write down an episode that is over": "Einen Krampf eintragen, der vorbei ist",
        """
        tonus log left calf 7 yesterday 22:30 for 4m
        tonus log left leg whole-limb 8 20m stiff sudden fell pain=5 trigger=heat
        Words that need no field:
        {}
        More: tonus help times, tonus help edit
        """:
            """
        tonus log wade links 7 gestern 22:30 4 min lang
        tonus log bein links ganz 8 20m steif plötzlich gestürzt schmerz=5 verdacht=hitze
        Worte, die kein Feld brauchen:
        {}
        Mehr: tonus help times, tonus help edit
        """,
        "Place, severity from 0 to 10, time, length, field=value, in any order":
            "Ort, Stärke von 0 bis 10, Zeit, Dauer, Feld=Wert, in jeder Reihenfolge",
        "Pain from 0 to 10": "Schmerz von 0 bis 10",
        "What you suspect, such as heat or stress; may be said more than once":
            "Ein Verdacht, etwa hitze oder stress; auch mehrmals",
        "Read a note from standard input": "Eine Notiz von der Standardeingabe lesen",
        "Change what an episode says": "Ändern, was bei einem Krampf steht",
        """
        tonus edit last severity=6 site='left calf' end=22:50
        An empty value takes the old one away; a minus takes one of several away, as in site=-foot.
        {}
        """:
            """
        tonus edit last stärke=6 ort='wade links' ende=22:50
        Ein leerer Wert nimmt den alten weg; ein Minus nimmt einen von mehreren weg, wie ort=-fuß.
        {}
        """,
        "Which: last, a number from the list, or its id":
            "Welchen: last, eine Nummer aus der Liste, oder die Kennung",
        "{}, each as name=value": "{}, jeweils als Name=Wert",
        "Add words to an episode": "Einem Krampf eine Notiz geben",
        "With no text it is read from standard input, which keeps it out of the shell's history.":
            "Ohne Text wird von der Standardeingabe gelesen; so bleibt er aus dem Verlauf der Shell.",
        "Which: last, a number from the list, or its id; else the text begins here":
            "Welchen: last, eine Nummer aus der Liste, oder die Kennung; sonst beginnt hier der Text",
        "The text": "Der Text",
        "For the owner's devices alone": "Nur für die Geräte der Person, der das Tagebuch gehört",
        "Delete an entry; it can be brought back":
            "Einen Eintrag löschen; er lässt sich zurückholen",
        "The entry that stays, where this one is its duplicate":
            "Der Eintrag, der bleibt, wenn dieser doppelt ist",
        "Take back the last thing done here, or to one entry":
            "Das Letzte von hier zurücknehmen, oder das Letzte an einem Eintrag",
        "An entry, or a change such as @4k2m9x from history; else the last thing done here":
            "Ein Eintrag, oder eine Änderung wie @4k2m9x aus history; sonst das Letzte von hier",
        "Do again what was taken back": "Zurückgenommenes wiederherstellen",
        "An entry, or a change such as @4k2m9x from history; else the last undo done here":
            "Ein Eintrag, oder eine Änderung wie @4k2m9x aus history; sonst das zuletzt Zurückgenommene",
        "Count many spasms without telling them apart":
            "Viele Krämpfe zählen, ohne sie zu unterscheiden",
        """
        tonus tally 12 for 1h          twelve in the last hour
        tonus tally 40 yesterday       forty in all of yesterday
        tonus tally 5 left calf 22:30-23:10
        Without a time it is today so far.
        """:
            """
        tonus tally 12 für 1h          zwölf in der letzten Stunde
        tonus tally 40 gestern         vierzig am ganzen gestrigen Tag
        tonus tally 5 wade links 22:30-23:10
        Ohne Zeit ist heute bis jetzt gemeint.
        """,
        "How many; then place, severity and time, if you know":
            "Wie viele; dann Ort, Stärke und Zeit, wenn bekannt",
        "Write down that a day had no spasms": "Eintragen, dass ein Tag ohne Krämpfe war",
        """
        A day without spasms is worth as much as a day with them: without it nobody can tell such
        a day from one on which nothing was written down.
        """:
            """
        Ein Tag ohne Krämpfe ist so viel wert wie einer mit: Sonst kann niemand ihn von einem Tag
        unterscheiden, an dem nichts eingetragen wurde.
        """,
        "Which day, such as yesterday; today if nothing is said":
            "Welcher Tag, etwa gestern; ohne Angabe heute",
        "Say how bad an episode is at one moment":
            "Sagen, wie stark ein Krampf in einem Augenblick ist",
        "tonus rate last 6 pain=3 10m": "tonus rate last 6 schmerz=3 10m",
        "Severity, pain, and when it was": "Stärke, Schmerz und wann das war",

        // Reading
        "What today holds (also with no command at all)":
            "Was heute eingetragen ist (auch ganz ohne Befehl)",
        "The latest episodes, newest first": "Die letzten Krämpfe, der neueste zuerst",
        "Instead of spasms: checkins, doses, questions, and so on":
            "Statt Krämpfen: Tagesrückblicke, Dosen, Fragen und so weiter",
        "How many": "Wie viele",
        "Everything about one episode": "Alles zu einem Krampf",
        "Find entries by their notes and words": "Einträge nach Notizen und Worten finden",
        "The numbers it shows can be used with show, edit and the like.":
            "Die Nummern gelten danach für show, edit und die anderen.",
        "What to look for": "Wonach",
        "Who wrote what, and when": "Wer was wann geschrieben hat",
        "Of which entry; of everything if nothing is said":
            "Zu welchem Eintrag; ohne Angabe zu allen",
        "How many changes, where no entry is named":
            "Wie viele Änderungen, wenn kein Eintrag genannt ist",
        "What is only on this device, and what needs a decision":
            "Was nur auf diesem Gerät liegt, und was zu entscheiden ist",
        "What the diary comes to, and what stands out in it":
            "Was im Tagebuch zusammenkommt, und was darin auffällt",
        """
        Counts, how often, and whether a factor's days differ from the others by more than chance. It says
        how many more weeks a question needs, and never what causes what. With --all: each answer with the
        spasms counted otherwise, exercise by minutes, and what was suspected beside what was written down.
        """:
            """
        Anzahlen, wie oft, und ob Tage mit einem Faktor sich von den anderen mehr als durch Zufall
        unterscheiden. Es sagt, wie viele Wochen eine Frage noch braucht, und nie, was woher kommt.
        Mit --all: jede Antwort auch mit anders gezählten Krämpfen, Bewegung nach Minuten, und was
        vermutet wurde neben dem, was eingetragen ist.
        """,
        "How many months back; a year if not said":
            "Wie viele Monate zurück; ohne Angabe ein Jahr",
        "Also the questions for which there are too few days, and each answer counted otherwise":
            "Auch die Fragen, für die es zu wenige Tage gibt, und jede Antwort anders gezählt",
        "Draw how often, how bad, when, where, how soon it eased, or what stands out":
            "Zeichnen, wie oft, wie stark, wann, wo, wie bald es nachließ, oder was auffällt",
        """
        tonus chart                     spasms a week, of three months
        tonus chart hours --months 12   by hour and weekday
        tonus chart relief --months 12  how soon it eased, by what was tried
        tonus chart body --table        the numbers instead of the picture
        tonus chart trend --svg how-bad.svg
        """:
            """
        tonus chart                     Krämpfe in der Woche, über drei Monate
        tonus chart hours --months 12   nach Stunde und Wochentag
        tonus chart relief --months 12  wie bald es nachließ, je nach Versuch
        tonus chart body --table        die Zahlen statt des Bildes
        tonus chart trend --svg wie-stark.svg
        """,
        "Which": "Welches Bild",
        "The numbers instead of the picture": "Die Zahlen statt des Bildes",
        "Write a picture for a page to this file":
            "Ein Bild für eine Seite in diese Datei schreiben",
        "One page for a neurologist": "Eine Seite für die neurologische Praxis",
        """
        tonus report                       as text, of three months
        tonus report --out report.html     a page to print, on one sheet
        tonus report --out report.pdf      the same, printed to a file by Chromium or WeasyPrint
        tonus report --out mine.html --large --months 1
        What is private is not in it. The same diary gives the same page on every device.
        """:
            """
        tonus report                       als Text, über drei Monate
        tonus report --out bericht.html    eine Seite zum Drucken, auf einem Blatt
        tonus report --out bericht.pdf     dasselbe, von Chromium oder WeasyPrint in eine Datei gedruckt
        tonus report --out meiner.html --large --months 1
        Privates ist nicht dabei. Dasselbe Tagebuch ergibt auf jedem Gerät dieselbe Seite.
        """,
        "How many months": "Wie viele Monate",
        "Write it to this file: .html, .pdf, or .txt for text":
            "In diese Datei schreiben: .html, .pdf, oder .txt für Text",
        "Whose it is, and what else helps, such as an age; without it no name is on the page":
            "Wessen Bericht, und was sonst dient, etwa das Alter; ohne Angabe steht kein Name auf der Seite",
        "What a PDF is printed on: a4, or letter": "Worauf ein PDF gedruckt wird: a4, oder letter",
        "Large letters, on more sheets": "Große Schrift, auf mehr Blättern",
        "In which language: en or de": "In welcher Sprache: en oder de",

        // What every command takes
        "Which replica on this machine": "Welches Tagebuch auf diesem Rechner",
        "One JSON document instead of sentences": "Ein JSON-Dokument statt Sätzen",
        "Tab-separated lines instead of sentences": "Zeilen mit Tabulatoren statt Sätzen",
        "Do not sync in the background afterwards": "Danach nicht im Hintergrund abgleichen",
        "A diary of spasms and cramps, on all your devices":
            "Ein Tagebuch für Krämpfe, auf allen eigenen Geräten",
        """
        tonus t          start an episode; again to stop it
        tonus l leg 7    write down one that is over
        tonus            what today holds
        """:
            """
        tonus t          einen Krampf anfangen; noch einmal: ihn beenden
        tonus l bein 7   einen eintragen, der vorbei ist
        tonus            was heute eingetragen ist
        """,
    ]
}
