/// What is said where words would have been dropped, and of what follows from a factor's definition.
extension German {
    static let forms: KeyValuePairs<String, String> = [
        "it is not clear what '{}' says of {}": "es ist nicht klar, was „{}“ zu {} sagt",
        "'{}' does not say at what time of the clock": "„{}“ sagt nicht, um welche Uhrzeit",
        "Nothing was saved. Say each time, as in 8:00 20:00, or none of them.":
            "Nichts wurde gespeichert. Jede Uhrzeit nennen, etwa 8:00 20:00, oder keine.",
        "{} was due at {} that day": "{} war an diesem Tag fällig um {}",
        " and at ": " und um ",
        "Nothing was saved. Say which one.": "Nichts wurde gespeichert. Bitte sagen, welche.",
        "that is before it began, on {}": "das ist vor dem Anfang am {}",
        "it is not clear what '{}' is to say here": "es ist nicht klar, was „{}“ hier sagen soll",
        "{} regimens of {} are followed now": "{} Pläne für {} gelten jetzt",
        "{} was here already; this was added to it.":
            "{} war schon da; das wurde dort ergänzt.",
        "{} is here already, and nothing about it changed.":
            "{} ist schon da, und nichts daran hat sich geändert.",
        "No regimen says that anything was due on {}.":
            "Kein Plan sagt, dass am {} etwas fällig war.",
        "Taken: {} dose 1 {} · Not taken: {} dose 1 {} skipped":
            "Genommen: {} dose 1 {} · Nicht genommen: {} dose 1 {} ausgelassen",
        "The {} counted before in that time count too: {} together.":
            "Die {} vorher in dieser Zeit gezählten zählen auch: zusammen {}.",
        "If {} are all of them, delete the first count: {} delete {}":
            "Wenn {} alle zusammen sind, die erste Zählung löschen: {} delete {}",
        "From {} before {} to {} after it": "Von {} vor {} bis {} danach",
        "{} over {}": "{} über {}",
    ]
}
