/// What is said where something does not go where it was to go, or is not taken in.
extension German {
    static let writing: KeyValuePairs<String, String> = [
        "{} is a place of the diary's own files, or is read by this command":
            "{} gehört zu den Dateien des Tagebuchs selbst oder wird von diesem Befehl gelesen",
        "Nothing was written. Name another place, such as {}":
            "Nichts wurde geschrieben. Bitte einen anderen Ort nennen, etwa {}",
        "cannot write {}": "{} lässt sich nicht schreiben",
        "cannot write {}: there is no such folder":
            "{} lässt sich nicht schreiben: Diesen Ordner gibt es nicht",
        "cannot write {}: you may not write there":
            "{} lässt sich nicht schreiben: Dort ist das nicht erlaubt",
        "cannot write {}: there is no room left":
            "{} lässt sich nicht schreiben: Es ist kein Platz mehr",
        "cannot write {}: it is a folder": "{} lässt sich nicht schreiben: Das ist ein Ordner",
        "only a part of it was written: standard output takes no more":
            "nur ein Teil wurde geschrieben: Die Standardausgabe nimmt nichts mehr an",
        "What is saved is safe. Make room, and throw that part away.":
            "Was gespeichert ist, bleibt. Bitte Platz schaffen und den Teil wegwerfen.",
        "{} is no number of months, which goes from 1 to {}":
            "{} ist keine Zahl von Monaten, die geht von 1 bis {}",
        "nothing here makes a report that ends in .{}":
            "einen Bericht, der auf .{} endet, macht hier nichts",
        "Nothing was written. It can end in: {}.":
            "Nichts wurde geschrieben. Er kann enden auf: {}.",
        "what is private is in json and sqlite alone, and never in {}":
            "Privates steht nur in json und sqlite, nie in {}",
        "only fhir has codes of SNOMED CT, and {} has none":
            "nur fhir hat Codes von SNOMED CT, {} hat keine",
        "Line {} left out: something else is here under its id.":
            "Zeile {} weggelassen: Unter ihrer Id steht hier etwas anderes.",
        "{} lines left out, the first of them line {}: something else is here under their ids.":
            "{} Zeilen weggelassen, als erste Zeile {}: Unter ihren Ids steht hier etwas anderes.",
        "What is here stays. To go by the file, type it with tonus edit, or give those lines ids of their own.":
            "Was hier steht, bleibt. Soll die Datei gelten, dann mit tonus edit eingeben oder diesen Zeilen eigene Ids geben.",
        "this file is in UTF-16, and a diary that Tonus wrote is in UTF-8":
            "diese Datei ist in UTF-16, ein Tagebuch von Tonus ist in UTF-8",
        "its {} lies before its {}": "sein {} liegt vor seinem {}",
        "line {} has the same id and says something else":
            "Zeile {} hat dieselbe Id und sagt etwas anderes",
    ]
}
