/// Errors: what happened, and what is safe.
extension German {
    static let failures: KeyValuePairs<String, String> = [
        // What is safe
        "Nothing was changed.": "Nichts wurde geändert.",
        "Nothing was saved.": "Nichts wurde gespeichert.",
        "Nothing was opened.": "Nichts wurde geöffnet.",
        "Your entries are safe.": "Die Einträge sind sicher.",
        "The entries are still there.": "Die Einträge sind noch da.",
        "What was saved before is safe.": "Was vorher gespeichert war, ist sicher.",
        "What was saved before is safe. Try it again.":
            "Was vorher gespeichert war, ist sicher. Bitte noch einmal versuchen.",
        "What it holds can still be read.": "Was darauf ist, bleibt lesbar.",
        "What the server holds is safe.": "Was beim Server liegt, ist sicher.",
        "It is left untouched. Update Tonus.": "Es bleibt unberührt. Bitte Tonus aktualisieren.",
        "Your entries are safe. Update Tonus to write again.":
            "Die Einträge sind sicher. Zum Weiterschreiben bitte Tonus aktualisieren.",
        "Nothing is lost; your entries are saved on this device.":
            "Nichts ist verloren; die Einträge sind auf diesem Gerät gespeichert.",
        "Nothing is lost; your entries are saved on this device. Ask for a new one.":
            "Nichts ist verloren; die Einträge sind auf diesem Gerät gespeichert. Bitte um einen neuen Code bitten.",
        "Nothing was changed. Type more of it.":
            "Nichts wurde geändert. Bitte mehr davon eintippen.",
        "Nothing was changed. Type it again.":
            "Nichts wurde geändert. Bitte noch einmal eintippen.",
        "Nothing was changed. Make it two.": "Nichts wurde geändert. Bitte zwei daraus machen.",
        "Nothing was changed. Join with another replica.":
            "Nichts wurde geändert. Bitte mit einem anderen Tagebuch beitreten.",
        "Nothing was changed. Join with a fresh replica.":
            "Nichts wurde geändert. Bitte mit einem frischen Tagebuch beitreten.",
        "Nothing was changed. Let another device of yours in first.":
            "Nichts wurde geändert. Bitte zuerst ein anderes eigenes Gerät aufnehmen.",
        "Nothing was changed. Say which one.\n{}":
            "Nichts wurde geändert. Bitte sagen, welcher gemeint ist.\n{}",
        "{}\nNothing was changed. Take that back first, or leave it.":
            "{}\nNichts wurde geändert. Das zuerst zurücknehmen, oder es lassen.",
        "Nothing was saved. It can be: {}.": "Nichts wurde gespeichert. Möglich ist: {}.",
        "There are: {}.": "Es gibt: {}.",

        // The store
        "not saved: cannot write ({})": "nicht gespeichert: Schreiben ist nicht möglich ({})",
        "not saved: another command is busy with this diary":
            "nicht gespeichert: ein anderer Befehl arbeitet gerade mit diesem Tagebuch",
        "a newer version of Tonus wrote this diary":
            "eine neuere Version von Tonus hat dieses Tagebuch geschrieben",
        "this disk does not promise to keep what is saved":
            "diese Festplatte verspricht nicht, Gespeichertes zu behalten",
        "others on this machine can read {}": "andere auf diesem Rechner können {} lesen",
        "the keys are missing: {}": "die Schlüssel fehlen: {}",
        "the keys cannot be read: {}": "die Schlüssel sind nicht lesbar: {}",
        "a newer version of Tonus changed who is in this diary":
            "eine neuere Version von Tonus hat geändert, wer zu diesem Tagebuch gehört",
        "this device has left the diary": "dieses Gerät gehört nicht mehr zum Tagebuch",
        "you can read this diary and not write in it":
            "dieses Tagebuch ist hier nur zum Lesen",
        "what is private is for the person whose diary it is":
            "Privates ist nur für die Person, der das Tagebuch gehört",
        "this replica belongs to a shared diary already":
            "dieses Tagebuch ist schon geteilt",
        "1 entry made here could not come along with this role":
            "1 Eintrag von hier könnte mit dieser Rolle nicht mitkommen",
        "{} entries made here could not come along with this role":
            "{} Einträge von hier könnten mit dieser Rolle nicht mitkommen",
        "the diary's file is damaged ({})": "die Datei des Tagebuchs ist beschädigt ({})",
        "nothing here is called {}": "hier heißt nichts {}",
        "{} entries begin with {}": "{} Einträge beginnen mit {}",
        "there is nothing to take back": "es gibt nichts zurückzunehmen",
        "nothing was taken back": "es wurde nichts zurückgenommen",
        "the list of devices is another diary's":
            "die Liste der Geräte gehört zu einem anderen Tagebuch",
        "what the server sent does not continue the list of devices":
            "was der Server geschickt hat, setzt die Liste der Geräte nicht fort",
        "two lists of devices exist for this diary":
            "für dieses Tagebuch gibt es zwei Listen der Geräte",
        "this device is not on the diary's list of devices":
            "dieses Gerät steht nicht auf der Geräteliste des Tagebuchs",
        "the keys of epoch {} are not on this device":
            "die Schlüssel von Abschnitt {} sind nicht auf diesem Gerät",

        // The server
        "this diary is on this device alone": "dieses Tagebuch liegt nur auf diesem Gerät",
        "{} is no server's address": "{} ist keine Adresse eines Servers",
        "no answer from {}": "keine Antwort von {}",
        "the server said no ({}, {})": "der Server hat abgelehnt ({}, {})",
        "what {} answered is not Tonus": "was {} antwortet, ist nicht Tonus",
        "{} does not hold this diary, or holds it no more":
            "{} hat dieses Tagebuch nicht oder nicht mehr",
        "this device is not in the diary, or was removed from it":
            "dieses Gerät gehört nicht zum Tagebuch oder wurde entfernt",
        "this is the last device of the person whose diary it is":
            "dies ist das letzte Gerät der Person, der das Tagebuch gehört",
        "the server does not know this code, or it was used":
            "der Server kennt diesen Code nicht, oder er wurde schon benutzt",
        "this code was used already, or never was one":
            "dieser Code wurde schon benutzt oder war nie einer",
        "this code has expired": "dieser Code ist abgelaufen",
        "the server holds another history of {}": "der Server hat einen anderen Verlauf: {}",
        "the server shows another list of devices than this replica has seen":
            "der Server zeigt eine andere Geräteliste, als dieses Tagebuch kennt",
        "there is a slip in this code": "in diesem Code ist ein Tippfehler",
        "the server offered another diary than this code is for":
            "der Server hat ein anderes Tagebuch angeboten als das zu diesem Code",
        "that is too long to keep in one entry": "das ist zu lang für einen Eintrag",
        "the keys here do not open what was sent":
            "die Schlüssel hier öffnen nicht, was geschickt wurde",
        "what the server sent does not fit together":
            "was der Server geschickt hat, passt nicht zusammen",

        // What was typed
        "'{}' is not known; did you mean '{}'?": "„{}“ ist unbekannt; war „{}“ gemeint?",
        "'{}' is no place, number or time": "„{}“ ist kein Ort, keine Zahl und keine Zeit",
        "'{}' is off the scale, which goes from 0 to 10":
            "„{}“ liegt außerhalb der Skala von 0 bis 10",
        "'{}' was said twice": "„{}“ kam zweimal vor",
        "'{}' is not of the form field=value": "„{}“ hat nicht die Form Feld=Wert",
        "there is no field '{}'; did you mean '{}'?":
            "es gibt kein Feld „{}“; war „{}“ gemeint?",
        "there is no field '{}'": "es gibt kein Feld „{}“",
        "'{}' is no {}, which goes from {} to {}": "„{}“ passt nicht zu {}, möglich ist {} bis {}",
        "there is no {}": "es fehlt: {}",
        "there is no list '{}'": "es gibt keine Liste „{}“",
        "'{}' is no count of spasms": "„{}“ ist keine Anzahl von Krämpfen",
        "something was written over it since:": "seither wurde etwas darüber geschrieben:",
        "that is one episode": "das ist ein und derselbe Krampf",
        "these two are linked already": "diese beiden sind schon verbunden",
        "this episode is linked with none": "dieser Krampf ist mit keinem verbunden",
        "the one that stays must be another entry of the same kind":
            "der Eintrag, der bleibt, muss ein anderer derselben Sorte sein",
        "there is no command '{}'; did you mean '{}'?":
            "es gibt keinen Befehl „{}“; war „{}“ gemeint?",
        "there is no command '{}'": "es gibt keinen Befehl „{}“",
        "nothing to change was said": "es steht nicht da, was zu ändern ist",
        "the note is empty": "die Notiz ist leer",
        "'{}' cannot name a replica: small letters, digits and dashes only":
            "„{}“ kann kein Tagebuch benennen: nur kleine Buchstaben, Ziffern und Striche",
        "'{}' is no role: owner, caregiver or viewer":
            "„{}“ ist keine Rolle: owner (verwaltet), caregiver (schreibt mit) oder viewer (liest mit)",
        "'{}' is no length of time": "„{}“ ist keine Dauer",
        "{} episodes are going on": "{} Krämpfe laufen gerade",
        "no episode is going on": "gerade läuft kein Krampf",
        "cannot read {}": "{} ist nicht lesbar",
        "who is it for?": "für wen ist der Code?",
        "nothing to look for was said": "es steht nicht da, wonach zu suchen ist",
        "no completions for '{}': {}": "keine Vervollständigung für „{}“: {}",
        "there is no setting '{}': {}": "es gibt keine Einstellung „{}“: {}",
        "'{}' is neither on, off nor default": "„{}“ ist weder on, off noch default",
        "'{}' is none of these: {}, default": "„{}“ ist nicht dabei: {}, default",
        "cannot read the settings in {}": "die Einstellungen in {} sind nicht lesbar",
        "there is no diary here yet": "hier gibt es noch kein Tagebuch",
        "a part of Tonus is missing: {}": "ein Teil von Tonus fehlt: {}",
        "Install Tonus again.": "Bitte Tonus neu installieren.",
        "the list had no number {}": "die Liste hatte keine Nummer {}",
        "somebody decided it, or wrote more, since you looked":
            "inzwischen hat jemand entschieden oder mehr geschrieben",
        "there is no such choice": "diese Wahl gibt es nicht",
        "these are another person's own words; only they can say which are right":
            "das sind die Worte einer anderen Person; nur sie kann sagen, welche stimmen",

        // Times
        "'{}' is no time": "„{}“ ist keine Zeit",
        "'{}' is in no calendar": "„{}“ steht in keinem Kalender",
        "{} is in the future": "{} liegt in der Zukunft",
        "'{}' can be read as {}": "„{}“ kann heißen: {}",
        "'{}' never was: the clocks went from {} to {} that night":
            "„{}“ gab es nicht: in der Nacht sprang die Uhr von {} auf {}",
        "'{}' came twice that night: in {}": "„{}“ gab es in der Nacht zweimal: in {}",
        "the time zone {} is not known here": "die Zeitzone {} ist hier unbekannt",
    ]
}
