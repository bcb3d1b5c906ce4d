import ArgumentParser
import TonusExchange

/// What `--help` says of files that come and go.
extension Help {
    static var importAbstract: String {
        say("Take in episodes and tallies from a CSV file, or a whole diary from JSON")
    }
    static var importDiscussion: String {
        say(
            """
            tonus import diary.json                        a whole diary, as export writes it
            tonus import diary.csv --dry-run               what would become of each line
            tonus import diary.csv --rejects rejects.csv   refused lines go there, with the reason
            tonus import app.csv --column onset=Date --column onset=Time \\
                --times 'dd.MM.yyyy HH:mm' --column severity='Pain level'
            tonus import app.csv --map app.json            the same, kept for the next time
            Columns it looks for, of which only onset must be there:
            \(EpisodeColumn.taken.map(\.rawValue).joined(separator: ", "))
            Importing a file twice makes no doubles. Times without an offset are this place's.
            More: Docs/Exchange.md
            """)
    }
    static var importFile: ArgumentHelp { help("The file") }
    static var importDryRun: ArgumentHelp {
        help("Say what would become of each line, and change nothing")
    }
    static var importRejects: ArgumentHelp {
        help("Write the refused lines to this file, each with the reason")
    }
    static var importMap: ArgumentHelp {
        help("A JSON file that says which columns of the file hold what, and in which words")
    }
    static var importColumn: ArgumentHelp {
        help(
            "Which column holds what, such as severity='Pain level'; the same field again for a date and a time"
        )
    }
    static var importTimes: ArgumentHelp {
        help("How times are written there, such as 'dd.MM.yyyy HH:mm'")
    }
    static var importRestAsNote: ArgumentHelp {
        help("Put the columns that nobody asked for into the note")
    }

    static var exportAbstract: String { say("Write the diary as a file for other programs") }
    static var exportDiscussion: String {
        say(
            """
            tonus export --format json --out diary.json    everything, to take in again elsewhere
            tonus export --format csv --out diary.csv      spasms as a table; import reads it back
            tonus export --format csv --of doses           another kind, to standard output
            tonus export --format ical --out diary.ics     spasms, bad spells, plans, visits for a calendar
            tonus export --format fhir --out bundle.json   a FHIR R4 bundle, for a clinic's system
            tonus export --format sqlite --out diary.sqlite  what is shown, for any SQLite program
            What is private is in json, and with --private in sqlite. Docs/Exchange.md says what is in each.
            """)
    }
    static var exportFormat: ArgumentHelp { help("json, csv, ical, fhir or sqlite") }
    static var exportOut: ArgumentHelp {
        help("Write it to this file, which only you can read; else to standard output")
    }
    static var exportOf: ArgumentHelp {
        help("Of csv: episodes, tallies, checkins, doses, notes, and so on")
    }
    static var exportSNOMED: ArgumentHelp {
        help("fhir: with SNOMED CT codes, which are free in some countries alone")
    }
    static var exportPrivate: ArgumentHelp {
        help("Private entries too, in sqlite; they are always in json")
    }
    static var exportMonths: ArgumentHelp { help("Only the last so many months; all if not said") }
}
