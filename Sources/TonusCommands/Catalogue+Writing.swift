#if canImport(Glibc)
    import Glibc
#endif

/// What is said where a file, or standard output, does not take what was to go there.
extension Catalogue {
    /// It belongs to a diary, or the same command reads it.
    func taken(_ path: String) -> Told {
        let elsewhere = "~/\(path.split(separator: "/").last ?? "diary")"
        return told(
            said: say("\(path) is a place of the diary's own files, or is read by this command"),
            say("Nothing was written. Name another place, such as \(elsewhere)"), "help export", 73)
    }

    /// - Parameter code: what the system said, `errno`.
    func cannotWrite(_ path: String, _ code: Int32) -> Told {
        let folder = folder(path)
        let (what, command) =
            switch code {
            case ENOENT, ENOTDIR:
                (say("cannot write \(path): there is no such folder"), "mkdir -p \(folder)")
            case EACCES, EPERM, EROFS:
                (say("cannot write \(path): you may not write there"), "ls -ld \(folder)")
            case ENOSPC, EDQUOT:
                (say("cannot write \(path): there is no room left"), "df -h \(folder)")
            case EISDIR:
                (say("cannot write \(path): it is a folder"), "ls -d \(quoted(path))/*")
            default: (say("cannot write \(path)"), "ls -ld \(folder)")
            }
        return (["tonus: \(what)", say("Nothing was changed."), "  \(command)"], 73)
    }

    /// Standard output took the beginning alone.
    var cutShort: Told {
        let what = say("only a part of it was written: standard output takes no more")
        let safe = say("What is saved is safe. Make room, and throw that part away.")
        return (["tonus: \(what)", safe, "  df -h"], 73)
    }

    func badMonths(_ months: Int, _ most: Int, _ instead: String) -> Told {
        told(
            said: say("\(months) is no number of months, which goes from 1 to \(most)"),
            say("Nothing was written."), instead, 64)
    }

    func badEnding(_ ending: String) -> Told {
        told(
            said: say("nothing here makes a report that ends in .\(ending)"),
            say(
                "Nothing was written. It can end in: \(ReportCommand.endings.joined(separator: ", "))."
            ),
            "report --out report.html", 64)
    }

    var nothingToKeep: Told {
        told(
            "only a page that is written to a file can be noted",
            "Nothing was written or noted.", "report --out report.html --keep", 64)
    }

    private func folder(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : quoted(String(path[..<slash]))
    }

    /// A word as a shell takes it.
    func quoted(_ word: String) -> String {
        word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./".contains($0)) }
            ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
}
