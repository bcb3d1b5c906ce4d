/// What is said of sharing a diary, of its files, and of decisions.
extension German {
    static let together: KeyValuePairs<String, String> = [
        "“{}” from a file": "„{}“ aus einer Datei",
        // Sharing
        "Your diary is now at {}.": "Das Tagebuch liegt jetzt auch bei {}.",
        "RECOVERY KIT. Write it down and keep it with your papers.":
            "NOTFALL-CODE. Bitte aufschreiben und zu den Unterlagen legen.",
        "It is shown this once, and it opens the whole diary:":
            "Er wird nur dieses eine Mal gezeigt und öffnet das ganze Tagebuch:",
        "{} to send: {} sync": "{} zu senden: {} sync",
        "Let another device in: {} invite": "Ein weiteres Gerät aufnehmen: {} invite",
        "Code for {}:": "Code für {}:",
        "Code for another device of yours:": "Code für ein weiteres eigenes Gerät:",
        "It works once, for the next {}.": "Er gilt einmal, noch {} lang.",
        "On the other device: tonus join, then type the code.":
            "Auf dem anderen Gerät: tonus join, dann den Code eintippen.",
        "Joined the diary of {}. It holds {}.": "Aufgenommen in das Tagebuch von {}. Darin: {}.",
        "Joined the diary. It holds {}.": "Aufgenommen in das Tagebuch. Darin: {}.",
        "See them: {} list": "Ansehen: {} list",
        "No answer from {}. Trying again until it comes; entries are saved meanwhile.":
            "Keine Antwort von {}. Es wird weiter versucht; Einträge werden so lange hier gespeichert.",
        "Your diary is at {} again.": "Das Tagebuch liegt wieder bei {}.",
        "This diary was restored from a copy, or copied. It goes on from here; nothing is lost.":
            "Dieses Tagebuch stammt aus einer Kopie. Es geht von hier aus weiter; nichts ist verloren.",
        "Up to date.": "Alles ist auf dem neuesten Stand.",
        "Synced: {} sent, {} received.": "Abgeglichen: {} gesendet, {} empfangen.",
        "The server had forgotten who is in the diary; it knows again.":
            "Der Server wusste nicht mehr, wer zum Tagebuch gehört; jetzt weiß er es wieder.",
        "The server had lost {}; nothing is missing there now.":
            "Dem Server fehlten {}; jetzt fehlt dort nichts mehr.",
        "{} could not be read and were put aside: {} doctor":
            "{} nicht lesbar und beiseitegelegt: {} doctor",
        "Code: ": "Code: ",
        "All of it is at {}.": "Alles davon liegt auch bei {}.",
        "{} only on this device: {} sync": "{} nur auf diesem Gerät: {} sync",
        "Last sync {}.": "Letzter Abgleich {}.",
        "Never synced yet.": "Noch nie abgeglichen.",
        "It is only on this device. Share it: {} setup URL":
            "Es liegt nur auf diesem Gerät. Teilen: {} setup URL",
        "this one": "dieses Gerät",
        "has left": "nicht mehr dabei",
        "Open code for {}": "Offener Code für {}",
        "device {}": "Gerät {}",
        "until {}": "bis {}",
        "Close open codes: {} invite --withdraw": "Offene Codes schließen: {} invite --withdraw",
        "A recovery kit exists. Keep it with your papers.":
            "Es gibt einen Notfall-Code. Er gehört zu den Unterlagen.",
        "This device has left the diary. The others keep everything.":
            "Dieses Gerät gehört nicht mehr zum Tagebuch. Die anderen behalten alles.",
        "What it holds stays readable here: {}.": "Was darauf ist, bleibt hier lesbar: {}.",
        "No code is open.": "Kein Code ist offen.",
        "Closed {}.": "Geschlossen: {}.",
        "Watching. Stop with Ctrl-C.": "Warte auf Neues. Beenden mit Strg-C.",
        "Update Tonus: a newer version wrote to this diary.":
            "Bitte Tonus aktualisieren: Eine neuere Version hat in dieses Tagebuch geschrieben.",

        // Files and settings
        "{} imported, {} were here already.": "{} übernommen, {} waren schon da.",
        "Line {} left out: {}.": "Zeile {} ausgelassen: {}.",
        "Mend those lines and import the file again; nothing doubles.":
            "Diese Zeilen bitte berichtigen und die Datei noch einmal einlesen; nichts wird doppelt.",
        "Folded the whole log again: everything is as it was.":
            "Alles neu aus den Änderungen aufgebaut: Es ist wie vorher.",
        "Folded the whole log again: what was shown differed from it and is right now.":
            "Alles neu aus den Änderungen aufgebaut: Die Anzeige wich davon ab und stimmt jetzt.",
        "OK    durable: every entry waits for the disk":
            "OK    haltbar: Jeder Eintrag wird gleich auf die Festplatte geschrieben",
        "OK    key file and folder readable by you alone":
            "OK    Schlüssel und Ordner sind für niemand anderen lesbar",
        "OK    {} verified, {}": "OK    {} geprüft, {}",
        "BAD   {}": "FEHL  {}",
        "NOTE  {} kept that do not count: who wrote them may not":
            "INFO  {} aufbewahrt ohne zu zählen: von jemandem ohne Erlaubnis",
        "NOTE  put aside, chain {} {} to {}: {}: {} sync":
            "INFO  beiseitegelegt, Kette {} {} bis {}: {}: {} sync",
        "NOTE  {} from a clock far ahead; nothing to do":
            "INFO  {} von einer weit vorgehenden Uhr; nichts zu tun",
        "the file: {}: restore a copy, or join again: {} join":
            "die Datei: {}: eine Kopie zurückholen oder neu beitreten: {} join",
        "chain {} does not hash to its head: {} sync":
            "Kette {} passt nicht zu ihrem Prüfwert: {} sync",
        "the keys cannot be read; the entries are still there: {} join":
            "die Schlüssel sind nicht lesbar; die Einträge sind noch da: {} join",
        "what was shown differed from the log; it is right now":
            "die Anzeige wich von den Änderungen ab; jetzt stimmt sie",
        "its device is not on the diary's list":
            "das Gerät steht nicht auf der Liste des Tagebuchs",
        "its signature does not fit": "die Unterschrift passt nicht",
        "it does not open": "es lässt sich nicht öffnen",
        "changes before it are missing": "Änderungen davor fehlen",
        "it does not hash to its signed head": "es passt nicht zu seinem Prüfwert",
        "it differs from what is held of the same chain":
            "es weicht ab von dem, was von dieser Kette da ist",
        "a newer version knows why": "den Grund kennt eine neuere Version",
        "not set": "nicht gesetzt",
        "Kept in {}": "Gespeichert in {}",
        "Wrote {}.": "Geschrieben: {}.",
        "Cancelled. Nothing was changed.": "Abgebrochen. Nichts wurde geändert.",

        // Decisions
        "Nothing to decide.": "Nichts zu entscheiden.",
        "{} to decide.": "{} zu entscheiden.",
        "{} to decide: {} review": "{} zu entscheiden: {} review",
        "Also differed: {}.": "Auch verschieden: {}.",
        "Decide: {} review 1 2 (the thing, then the choice)":
            "Entscheiden: {} review 1 2 (erst die Sache, dann die Wahl)",
        "Something else: {} review 1 '=22:30' · Both: {} review 1 both":
            "Etwas anderes: {} review 1 '=22:30' · Beides: {} review 1 beides",
        "The same spasm, written down twice?": "Derselbe Krampf, zweimal eingetragen?",
        "deleted by {}, edited elsewhere:": "gelöscht von {}, woanders geändert:",
        "{}, which {} alone can say": "{}, das kann nur {} sagen",
        "keep it": "behalten",
        "delete it": "löschen",
        "yes, one spasm": "ja, ein Krampf",
        "no, two": "nein, zwei",
        "A number, or Enter for later.": "Eine Zahl, oder Eingabetaste für später.",
        "A number, =something else, both, or Enter for later.":
            "Eine Zahl, =etwas anderes, beides, oder Eingabetaste für später.",
        "A number, =something else or Enter for later.":
            "Eine Zahl, =etwas anderes, oder Eingabetaste für später.",
        "{} ({}), but {} written down. Take 'none' back: {} undo {}":
            "{} ({}), aber {} eingetragen. „keine“ zurücknehmen: {} undo {}",
        "{} ends before it starts? Put it right: {} edit {} end=22:50":
            "{} endet vor dem Anfang? Berichtigen: {} edit {} ende=22:50",
        "That hour came twice that night. Which one?":
            "Diese Stunde gab es in der Nacht zweimal. Welche?",
    ]
}
