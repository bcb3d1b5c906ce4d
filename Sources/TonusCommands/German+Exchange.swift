/// What is said of files that a diary is written to, and read from.
extension German {
    static let exchange: KeyValuePairs<String, String> = [
        "Private entries too, in sqlite; they are always in json":
            "Auch private Einträge, in sqlite; in json stehen sie immer",
        "Wrote 1 change to {}.": "1 Änderung nach {} geschrieben.",
        "Wrote {} changes to {}.": "{} Änderungen nach {} geschrieben.",
        "Private entries are in it too. Keep it where only you can read it.":
            "Auch private Einträge stehen darin. Die Datei gehört an einen Ort, den sonst niemand lesen kann.",
        "1 change is not in it: it does not count, or is too long.":
            "1 Änderung steht nicht darin: Sie zählt nicht, oder sie ist zu lang.",
        "{} changes are not in it: they do not count, or are too long.":
            "{} Änderungen stehen nicht darin: Sie zählen nicht, oder sie sind zu lang.",
        "It is larger than the {} MB that import takes, and cannot be taken in again. Another device gets the whole diary with tonus invite.":
            "Die Datei ist größer als die {} MB, die import liest, und kann nicht wieder übernommen werden. Ein anderes Gerät bekommt das ganze Tagebuch mit tonus invite.",
        "Wrote what this diary shows to {}.": "Was dieses Tagebuch zeigt, steht jetzt in {}.",
        "Private and deleted entries are not in it.":
            "Private und gelöschte Einträge stehen nicht darin.",
        "1 change taken in, {} were here already.":
            "1 Änderung übernommen, {} waren schon hier.",
        "{} changes taken in, {} were here already.":
            "{} Änderungen übernommen, {} waren schon hier.",
        "{}, taken in from a file by {}": "{}, aus einer Datei übernommen von {}",

        // Files that cannot be taken in
        "Nothing was taken in.": "Nichts wurde übernommen.",
        "Nothing was taken in. Update Tonus.":
            "Nichts wurde übernommen. Bitte Tonus aktualisieren.",
        "Nothing was written.": "Nichts wurde geschrieben.",
        "a database is no text to show here":
            "eine Datenbank lässt sich hier nicht als Text zeigen",
        "a newer version of Tonus wrote this file ({})":
            "eine neuere Version von Tonus hat diese Datei geschrieben ({})",
        "this file is JSON, and no diary that Tonus wrote":
            "diese Datei ist JSON, aber kein Tagebuch von Tonus",
        "line {} is no JSON": "Zeile {} ist kein JSON",
        "line {} holds a text that is not UTF-8": "Zeile {} enthält Text, der nicht UTF-8 ist",
        "line {} is nested too deeply": "Zeile {} ist zu tief verschachtelt",
        "line {} has '{}', which is no whole number": "Zeile {} hat „{}“, das ist keine ganze Zahl",
        "line {} has '{}' twice": "Zeile {} hat „{}“ zweimal",
        "line {} has '{}', which this version does not know":
            "Zeile {} hat „{}“, das diese Version nicht kennt",
        "line {} has no '{}'": "in Zeile {} fehlt „{}“",
        "line {} has something in '{}' that cannot be there":
            "Zeile {} hat in „{}“ etwas, das dort nicht stehen kann",
        "line {} has a change that was there before ({})":
            "Zeile {} hat eine Änderung, die schon vorher da war ({})",
        "line {} names a change that is not in the file ({})":
            "Zeile {} nennt eine Änderung, die nicht in der Datei steht ({})",
        "line {} has a change that names itself in a circle ({})":
            "Zeile {} hat eine Änderung, die im Kreis auf sich selbst zeigt ({})",
        "line {} has a change that no diary can hold":
            "Zeile {} hat eine Änderung, die in kein Tagebuch passt",
    ]
}
