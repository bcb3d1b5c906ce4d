import ArgumentParser

/// The help for files that a diary is written to.
extension Help {
    static var exportAbstract: String { say("Write the diary to a file") }
    static var exportDiscussion: String {
        say(
            """
            tonus export --format json --out diary.json      everything, to take in again elsewhere
            tonus export --format sqlite --out diary.sqlite  what is shown, for any SQLite program
            With no --out, text goes to standard output. Docs/Exchange.md says what is in each.
            """)
    }
    static var exportFormat: ArgumentHelp { help("json, or sqlite") }
    static var exportOut: ArgumentHelp { help("Write it to this file") }
    static var exportPrivate: ArgumentHelp {
        help("Private entries too, in sqlite; they are always in json")
    }
}
