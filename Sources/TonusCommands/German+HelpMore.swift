/// What `--help` says of sharing, of decisions, and of everything beside spasms.
extension German {
    static let helpMore: KeyValuePairs<String, String> = [
        // Together
        "Share this diary through a server": "Dieses Tagebuch über einen Server teilen",
        "The server's operator gives you the code: tonus-server code":
            "Den Code gibt, wer den Server betreibt: tonus-server code",
        "The server, such as http://127.0.0.1:8787": "Der Server, etwa http://127.0.0.1:8787",
        "The operator's code; with none it is asked for":
            "Der Code des Servers; ohne Angabe wird danach gefragt",
        "What the others on the roster call you": "Der Name für die anderen",
        "Let another device, or another person, in":
            "Ein weiteres Gerät oder eine andere Person aufnehmen",
        "Of a new person: owner, caregiver or viewer":
            "Für eine neue Person: owner (verwaltet), caregiver (schreibt mit) oder viewer (liest mit)",
        "The new person's name; without it the code is for another device of yours":
            "Der Name der neuen Person; ohne Angabe ist der Code für ein eigenes Gerät",
        "How long the code works, such as 15m": "Wie lange der Code gilt, etwa 15m",
        "Show the code as a picture too; a terminal does by itself":
            "Den Code auch als Bild zeigen; ein Terminal tut das von selbst",
        "Close every code that nobody has used, but for the recovery kit":
            "Alle unbenutzten Codes schließen, bis auf den Notfall-Code",
        "Join a diary with a code": "Einem Tagebuch mit einem Code beitreten",
        "What you wrote down here comes along.": "Was hier eingetragen ist, kommt mit.",
        "The code; with none, or for a recovery kit, it is typed when asked for":
            "Der Code; ohne Angabe, und beim Notfall-Code, wird er auf Nachfrage eingetippt",
        "Give the server what it lacks, take what is new":
            "Dem Server geben, was ihm fehlt, und Neues holen",
        "Go on until stopped, and sync whenever there is news":
            "Weiterlaufen bis zum Abbruch, und bei Neuem abgleichen",
        "Who shares this diary, on which devices, and which codes are open":
            "Wer das Tagebuch teilt, auf welchen Geräten, und welche Codes offen sind",
        "Take this device out of the diary": "Dieses Gerät aus dem Tagebuch nehmen",
        """
        The others keep everything. What is on this device stays readable here, and nothing more
        comes in or goes out.
        """:
            """
        Die anderen behalten alles. Was auf diesem Gerät ist, bleibt hier lesbar; es kommt nichts
        mehr dazu, und nichts geht hinaus.
        """,
        "Decide where people wrote different things":
            "Entscheiden, wo Verschiedenes eingetragen wurde",
        """
        tonus review                 what there is to decide, with numbers
        tonus review 1 2             of the first thing, the second choice
        tonus review 1 '=22:30'      something else
        tonus review 1 both          both are right: they become two episodes
        Every device shows the same list, and every decision can be taken back.
        """:
            """
        tonus review                 was zu entscheiden ist, mit Nummern
        tonus review 1 2             bei der ersten Sache die zweite Wahl
        tonus review 1 '=22:30'      etwas anderes
        tonus review 1 beides        beides stimmt: daraus werden zwei Krämpfe
        Jedes Gerät zeigt dieselbe Liste, und jede Entscheidung lässt sich zurücknehmen.
        """,
        "The number of the thing in the list": "Die Nummer der Sache in der Liste",
        "A choice's number, =value, or both": "Die Nummer einer Wahl, =Wert, oder beides",
        "The other list: small things that differed, and need no decision":
            "Die andere Liste: Kleinigkeiten, die verschieden waren und keine Entscheidung brauchen",
        "Say that two episodes are the same one": "Sagen, dass zwei Krämpfe derselbe sind",
        """
        Two people wrote down one spasm: from then on it is one in every list and count, with
        both people's words. Nothing is lost; unlink takes it apart again.
        """:
            """
        Zwei haben denselben Krampf eingetragen: Von da an ist er in jeder Liste und Zahl einer, mit
        den Worten beider. Nichts geht verloren; unlink trennt ihn wieder.
        """,
        "One of them: last, a number from the list, or its id":
            "Der eine: last, eine Nummer aus der Liste, oder die Kennung",
        "The other": "Der andere",
        "Take linked episodes apart again": "Verbundene Krämpfe wieder trennen",

        // Data
        "The file": "Die Datei",
        "Fold the whole log again; nothing is lost or changed":
            "Alles neu aus den Änderungen aufbauen; nichts geht verloren, nichts ändert sich",
        "Check everything; each line is OK or has its fix":
            "Alles prüfen; jede Zeile ist OK oder sagt, was zu tun ist",
        "Look at the settings, or change one": "Einstellungen ansehen, oder eine ändern",
        """
        accessible   on: words for signs, no pictures (as ACCESSIBLE=1)
        autosync     off: nothing is sent until you sync (as TONUS_AUTOSYNC=0)
        language     en or de, whatever LC_MESSAGES says
        clock        12 or 24 hours, whatever LC_TIME says
        week         begins with mon or sun, whatever LC_TIME says
        """:
            """
        accessible   on: Worte statt Zeichen, keine Bilder (wie ACCESSIBLE=1)
        autosync     off: gesendet wird erst mit sync (wie TONUS_AUTOSYNC=0)
        language     en oder de, was auch LC_MESSAGES sagt
        clock        12 oder 24 Stunden, was auch LC_TIME sagt
        week         beginnt mit mon (Montag) oder sun (Sonntag), was auch LC_TIME sagt
        """,
        "Which one": "Welche",
        "One of its values, or default": "Einer ihrer Werte, oder default",
        "Print a script that lets a shell finish words":
            "Ein Skript ausgeben, mit dem eine Shell Worte vervollständigt",
        "bash: tonus completions bash > ~/.local/share/bash-completion/completions/tonus":
            "bash: tonus completions bash > ~/.local/share/bash-completion/completions/tonus",
        "bash, zsh or fish": "bash, zsh oder fish",

        // Days
        "Say how a day was": "Sagen, wie ein Tag war",
        """
        tonus checkin 6                            average spasticity of the last 24 hours
        tonus checkin 6 pain 3 sleep 7.5 fatigue 5 more, in any order
        tonus checkin evening 3                    how troubled, 1 not at all to 4 very
        tonus checkin yesterday wakings 2 infection=yes
        Whatever is left out stays unsaid. With nothing it asks, one thing after another.
        """:
            """
        tonus checkin 6                            Spastik der letzten 24 Stunden im Schnitt
        tonus checkin 6 schmerz 3 schlaf 7,5       mehr, in jeder Reihenfolge
        tonus checkin abend 3                      wie belastet, 1 gar nicht bis 4 sehr
        tonus checkin gestern geweckt 2 infekt=ja
        Was fehlt, bleibt ungesagt. Ohne Angaben fragt es, eines nach dem anderen.
        """,
        "A number, names with their values, and a day":
            "Eine Zahl, Namen mit ihren Werten, und ein Tag",
        "One number on a bad day: how troubled, 1 to 4":
            "Eine Zahl an einem schlechten Tag: wie belastet, 1 bis 4",
        """
        tonus light 3              now: not at all 1, a little 2, quite 3, very 4
        tonus light 3 morning      another part of today
        tonus light yesterday evening 2
        """:
            """
        tonus light 3              jetzt: gar nicht 1, ein wenig 2, ziemlich 3, sehr 4
        tonus light 3 morgens      ein anderer Teil des heutigen Tages
        tonus light gestern abend 2
        """,
        "1, 2, 3 or 4; a part of the day, and a day, where it is not now":
            "1, 2, 3 oder 4; ein Teil des Tages, und ein Tag, wenn es nicht jetzt ist",
        "Say that something was there that may matter":
            "Sagen, dass etwas da war, das von Belang sein kann",
        """
        tonus mark heat            today, yes
        tonus mark heat no         it was not
        tonus mark fatigue 7 yesterday
        tonus mark heat 18:00-18:30  with the hour it can be compared hour by hour
        Days without it count as much as days with it.
        """:
            """
        tonus mark hitze           heute, ja
        tonus mark hitze nein      war nicht da
        tonus mark erschöpfung 7 gestern
        tonus mark hitze 18:00-18:30  mit der Uhrzeit lässt es sich Stunde für Stunde vergleichen
        Tage ohne zählen so viel wie Tage mit.
        """,
        "Which factor; yes, no, unknown or a number; a day, or when by the clock":
            "Welcher Faktor; ja, nein, unbekannt oder eine Zahl; ein Tag, oder die Uhrzeit",
        "Give a factor of your own a name": "Einem eigenen Faktor einen Namen geben",
        "Its name; kind=yes-no, score, minutes or degrees; sensitive=yes; or on, off":
            "Sein Name; art=ja-nein, Skala, Minuten oder Grad; vertraulich=ja; oder on, off",

        // Care
        "Write down something that you try": "Eintragen, was versucht wird",
        "Its name; what it is; how much, as in 10 mg":
            "Der Name; was es ist; wie viel, etwa 10 mg",
        "Write down what you take or do regularly":
            "Eintragen, was regelmäßig genommen oder getan wird",
        """
        tonus regimen baclofen 10 mg times=8:00 times=20:00
        tonus regimen stop baclofen yesterday reason=tired
        Another amount is another regimen: stop the old one, and write down the new.
        """:
            """
        tonus regimen baclofen 10 mg zeiten=8:00 zeiten=20:00
        tonus regimen stop baclofen gestern grund=müde
        Eine andere Menge ist ein anderer Plan: den alten beenden, den neuen eintragen.
        """,
        "Of what, how much, when; from which day": "Wovon, wie viel, wann; ab welchem Tag",
        "Say that a dose was taken, or not": "Sagen, dass eine Dosis genommen wurde, oder nicht",
        """
        tonus dose                       what is due today, numbered
        tonus dose 1                     that one was taken
        tonus dose 1 skipped             it was not
        tonus dose ibuprofen 400 mg 20m  one outside of any regimen
        tonus dose ibuprofen 400 mg for=last relief 5
        """:
            """
        tonus dose                       was heute fällig ist, mit Nummern
        tonus dose 1                     diese wurde genommen
        tonus dose 1 ausgelassen         diese nicht
        tonus dose ibuprofen 400 mg 20m  eine außerhalb jedes Plans
        tonus dose ibuprofen 400 mg für=last linderung 5
        """,
        "A number from the list, or of what; how much; when":
            "Eine Nummer aus der Liste, oder wovon; wie viel; wann",
        "Write down what you did to keep moving": "Eintragen, was an Bewegung war",
        "What, as in walk or stretch; minutes; effort 4; when":
            "Was, etwa gehen oder dehnen; Minuten; anstrengung 4; wann",
        "Say that a bad spell began, or ended":
            "Sagen, dass eine schlechte Phase anfing oder aufhörte",
        """
        tonus relapse mon weakness vision     since Monday, and what is new or worse
        tonus relapse end yesterday
        tonus list relapses                   and then, when a clinician said so:
        tonus edit 1 certainty=confirmed
        """:
            """
        tonus relapse montag schwäche sehen   seit Montag, und was neu oder schlimmer ist
        tonus relapse ende gestern
        tonus list schlechte-phasen           und dann, wenn es ärztlich als Schub bestätigt ist:
        tonus edit 1 sicherheit=bestätigt
        """,
        "Since when; what is new or worse; or: end":
            "Seit wann; was neu oder schlimmer ist; oder: ende",
        "Write down what a clinician measured": "Eintragen, was in der Praxis gemessen wurde",
        "What, its value, where; as in ashworth 2 left knee":
            "Was, der Wert, wo; etwa ashworth 2 knie links",
        "Write down what you were advised": "Einen Rat eintragen",
        "The words; by=who": "Die Worte; von=wem",
        "Write down a question for the next visit": "Eine Frage für den nächsten Termin eintragen",
        "The question; with none, all are listed": "Die Frage; ohne Angabe werden alle gezeigt",
        "Write down a visit": "Einen Termin eintragen",
        "When, with=whom, and what for": "Wann, mit=wem, und wozu",
        "Write down what a treatment did beside what it was for":
            "Eine Nebenwirkung eintragen",
        "What, as in drowsy; of=baclofen; how bad; when":
            "Was, etwa schläfrig; von=baclofen; wie stark; wann",
        "Keep what you type often, and run it by its number":
            "Behalten, was oft getippt wird, und mit seiner Nummer ausführen",
        """
        tonus favourites add log left calf 6 for 5m
        tonus favourites                 all of them, numbered
        tonus f 1                        run the first
        tonus f remove 1                 take the first away
        """:
            """
        tonus favourites add log wade links 6 für 5m
        tonus favourites                 alle, mit Nummern
        tonus f 1                        den ersten ausführen
        tonus f remove 1                 den ersten entfernen
        """,
        "add and a command; or a number; or remove and a number":
            "add und ein Befehl; oder eine Nummer; oder remove und eine Nummer",
    ]
}
