import TonusCore
import TonusStore
import TonusSync
import TonusVault

/// Errors: what happened, in lower case; what is safe; as the last line the command to type.
///
/// Exit codes: 1 failed · 4 not joined, or removed · 64 wrong arguments · 65 bad content · 66 no
/// input file · 69 server unreachable · 73 cannot write · 75 busy · 78 configuration.
extension Catalogue {
    typealias Told = (lines: [String], code: Int32)

    func failure(_ error: StoreError) -> Told {
        switch error {
        case .notSaved(let cause):
            told(
                "not saved: cannot write (\(cause))", "What was saved before is safe.", "doctor", 73
            )
        case .busy:
            told(
                "not saved: another command is busy with this diary",
                "What was saved before is safe. Try it again.", "status", 75)
        case .newerVersion:
            told(
                "a newer version of Tonus wrote this diary", "It is left untouched. Update Tonus.",
                "--version", 78)
        case .notDurable:
            told(
                "this disk does not promise to keep what is saved", "Nothing was changed.",
                "doctor", 78)
        case .keysExposed(let path):
            told(
                "others on this machine can read \(path)", "Nothing was opened.",
                verbatim: "chmod 600 \(path)", 78)
        case .keysMissing(let path):
            told("the keys are missing: \(path)", "The entries are still there.", "join", 78)
        case .keysUnreadable(let path):
            told("the keys cannot be read: \(path)", "The entries are still there.", "join", 78)
        case .roster(let problem):
            failure(problem)
        case .updateNeeded:
            told(
                "a newer version of Tonus changed who is in this diary",
                "Your entries are safe. Update Tonus to write again.", "--version", 1)
        case .departed:
            told(
                "this device has left the diary", "What it holds can still be read.",
                verbatim: "tonus -R other join", 4)
        case .viewerCannotWrite:
            told("you can read this diary and not write in it", "Nothing was changed.", "list", 1)
        case .caregiverCannotWritePrivately:
            told(
                "what is private is for the person whose diary it is", "Nothing was changed.",
                "help privacy", 1)
        case .alreadyShared:
            told(
                "this replica belongs to a shared diary already",
                "Nothing was changed. Join with another replica.", verbatim: "tonus -R other join",
                1)
        case .entriesCannotCome(let count):
            told(
                count == 1
                    ? "1 entry made here could not come along with this role"
                    : "\(count) entries made here could not come along with this role",
                "Nothing was changed. Join with a fresh replica.", verbatim: "tonus -R other join",
                1)
        case .damaged(let cause):
            told(
                "the diary's file is damaged (\(cause))", "What the server holds is safe.",
                "doctor", 1)
        }
    }

    func failure(_ error: ReferenceError) -> Told {
        switch error {
        case .unknown(let text):
            told("nothing here is called \(text)", "Nothing was changed.", "list", 64)
        case .ambiguous(let text, let matches):
            told(
                "\(matches) entries begin with \(text)", "Nothing was changed. Type more of it.",
                "list", 64)
        case .writtenOver(let change):
            failure(WrittenOver(lines: [], reference: Snapshot.shortID(change)))
        case .nothingToUndo:
            told("there is nothing to take back", "Nothing was changed.", "list", 1)
        case .nothingToRedo:
            told("nothing was taken back", "Nothing was changed.", "list", 1)
        }
    }

