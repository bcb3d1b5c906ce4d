import TonusCore
import TonusDiary
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
                "note last", 1)
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
            told("this diary is on this device alone", safe, "setup http://127.0.0.1:8787", 4)
        case .badAddress(let text):
            told("\(text) is no server's address", safe, "setup https://tonus.example", 64)
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
                "note last", 65)
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

    func failure(_ error: DraftError) -> Told {
        let safe: Phrase = "Nothing was saved."
        return switch error {
        case .unknownWord(let word, let suggestion?):
            told(
                "'\(word)' is not known; did you mean '\(suggestion)'?", safe,
                "log \(suggestion) 7 20m", 64)
        case .unknownWord(let word, nil):
            told("'\(word)' is no place, number or time", safe, "log \(leg) 7 20m", 64)
        case .offScale(let word):
            told("'\(word)' is off the scale, which goes from 0 to 10", safe, "log \(leg) 7", 64)
        case .saidTwice(let word):
            told("'\(name(word))' was said twice", safe, "log \(leg) 7 20m", 64)
        case .time(let error): failure(error)
        case .notAnAssignment(let text):
            told("'\(text)' is not of the form field=value", safe, "edit last \(severity)=7", 64)
        case .unknownField(let name, let suggestion?):
            told(
                "there is no field '\(name)'; did you mean '\(self.name(suggestion))'?", safe,
                "edit last \(self.name(suggestion).lowercased())=", 64)
        case .unknownField(let name, nil):
            told("there is no field '\(name)'", safe, "edit last \(severity)=", 64)
        case .outOfRange(let field, let value, let range):
            told(
                "'\(value)' is no \(name(field)), which goes from \(range.lowerBound) to \(range.upperBound)",
                safe, "help", 64)
        case .missing(let field): told("there is no \(name(field))", safe, "help", 64)
        case .badValue("list", let value, let choices):
            told("there is no list '\(value)'", "There are: \(words(choices)).", "list doses", 64)
        case .badValue("count", let value, _):
            told("'\(value)' is no count of spasms", safe, "tally 12 for 1h", 64)
        case .badValue(let field, let value, let choices):
            told(
                "'\(value)' is no \(name(field))",
                choices.isEmpty
                    ? safe : "Nothing was saved. It can be: \(words(choices)).",
                "edit last \(name(field).lowercased())=\(first(of: choices))", 64)
        }
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
            told("that is one episode", "Nothing was changed.", "link 1 2", 64)
        case .linkedAlready:
            told("these two are linked already", "Nothing was changed.", "list", 1)
        case .notLinked:
            told("this episode is linked with none", "Nothing was changed.", "list", 1)
        case .noSurvivor:
            told(
                "the one that stays must be another entry of the same kind",
                "Nothing was changed.", "delete 2 --same-as 1", 64)
        }
    }

    func failure(_ error: WhenError, at now: Moment = Desk.moment()) -> Told {
        let safe: Phrase = "Nothing was saved."
        let instead = "log \(leg) \(error.instead.first ?? "22:30")"
        switch error {
        case .notATime(let text): return told("'\(text)' is no time", safe, instead, 64)
        case .noSuchDate(let text):
            return told("'\(text)' is in no calendar", safe, instead, 65)
        case .inTheFuture(let time):
            return told(
                "\(WhenFormat.stated(time, now: now.speaking(customs))) is in the future", safe,
                instead, 65)
        case .ambiguousDate(let text, let readings):
            return told(
                "'\(text)' can be read as \(readings.joined(separator: say(" or ")))", safe,
                instead, 65)
        case .missingHour(let text, let from, let to):
            return told(
                "'\(text)' never was: the clocks went from \(clock(from)) to \(clock(to)) that night",
                safe, instead, 65)
        case .doubledHour(let text, _, _):
            let choices = error.choices(at: now)
            let times = choices.map {
                "\($0.abbreviation) (\(WhenFormat.offset(seconds: $0.time.offset)))"
            }
            return told(
                "'\(text)' came twice that night: in \(times.joined(separator: say(" and in ")))",
                safe,
                "log \(leg) \(choices.first?.phrase ?? text)", 65)
        case .unknownZone(_, let zone):
            return told("the time zone \(zone) is not known here", safe, instead, 65)
        }
    }

    func failure(_ error: UsageError) -> Told {
        switch error {
        case .unknownCommand(let word, let suggestion?):
            told(
                "there is no command '\(word)'; did you mean '\(suggestion)'?",
                "Nothing was changed.", suggestion, 64)
        case .unknownCommand(let word, nil):
            told("there is no command '\(word)'", "Nothing was changed.", "help", 64)
        case .nothingToEdit:
            told(
                "nothing to change was said", "Nothing was changed.", "edit last \(severity)=7", 64)
        case .noText:
            told("the note is empty", "Nothing was saved.", "note last after the bath", 64)
        case .badReplicaName(let name):
            told(
                "'\(name)' cannot name a replica: small letters, digits and dashes only",
                "Nothing was changed.", verbatim: "tonus -R phone", 64)
        case .badRole(let role):
            told(
                "'\(role)' is no role: owner, caregiver or viewer", "Nothing was changed.",
                "invite --role caregiver --name Ana", 64)
        case .badExpiry(let text):
            told(
                "'\(text)' is no length of time", "Nothing was changed.", "invite --expires 15m", 64
            )
        case .several(let lines):
            told(
                "\(lines.count) episodes are going on",
                "Nothing was changed. Say which one.\n\(lines.joined(separator: "\n"))",
                "stop --episode 1", 64)
        case .nothingRunning:
            told("no episode is going on", "Nothing was changed.", "log \(leg) 7 20m for 4m", 1)
        case .noInput(let path):
            told("cannot read \(path)", "Nothing was changed.", "help import", 66)
        case .nameNeeded:
            told("who is it for?", "Nothing was changed.", "invite --role caregiver --name Ana", 64)
        case .nothingToSearch:
            told("nothing to look for was said", "Nothing was changed.", "search bath", 64)
        case .badShell(let shell, let known):
            told(
                "no completions for '\(shell)': \(known.joined(separator: ", "))",
                "Nothing was changed.", "completions \(known.first ?? "bash")", 64)
        case .unknownSetting(let name, let known):
            told(
                "there is no setting '\(name)': \(known.joined(separator: ", "))",
                "Nothing was changed.", "config", 64)
        case .badSetting(let name, let text, let choices):
            told(
                choices == ["on", "off"]
                    ? "'\(text)' is neither on, off nor default"
                    : "'\(text)' is none of these: \(choices.joined(separator: ", ")), default",
                "Nothing was changed.", "config \(name) \(choices.first ?? "")", 64)
        case .badConfig(let path):
            told(
                "cannot read the settings in \(path)", "Your entries are safe.",
                verbatim: "rm \(path)", 78)
        case .cannotWrite(let path, let code):
            cannotWrite(path, code)
        case .taken(let path): taken(path)
        case .cutShort: cutShort
        case .outNeeded: outNeeded
        case .badMonths(let months, let most, let instead): badMonths(months, most, instead)
        case .badEnding(let ending): badEnding(ending)
        case .nobodyThere: told("there is no diary here yet", "Nothing was changed.", "t", 4)
        case .programMissing(let path):
            told(
                "a part of Tonus is missing: \(path)", "Your entries are safe.",
                verbatim: say("Install Tonus again."), 1)
        }
    }

    private func clock(_ time: CivilTime) -> String {
        let minute = time.minute < 10 ? "0\(time.minute)" : "\(time.minute)"
        return "\(time.hour):\(minute)"
    }

    /// What happened, what is safe, and what to type; the two sentences are keys, as in `say`.
    func told(_ what: Phrase, _ safe: Phrase, _ command: String, _ code: Int32) -> Told {
        told(what, safe, verbatim: String(hint(command).dropFirst(2)), code)
    }

    private func told(_ what: Phrase, _ safe: Phrase, verbatim: String, _ code: Int32) -> Told {
        (["tonus: \(say(what))", say(safe), "  \(verbatim)"], code)
    }

    /// The same of sentences that are in this catalogue's language already.
    func told(said what: String, _ safe: String, _ command: String, _ code: Int32) -> Told {
        (["tonus: \(what)", safe, hint(command)], code)
    }
}
