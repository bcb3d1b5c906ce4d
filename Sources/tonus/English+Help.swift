import ArgumentParser
import TonusDiary

/// What `--help` says, in English: a part of the catalogue.
///
/// Imperative, and without a full stop where it is one line.
enum Help {
    static let importAbstract = "Take in episodes from a CSV file"
    static let importDiscussion =
        """
        Columns: \(EpisodeRow.columns.joined(separator: ", ")).
        Importing a file twice makes no doubles.
        """
    static let importFile: ArgumentHelp = "The file"
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
    static let undoAbstract = "Take back the last thing done here, or to one entry"
    static let undoReference: ArgumentHelp =
        "Which entry; nothing means the last thing this device did"
    static let redoAbstract = "Do again what was taken back"
    static let redoReference: ArgumentHelp =
        "Which entry; nothing means the last undo of this device"
    static let tapAbstract = "Start an episode, or stop the one you started"
    static let tapWords: ArgumentHelp = "Severity, place, time: whatever you know"
    static let startAbstract = "Start an episode"
    static let startWords: ArgumentHelp = "Place and time, such as: left calf 10m"
    static let stopAbstract = "Stop the episode that is going on"
    static let stopWords: ArgumentHelp = "When it stopped, and how bad it was, such as: 5m 7"
    static let stopEpisode: ArgumentHelp =
        "Which one, where several are going on: a number from the list, or its id"
    static let logAbstract = "Write down an episode that is over"
    static let logDiscussion = "tonus log left calf 7 yesterday 22:30 for 4m"
    static let logWords: ArgumentHelp = "Place, severity from 0 to 10, time, length, in any order"
    static let logPain: ArgumentHelp = "Pain from 0 to 10"
    static let logTrigger: ArgumentHelp =
        "What you suspect, such as heat or stress; may be said more than once"
    static let logNote: ArgumentHelp = "Read a note from standard input"
    static let editAbstract = "Change what an episode says"
    static let editDiscussion =
        """
        tonus edit last severity=6 site='left calf' end=22:50
        An empty value takes the old one away; a minus takes a site or trigger away.
        """
    static let editReference: ArgumentHelp = "Which: last, a number from the list, or its id"
    static let editAssignments: ArgumentHelp =
        "\(EpisodeEdit.names.joined(separator: ", ")), each as name=value"
    static let deleteAbstract = "Delete an entry; it can be brought back"
    static let deleteReference: ArgumentHelp = "Which: last, a number from the list, or its id"
    static let diaryOptionsReplica: ArgumentHelp = "Which replica on this machine"
    static let diaryOptionsJson: ArgumentHelp = "One JSON document instead of sentences"
    static let diaryOptionsNoSync: ArgumentHelp = "Do not sync in the background afterwards"
    static let tonusAbstract = "A diary of spasms and cramps, on all your devices"
    static let tonusDiscussion =
        """
        tonus t          start an episode; again to stop it
        tonus l leg 7    write down one that is over
        tonus            what today holds
        """
}
