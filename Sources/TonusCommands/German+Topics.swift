/// What `tonus help TOPIC` says.
extension German {
    static let topics: KeyValuePairs<String, String> = [
        """
        Times need no quotes. What was understood is said back in full.

          now                          20m   1h30   20 min ago   half an hour ago
          22:30   10:30pm   noon       the last time the clock showed it
          yesterday 22:30              today, or a week day: mon 22:30
          19 nov 22:30                 with a year for last year: 19 nov 2025 22:30
          2026-11-19T22:30+01:00       ISO 8601
          yesterday   tue   19 nov     the day, and no more is known
          around 3am                   give or take half an hour
          last night   this morning    yesterday evening   mon afternoon
          between 22:00 and 23:00      once, at some moment in there
          22:30-22:50   23:50 to 0:10  from, to; also: 19:00 until now
          22:30 for 4m                 from, and how long

        The future is refused, and so is a date within the next month without a
        year; so are dates in figures such as 3/4: type 3 apr or 4 mar.

        An hour that the clocks skipped never was, and is refused. Of an hour that
        came twice you are asked which; to say it at once, put the name or the
        offset behind the time: 2:30 CEST, 2:30+02:00, 1:30 UTC-4.

        More, with everything that is refused: Docs/Times.md
        """:
            """
        Zeiten brauchen keine Anführungszeichen. Was verstanden wurde, wird ganz
        zurückgesagt.

          jetzt                        20m   1h30   vor 20 min   vor einer halben Stunde
          22:30   22:30 Uhr   3 Uhr    zuletzt, als die Uhr das zeigte
          gestern 22:30                heute, vorgestern, oder ein Tag: mo 22:30
          19. nov 22:30                mit Jahr für das letzte Jahr: 19. nov 2025 22:30
          2026-11-19T22:30+01:00       ISO 8601
          gestern   di   19. nov       der Tag, und mehr ist nicht bekannt
          gegen 3 Uhr   mittags        auf eine halbe Stunde genau
          letzte Nacht   heute früh    gestern abend   mo nachmittag
          zwischen 22:00 und 23:00     einmal, irgendwann dazwischen
          22:30-22:50   23:50 bis 0:10 von, bis; auch: 19:00 bis jetzt
          22:30 4 min lang             von, und wie lange; auch: 22:30 für 4m
          seit 10 min                  seit wann

        Englische Worte gelten auch: yesterday 22:30, 20 min ago, last night.

        Die Zukunft wird abgelehnt, ebenso ein Datum im nächsten Monat ohne Jahr; ebenso
        ein Datum in Ziffern wie 3.4. oder 3/4: bitte 3. apr oder 4. mär tippen.

        Eine Stunde, die die Uhr übersprungen hat, gab es nicht; sie wird abgelehnt. Bei
        einer, die zweimal kam, wird gefragt, welche; um es gleich zu sagen, kommt der
        Name oder der Abstand hinter die Zeit: 2:30 CEST, 2:30+02:00, 1:30 UTC-4.

        Mehr, mit allem, was abgelehnt wird: Docs/Times.md
        """,
        """
        0    done
        1    failed
        2    cancelled; nothing was changed
        3    partly done, such as an import with bad lines
        4    not joined, or removed, or left
        64   what was typed cannot be an errand
        65   bad content: of a file, or a time that never was
        66   no such input file
        69   the server does not answer; entries are safe
        73   cannot write
        75   busy; try it again
        78   something in the set-up is wrong
        130  interrupted
        """:
            """
        0    erledigt
        1    misslungen
        2    abgebrochen; nichts wurde geändert
        3    teilweise erledigt, etwa beim Einlesen mit falschen Zeilen
        4    nicht beigetreten, oder entfernt, oder nicht mehr dabei
        64   das Getippte ist kein Auftrag
        65   falscher Inhalt: einer Datei, oder eine Zeit, die es nicht gab
        66   keine solche Datei zum Lesen
        69   der Server antwortet nicht; die Einträge sind sicher
        73   Schreiben ist nicht möglich
        75   beschäftigt; bitte noch einmal
        78   an der Einrichtung stimmt etwas nicht
        130  unterbrochen
        """,
        """
        Everything works with the keyboard alone, line by line. Nothing is timed,
        nothing blinks, and no colour carries a meaning. Everything can be taken
        back: tonus undo

          ACCESSIBLE=1              words for signs, no pictures; or: tonus config accessible on
          tonus t                   one key starts an episode, and stops it
          tonus l                   an episode that is over; the rest can come later
          --plain                   tab-separated lines
          --json                    one document, for programs
        """:
            """
        Alles geht mit der Tastatur allein, Zeile für Zeile. Nichts läuft ab, nichts
        blinkt, und keine Farbe hat eine Bedeutung. Alles lässt sich zurücknehmen:
        tonus undo

          ACCESSIBLE=1              Worte statt Zeichen, keine Bilder; oder: tonus config accessible on
          tonus t                   eine Taste fängt einen Krampf an und beendet ihn
          tonus l                   ein Krampf, der vorbei ist; der Rest kann später kommen
          --plain                   Zeilen mit Tabulatoren
          --json                    ein Dokument, für Programme
        """,
        """
        What you write stays on your devices. Without `tonus setup` nothing leaves
        this one.

        A server keeps sealed envelopes. It cannot read an entry, a name or a note,
        and cannot make or change one. It sees how many devices you have, their
        roles, when they sync, and about how much they send.

        Private notes (tonus note --private) are sealed to the owners' devices alone,
        and so are check-ins and marks with --private and the days of a sensitive
        factor, such as the cycle. What you suspect on an episode everybody sees.

        This device's files can be read by whoever can read your files here. Encrypt
        the disk. A note typed as words stands in the shell's history; read from
        standard input it does not.
        """:
            """
        Was eingetragen wird, bleibt auf den eigenen Geräten. Ohne `tonus setup`
        verlässt nichts dieses hier.

        Ein Server bewahrt versiegelte Umschläge auf. Er kann keinen Eintrag, keinen
        Namen und keine Notiz lesen, und keine machen oder ändern. Er sieht, wie viele
        Geräte es sind, was sie dürfen, wann sie abgleichen, und ungefähr wie viel.

        Private Notizen (tonus note --private) sind nur für die Geräte der Person
        versiegelt, der das Tagebuch gehört; ebenso Tagesrückblicke und Faktoren mit
        --private und die Tage eines vertraulichen Faktors, etwa der Periode. Was bei
        einem Krampf vermutet wird, sehen alle.

        Die Dateien auf diesem Gerät kann lesen, wer hier andere Dateien lesen kann.
        Am besten die Festplatte verschlüsseln. Eine Notiz, die als Worte getippt wird,
        steht im Verlauf der Shell; von der Standardeingabe gelesen nicht.
        """,
        """
        TONUS_HOME       where everything is kept
        TONUS_REPLICA    which replica, as -R
        TONUS_AUTOSYNC   0: nothing is sent until you sync
        ACCESSIBLE       1: words for signs, no pictures
        NO_COLOR         nothing here is coloured in any case
        TZ               your time zone
        LC_MESSAGES      the language: de for German, else English
        LC_TIME          12 or 24 hours, and whether a week begins on Monday or Sunday
        LC_ALL           goes before both, and LANG is asked after them; tonus config
                         goes before all four
        """:
            """
        TONUS_HOME       wo alles liegt
        TONUS_REPLICA    welches Tagebuch, wie -R
        TONUS_AUTOSYNC   0: gesendet wird erst mit sync
        ACCESSIBLE       1: Worte statt Zeichen, keine Bilder
        NO_COLOR         hier ist ohnehin nichts farbig
        TZ               die Zeitzone
        LC_MESSAGES      die Sprache: de für Deutsch, sonst Englisch
        LC_TIME          12 oder 24 Stunden, und ob die Woche mit Montag oder Sonntag beginnt
        LC_ALL           geht beiden vor, und LANG gilt nach ihnen; tonus config geht
                         allen vieren vor
        """,
    ]
}
