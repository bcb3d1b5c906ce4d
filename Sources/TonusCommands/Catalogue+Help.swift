import ArgumentParser
import TonusDiary

/// What `--help` says: a part of the catalogue.
///
/// Imperative, and without a full stop where it is one line.
enum Help {
    /// In this person's language: what a command takes is asked for before there is a catalogue.
    static func say(_ phrase: Phrase) -> String { Desk.customs.language.say(phrase) }

    static func help(_ phrase: Phrase) -> ArgumentHelp { ArgumentHelp(say(phrase)) }

    static var rebuildAbstract: String {
        say(
            "Fold the whole log again; nothing is lost or changed")
    }
    static var doctorAbstract: String { say("Check everything; each line is OK or has its fix") }
    static var noteAbstract: String { say("Add words to an episode") }
    static var noteDiscussion: String {
        say(
            """
            With no text it is read from standard input, which keeps it out of the shell's history.
            """)
    }
    static var noteReference: ArgumentHelp {
        help(
            "Which: last, a number from the list, or its id; else the text begins here")
    }
    static var noteWords: ArgumentHelp { help("The text") }
    static var noteIsPrivate: ArgumentHelp { help("For the owner's devices alone") }
    static var todayAbstract: String { say("What today holds (also with no command at all)") }
    static var listAbstract: String { say("The latest episodes, newest first") }
    static var listKind: ArgumentHelp {
        help(
            "Instead of spasms: checkins, doses, questions, and so on")
    }
    static var listNumber: ArgumentHelp { help("How many") }
    static var showAbstract: String { say("Everything about one episode") }
    static var showReference: ArgumentHelp {
        help(
            "Which: last, a number from the list, or its id")
    }
    static var statusAbstract: String {
        say(
            "What is only on this device, and what needs a decision")
    }
    static var setupAbstract: String { say("Share this diary through a server") }
    static var setupDiscussion: String {
        say(
            "The server's operator gives you the code: tonus-server code")
    }
    static var setupServer: ArgumentHelp { help("The server, such as http://127.0.0.1:8787") }
    static var setupCode: ArgumentHelp { help("The operator's code; with none it is asked for") }
    static var setupName: ArgumentHelp { help("What the others on the roster call you") }
    static var inviteAbstract: String { say("Let another device, or another person, in") }
    static var inviteRole: ArgumentHelp { help("Of a new person: owner, caregiver or viewer") }
    static var inviteName: ArgumentHelp {
        help(
            "The new person's name; without it the code is for another device of yours")
    }
    static var inviteExpires: ArgumentHelp { help("How long the code works, such as 15m") }
    static var joinAbstract: String { say("Join a diary with a code") }
    static var joinDiscussion: String { say("What you wrote down here comes along.") }
    static var joinCode: ArgumentHelp {
        help(
            "The code; with none, or for a recovery kit, it is typed when asked for")
    }
    static var syncAbstract: String { say("Give the server what it lacks, take what is new") }
    static var syncWatch: ArgumentHelp {
        help(
            "Go on until stopped, and sync whenever there is news")
    }
    static var inviteQR: ArgumentHelp {
        help(
            "Show the code as a picture too; a terminal does by itself")
    }
    static var inviteWithdraw: ArgumentHelp {
        help(
            "Close every code that nobody has used, but for the recovery kit")
    }
    static var tallyAbstract: String { say("Count many spasms without telling them apart") }
    static var tallyDiscussion: String {
        say(
            """
            tonus tally 12 for 1h          twelve in the last hour
            tonus tally 40 yesterday       forty in all of yesterday
            tonus tally 5 left calf 22:30-23:10
            Without a time it is today so far.
            """)
    }
    static var tallyWords: ArgumentHelp {
        help(
            "How many; then place, severity and time, if you know")
    }
    static var noneAbstract: String { say("Write down that a day had no spasms") }
    static var noneDiscussion: String {
        say(
            """
            A day without spasms is worth as much as a day with them: without it nobody can tell such
            a day from one on which nothing was written down.
            """)
    }
    static var noneDay: ArgumentHelp {
        help(
            "Which day, such as yesterday; today if nothing is said")
    }
    static var rateAbstract: String { say("Say how bad an episode is at one moment") }
    static var rateDiscussion: String { say("tonus rate last 6 pain=3 10m") }
    static var rateReference: ArgumentHelp {
        help(
            "Which: last, a number from the list, or its id")
    }
    static var rateWords: ArgumentHelp { help("Severity, pain, and when it was") }
    static var searchAbstract: String { say("Find entries by their notes and words") }
    static var searchDiscussion: String {
        say(
            "The numbers it shows can be used with show, edit and the like.")
    }
    static var searchText: ArgumentHelp { help("What to look for") }
    static var historyAbstract: String { say("Who wrote what, and when") }
    static var historyReference: ArgumentHelp {
        help(
            "Of which entry; of everything if nothing is said")
    }
    static var historyNumber: ArgumentHelp { help("How many changes, where no entry is named") }
    static var reviewAbstract: String { say("Decide where people wrote different things") }
    static var reviewDiscussion: String {
        say(
            """
            tonus review                 what there is to decide, with numbers
            tonus review 1 2             of the first thing, the second choice
            tonus review 1 '=22:30'      something else
            tonus review 1 both          both are right: they become two episodes
            Every device shows the same list, and every decision can be taken back.
            """)
    }
    static var reviewItem: ArgumentHelp { help("The number of the thing in the list") }
    static var reviewChoice: ArgumentHelp { help("A choice's number, =value, or both") }
    static var reviewAlso: ArgumentHelp {
        help(
            "The other list: small things that differed, and need no decision")
    }
    static var linkAbstract: String { say("Say that two episodes are the same one") }
    static var linkDiscussion: String {
        say(
            """
            Two people wrote down one spasm: from then on it is one in every list and count, with
            both people's words. Nothing is lost; unlink takes it apart again.
            """)
    }
    static var linkFirst: ArgumentHelp {
        help(
            "One of them: last, a number from the list, or its id")
    }
    static var linkSecond: ArgumentHelp { help("The other") }
    static var unlinkAbstract: String { say("Take linked episodes apart again") }
    static var unlinkReference: ArgumentHelp {
        help(
            "Which: last, a number from the list, or its id")
    }
    static var devicesAbstract: String {
        say(
            "Who shares this diary, on which devices, and which codes are open")
    }
    static var leaveAbstract: String { say("Take this device out of the diary") }
    static var leaveDiscussion: String {
        say(
            """
            The others keep everything. What is on this device stays readable here, and nothing more
            comes in or goes out.
            """)
    }
    static var configAbstract: String { say("Look at the settings, or change one") }
    static var configDiscussion: String {
        say(
            """
            accessible   on: words for signs, no pictures (as ACCESSIBLE=1)
            autosync     off: nothing is sent until you sync (as TONUS_AUTOSYNC=0)
            language     en or de, whatever LC_MESSAGES says
            clock        12 or 24 hours, whatever LC_TIME says
            week         begins with mon or sun, whatever LC_TIME says
            """)
    }
    static var configName: ArgumentHelp { help("Which one") }
    static var configValue: ArgumentHelp { help("One of its values, or default") }
    static var completionsAbstract: String { say("Print a script that lets a shell finish words") }
    static var completionsDiscussion: String {
        say(
            """
            bash: tonus completions bash > ~/.local/share/bash-completion/completions/tonus
            """)
    }
    static var completionsShell: ArgumentHelp { help("bash, zsh or fish") }
    static var undoAbstract: String { say("Take back the last thing done here, or to one entry") }
    static var undoReference: ArgumentHelp {
        help(
            "An entry, or a change such as @4k2m9x from history; else the last thing done here")
    }
    static var redoAbstract: String { say("Do again what was taken back") }
    static var redoReference: ArgumentHelp {
        help(
            "An entry, or a change such as @4k2m9x from history; else the last undo done here")
    }
    static var tapAbstract: String { say("Start an episode, or stop the one you started") }
    static var tapWords: ArgumentHelp { help("Severity, place, time: whatever you know") }
    static var startAbstract: String { say("Start an episode") }
    static var startWords: ArgumentHelp { help("Place and time, such as: left calf 10m") }
    static var stopAbstract: String { say("Stop the episode that is going on") }
    static var stopWords: ArgumentHelp {
        help(
            "When it stopped, and how bad it was, such as: 5m 7")
    }
    static var stopEpisode: ArgumentHelp {
        help(
            "Which one, where several are going on: a number from the list, or its id")
    }
    static var logAbstract: String { say("Write down an episode that is over") }
    static var logDiscussion: String {
        say(
            """
            tonus log left calf 7 yesterday 22:30 for 4m
            tonus log left leg whole-limb 8 20m stiff sudden fell pain=5 trigger=heat
            Words that need no field:
            \(folded(Field.wordsAlone.flatMap { $0.words(in: Desk.customs.language) }))
            More: tonus help times, tonus help edit
            """)
    }
    static var logWords: ArgumentHelp {
        help(
            "Place, severity from 0 to 10, time, length, field=value, in any order")
    }
    static var logPain: ArgumentHelp { help("Pain from 0 to 10") }
    static var logTrigger: ArgumentHelp {
        help(
            "What you suspect, such as heat or stress; may be said more than once")
    }
    static var logNote: ArgumentHelp { help("Read a note from standard input") }
    static var editAbstract: String { say("Change what an episode says") }
    static var editDiscussion: String {
        say(
            """
            tonus edit last severity=6 site='left calf' end=22:50
            An empty value takes the old one away; a minus takes one of several away, as in site=-foot.
            \(fieldWords)
            """)
    }
    static var editReference: ArgumentHelp {
        help(
            "Which: last, a number from the list, or its id")
    }
    static var editAssignments: ArgumentHelp {
        help(
            "\(Field.ofEpisode.map { $0.name(in: Desk.customs.language) }.joined(separator: ", ")), each as name=value"
        )
    }
    static var deleteAbstract: String { say("Delete an entry; it can be brought back") }
    static var deleteReference: ArgumentHelp {
        help(
            "Which: last, a number from the list, or its id")
    }
    static var deleteSameAs: ArgumentHelp {
        help(
            "The entry that stays, where this one is its duplicate")
    }
    static var diaryOptionsReplica: ArgumentHelp { help("Which replica on this machine") }
    static var diaryOptionsJson: ArgumentHelp { help("One JSON document instead of sentences") }
    static var diaryOptionsPlain: ArgumentHelp { help("Tab-separated lines instead of sentences") }
    static var diaryOptionsNoSync: ArgumentHelp { help("Do not sync in the background afterwards") }
    static var tonusAbstract: String { say("A diary of spasms and cramps, on all your devices") }
    static var tonusDiscussion: String {
        say(
            """
            tonus t          start an episode; again to stop it
            tonus l leg 7    write down one that is over
            tonus            what today holds
            """)
    }

    /// Which words each field takes.
    private static var fieldWords: String {
        let language = Desk.customs.language
        return Field.ofEpisode.compactMap { field in
            field.words.isEmpty
                ? nil : "\(field.name(in: language)):\n\(folded(field.words(in: language)))"
        }.joined(separator: "\n")
    }

    /// Words in lines that fit a narrow terminal, each once.
    private static func folded(_ words: [String]) -> String {
        var lines = [""]
        for (place, word) in words.enumerated() where !words[..<place].contains(word) {
            let line = lines[lines.count - 1]
            if line.count + word.count > 66 {
                lines.append(word)
            } else {
                lines[lines.count - 1] = line.isEmpty ? word : "\(line), \(word)"
            }
        }
        return lines.map { "  " + $0 }.joined(separator: "\n")
    }
}
