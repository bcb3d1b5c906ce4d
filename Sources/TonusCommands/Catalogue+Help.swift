import ArgumentParser
import TonusDiary

/// What `--help` says, in English: a part of the catalogue.
///
/// Imperative, and without a full stop where it is one line.
enum Help {
    static let rebuildAbstract = "Fold the whole log again; nothing is lost or changed"
    static let doctorAbstract = "Check everything; each line is OK or has its fix"
    static let noteAbstract = "Add words to an episode"
    static let noteDiscussion =
        """
        With no text it is read from standard input, which keeps it out of the shell's history.
        """
    static let noteReference: ArgumentHelp =
        "Which: last, a number from the list, or its id; else the text begins here"
    static let noteWords: ArgumentHelp = "The text"
    static let noteIsPrivate: ArgumentHelp = "For the owner's devices alone"
    static let todayAbstract = "What today holds (also with no command at all)"
    static let listAbstract = "The latest episodes, newest first"
    static let listKind: ArgumentHelp = "Instead of spasms: checkins, doses, questions, and so on"
    static let listNumber: ArgumentHelp = "How many"
    static let showAbstract = "Everything about one episode"
    static let showReference: ArgumentHelp = "Which: last, a number from the list, or its id"
    static let statusAbstract = "What is only on this device, and what needs a decision"
    static let setupAbstract = "Share this diary through a server"
    static let setupDiscussion =
        "The server's operator gives you the code: tonus-server code"
    static let setupServer: ArgumentHelp = "The server, such as http://127.0.0.1:8787"
    static let setupCode: ArgumentHelp = "The operator's code; with none it is asked for"
    static let setupName: ArgumentHelp = "What the others on the roster call you"
    static let inviteAbstract = "Let another device, or another person, in"
    static let inviteRole: ArgumentHelp = "Of a new person: owner, caregiver or viewer"
    static let inviteName: ArgumentHelp =
        "The new person's name; without it the code is for another device of yours"
    static let inviteExpires: ArgumentHelp = "How long the code works, such as 15m"
    static let joinAbstract = "Join a diary with a code"
    static let joinDiscussion = "What you wrote down here comes along."
    static let joinCode: ArgumentHelp =
        "The code; with none, or for a recovery kit, it is typed when asked for"
    static let syncAbstract = "Give the server what it lacks, take what is new"
    static let syncWatch: ArgumentHelp = "Go on until stopped, and sync whenever there is news"
    static let inviteQR: ArgumentHelp = "Show the code as a picture too; a terminal does by itself"
    static let inviteWithdraw: ArgumentHelp =
        "Close every code that nobody has used, but for the recovery kit"
    static let tallyAbstract = "Count many spasms without telling them apart"
    static let tallyDiscussion =
        """
        tonus tally 12 for 1h          twelve in the last hour
        tonus tally 40 yesterday       forty in all of yesterday
        tonus tally 5 left calf 22:30-23:10
        Without a time it is today so far.
        """
    static let tallyWords: ArgumentHelp = "How many; then place, severity and time, if you know"
    static let noneAbstract = "Write down that a day had no spasms"
    static let noneDiscussion =
        """
        A day without spasms is worth as much as a day with them: without it nobody can tell such
        a day from one on which nothing was written down.
        """
    static let noneDay: ArgumentHelp = "Which day, such as yesterday; today if nothing is said"
    static let rateAbstract = "Say how bad an episode is at one moment"
    static let rateDiscussion = "tonus rate last 6 pain=3 10m"
    static let rateReference: ArgumentHelp =
        "Which: last, a number from the list, or its id"
    static let rateWords: ArgumentHelp = "Severity, pain, and when it was"
    static let searchAbstract = "Find entries by their notes and words"
    static let searchDiscussion = "The numbers it shows can be used with show, edit and the like."
    static let searchText: ArgumentHelp = "What to look for"
    static let historyAbstract = "Who wrote what, and when"
    static let historyReference: ArgumentHelp = "Of which entry; of everything if nothing is said"
    static let historyNumber: ArgumentHelp = "How many changes, where no entry is named"
    static let reviewAbstract = "Decide where people wrote different things"
    static let reviewDiscussion =
        """
        tonus review                 what there is to decide, with numbers
        tonus review 1 2             of the first thing, the second choice
        tonus review 1 '=22:30'      something else
        tonus review 1 both          both are right: they become two episodes
        Every device shows the same list, and every decision can be taken back.
        """
    static let reviewItem: ArgumentHelp = "The number of the thing in the list"
    static let reviewChoice: ArgumentHelp = "A choice's number, =value, or both"
    static let reviewAlso: ArgumentHelp =
        "The other list: small things that differed, and need no decision"
    static let linkAbstract = "Say that two episodes are the same one"
    static let linkDiscussion =
        """
        Two people wrote down one spasm: from then on it is one in every list and count, with
        both people's words. Nothing is lost; unlink takes it apart again.
        """
    static let linkFirst: ArgumentHelp = "One of them: last, a number from the list, or its id"
    static let linkSecond: ArgumentHelp = "The other"
    static let unlinkAbstract = "Take linked episodes apart again"
    static let unlinkReference: ArgumentHelp = "Which: last, a number from the list, or its id"
    static let devicesAbstract = "Who shares this diary, on which devices, and which codes are open"
    static let leaveAbstract = "Take this device out of the diary"
    static let leaveDiscussion =
        """
        The others keep everything. What is on this device stays readable here, and nothing more
        comes in or goes out.
        """
    static let configAbstract = "Look at the settings, or change one"
    static let configDiscussion =
        """
        accessible   on: words for signs, no pictures (as ACCESSIBLE=1)
        autosync     off: nothing is sent until you sync (as TONUS_AUTOSYNC=0)
        """
    static let configName: ArgumentHelp = "Which one"
    static let configValue: ArgumentHelp = "on, off or default"
    static let completionsAbstract = "Print a script that lets a shell finish words"
    static let completionsDiscussion =
        """
        bash: tonus completions bash > ~/.local/share/bash-completion/completions/tonus
        """
    static let completionsShell: ArgumentHelp = "bash, zsh or fish"
    static let undoAbstract = "Take back the last thing done here, or to one entry"
    static let undoReference: ArgumentHelp =
        "An entry, or a change such as @4k2m9x from history; else the last thing done here"
    static let redoAbstract = "Do again what was taken back"
    static let redoReference: ArgumentHelp =
        "An entry, or a change such as @4k2m9x from history; else the last undo done here"
    static let tapAbstract = "Start an episode, or stop the one you started"
    static let tapWords: ArgumentHelp = "Severity, place, time: whatever you know"
    static let startAbstract = "Start an episode"
    static let startWords: ArgumentHelp = "Place and time, such as: left calf 10m"
    static let stopAbstract = "Stop the episode that is going on"
    static let stopWords: ArgumentHelp = "When it stopped, and how bad it was, such as: 5m 7"
    static let stopEpisode: ArgumentHelp =
        "Which one, where several are going on: a number from the list, or its id"
    static let logAbstract = "Write down an episode that is over"
    static let logDiscussion =
        """
        tonus log left calf 7 yesterday 22:30 for 4m
        tonus log left leg whole-limb 8 20m stiff sudden fell pain=5 trigger=heat
        Words that need no field:
        \(folded(Field.wordsAlone.flatMap(\.words)))
        More: tonus help times, tonus help edit
        """
    static let logWords: ArgumentHelp =
        "Place, severity from 0 to 10, time, length, field=value, in any order"
    static let logPain: ArgumentHelp = "Pain from 0 to 10"
    static let logTrigger: ArgumentHelp =
        "What you suspect, such as heat or stress; may be said more than once"
    static let logNote: ArgumentHelp = "Read a note from standard input"
    static let editAbstract = "Change what an episode says"
    static let editDiscussion =
        """
        tonus edit last severity=6 site='left calf' end=22:50
        An empty value takes the old one away; a minus takes one of several away, as in site=-foot.
        \(fieldWords)
        """
    static let editReference: ArgumentHelp = "Which: last, a number from the list, or its id"
    static let editAssignments: ArgumentHelp =
        "\(Field.ofEpisode.map(\.name).joined(separator: ", ")), each as name=value"
    static let deleteAbstract = "Delete an entry; it can be brought back"
    static let deleteReference: ArgumentHelp = "Which: last, a number from the list, or its id"
    static let deleteSameAs: ArgumentHelp =
        "The entry that stays, where this one is its duplicate"
    static let diaryOptionsReplica: ArgumentHelp = "Which replica on this machine"
    static let diaryOptionsJson: ArgumentHelp = "One JSON document instead of sentences"
    static let diaryOptionsPlain: ArgumentHelp = "Tab-separated lines instead of sentences"
    static let diaryOptionsNoSync: ArgumentHelp = "Do not sync in the background afterwards"
    static let tonusAbstract = "A diary of spasms and cramps, on all your devices"
    static let tonusDiscussion =
        """
        tonus t          start an episode; again to stop it
        tonus l leg 7    write down one that is over
        tonus            what today holds
        """

    /// Which words each field takes.
    private static let fieldWords = Field.ofEpisode.compactMap { field in
        field.words.isEmpty ? nil : "\(field.name):\n\(folded(field.words))"
    }.joined(separator: "\n")

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
