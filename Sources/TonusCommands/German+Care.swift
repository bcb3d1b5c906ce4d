/// What was taken, for how long and against what; the week as a whole.
extension German {
    static let care: KeyValuePairs<String, String> = [
        "Once a week: how bothered were you by spasms in these seven days?":
            "Einmal in der Woche: Wie sehr haben die Krämpfe in diesen sieben Tagen gestört?",
        "And how often were there spasms?": "Und wie oft gab es Krämpfe?",
        "0. never": "0. nie",
        "1. only when something sets them off": "1. nur auf einen Reiz hin",
        "2. less than once an hour": "2. seltener als einmal in der Stunde",
        "3. more than once an hour": "3. öfter als einmal in der Stunde",
        "4. more than ten times an hour": "4. öfter als zehnmal in der Stunde",
        "How strong were they mostly?": "Wie stark waren sie meistens?",
        "1. mild": "1. leicht", "2. moderate": "2. mittel", "3. severe": "3. schwer",
        "only when something sets them off": "nur auf einen Reiz hin",
        "less than once an hour": "seltener als einmal in der Stunde",
        "more than once an hour": "öfter als einmal in der Stunde",
        "more than ten times an hour": "öfter als zehnmal in der Stunde",
        "mild": "leicht", "moderate": "mittel", "severe": "schwer",
        "Penn spasm frequency, as said on {}: {}, {}.":
            "Krampfhäufigkeit nach Penn, gesagt am {}: {}, {}.",
        "Penn spasm frequency, as said on {}: {}, {}; {}.":
            "Krampfhäufigkeit nach Penn, gesagt am {}: {}, {}; {}.",
        "Penn spasm frequency, estimated from {} on {} of the last week: {}, {}.":
            "Krampfhäufigkeit nach Penn, geschätzt aus {} an {} der letzten Woche: {}, {}.",
        "{}, planned {}": "{}, geplant {}",
        "{}: {} of {} taken ({}), {} skipped, {} unknown ({}).":
            "{}: {} von {} genommen ({}), {} ausgelassen, {} unbekannt ({}).",
        "{} stopped": "{} abgesetzt",
        "New or worse: {}.": "Neu oder schlimmer: {}.",
        "Against it: {}.": "Dagegen: {}.", "against it {}": "dagegen {}",
        "Advised: {}": "Rat: {}", "Advised ({}): {}": "Rat ({}): {}",
        "more piece of advice|more pieces of advice": "weiterer Rat|weitere Ratschläge",
        "Exercise: {} minutes a week, {} of them stretching.":
            "Bewegung: {} Minuten in der Woche, davon {} Dehnen.",
        "By minutes of stretching, on the day itself and on the day after:":
            "Nach Minuten Dehnen, am Tag selbst und am Tag danach:",
        "only a page that is written to a file can be noted":
            "nur eine Seite, die in eine Datei geschrieben wird, lässt sich festhalten",
        "Nothing was written or noted.": "Es wurde nichts geschrieben oder festgehalten.",
        "a page of {} to {}": "eine Seite von {} bis {}", "a page": "eine Seite",
        "content {}": "Inhalt {}",
        "report --out report.html --keep": "report --out report.html --keep",
        "Write down in the diary which page it was, by what its foot says":
            "Im Tagebuch festhalten, welche Seite es war, mit dem, was am Fuß steht",
        "stretching": "Dehnen", "heat as a treatment": "Wärme als Behandlung",
    ]
}