    func failure(_ error: SyncError) -> Told {
        let safe: Phrase = "Nothing is lost; your entries are saved on this device."
        let askAgain: Phrase =
            "Nothing is lost; your entries are saved on this device. Ask for a new one."
        return switch error {
        case .noServer:
            told("this diary is on this device alone", safe, "setup --help", 4)
        case .badAddress(let text):
            told("\(text) is no server's address", safe, "setup --help", 64)
        case .unreachable(let server):
            told("no answer from \(server)", safe, "sync", 69)
        case .refused(let type, let status):
            told("the server said no (\(type), \(status))", safe, "doctor", 1)
        case .badAnswer(let server):
            told("what \(server) answered is not Tonus", safe, "status", 1)
        case .diaryUnknown(let server):
            told(
                "\(server) does not hold this diary, or holds it no more", safe,
                "setup \(server)", 1)
        case .notOnRoster:
            told("this device is not in the diary, or was removed from it", safe, "join", 4)
        case .departed: failure(StoreError.departed)
        case .lastOfFounder:
            told(
                "this is the last device of the person whose diary it is",
                "Nothing was changed. Let another device of yours in first.", "invite", 1)
        case .codeRefused:
            told(
                "the server does not know this code, or it was used", safe,
                verbatim: "tonus-server code", 1)
        case .ticketUnknown:
            told("this code was used already, or never was one", askAgain, "join", 1)
        case .ticketExpired:
            told("this code has expired", askAgain, "join", 1)
        case .forked(let count):
            told(
                "the server holds another history of \(plural(count, "chain", "chains"))", safe,
                "doctor", 1)
        case .rosterDiffers:
            told(
                "the server shows another list of devices than this replica has seen", safe,
                "doctor", 1)
        case .updateNeeded: failure(StoreError.updateNeeded)
        }
    }

    func failure(_ error: VaultError) -> Told {
        switch error {
        case .mistypedTicket:
            told("there is a slip in this code", "Nothing was changed. Type it again.", "join", 65)
        case .otherDiary:
            told(
                "the server offered another diary than this code is for",
                "Nothing was changed.", "join", 1)
        case .tooLarge:
            told(
                "that is too long to keep in one entry", "Nothing was changed. Make it two.",
                typed.help, 65)
        default:
            told("the keys here do not open what was sent", "Your entries are safe.", "doctor", 1)
        }
    }

    private func failure(_ problem: RosterProblem) -> Told {
        let safe: Phrase = "Your entries are safe."
        return switch problem {
        case .otherDiary: told("the list of devices is another diary's", safe, "doctor", 1)
        case .doesNotExtend:
            told(
                "what the server sent does not continue the list of devices", safe, "doctor", 1)
        case .twoLists: told("two lists of devices exist for this diary", safe, "doctor", 1)
        case .notOnIt:
            told("this device is not on the diary's list of devices", safe, "doctor", 1)
        case .keysMissing(let epoch):
            told("the keys of epoch \(epoch) are not on this device", safe, "doctor", 1)
        }
    }

    var badProtocol: Told {
        told(
            "what the server sent does not fit together",
            "Nothing is lost; your entries are saved on this device.", "doctor", 1)
    }

    func failure(_ error: WrittenOver) -> Told {
        told(
            "something was written over it since:",
            "\(error.lines.joined(separator: "\n"))\nNothing was changed. Take that back first, or leave it.",
            "undo \(error.reference)", 1)
    }

    func failure(_ error: ActError) -> Told {
        switch error {
        case .linkedToItself:
            told("that is one episode", "Nothing was changed.", typed.help, 64)
        case .linkedAlready:
            told("these two are linked already", "Nothing was changed.", "list", 1)
        case .notLinked:
            told("this episode is linked with none", "Nothing was changed.", "list", 1)
        case .noSurvivor:
            told(
                "the one that stays must be another entry of the same kind",
                "Nothing was changed.", typed.help, 64)
        }
    }

    /// What happened, what is safe, and what to type; the two sentences are keys, as in `say`.
    func told(_ what: Phrase, _ safe: Phrase, _ command: String, _ code: Int32) -> Told {
        told(what, safe, verbatim: String(hint(command).dropFirst(2)), code)
    }

    func told(_ what: Phrase, _ safe: Phrase, verbatim: String, _ code: Int32) -> Told {
        (["tonus: \(say(what))", say(safe), "  \(verbatim)"], code)
    }

    /// The same of sentences that are in this catalogue's language already.
    func told(said what: String, _ safe: String, _ command: String, _ code: Int32) -> Told {
        (["tonus: \(what)", safe, hint(command)], code)
    }
}
