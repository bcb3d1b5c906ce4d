import Foundation
import TonusDiary

extension Desk {
    /// Reads what was said of an episode.
    func draft(_ words: [String]) throws -> EpisodeDraft {
        try asking(words) { try EpisodeDraft(words: $0, at: now) }
    }

    /// Reads words. Where they name an hour that came twice, a person at a terminal is asked which
    /// one was meant.
    ///
    /// - Throws: what `read` throws; `CancellationError` where no choice was made.
    func asking<Answer>(
        _ words: [String], _ read: ([String]) throws -> Answer
    ) throws -> Answer {
        do {
            return try read(words)
        } catch DraftError.time(.doubledHour(let text, let offsets, let local))
            where Terminal.canAsk && !options.json && !options.plain
        {
            let times = offsets.map { WhenFormat.iso(local) + WhenFormat.offset(seconds: $0) }
            let number = try Terminal.choose(self.words.whichHour(text, offsets, local, now))
            guard times.indices.contains(number - 1) else { throw CancellationError() }
            return try asking(Self.replacing(text, with: times[number - 1], in: words), read)
        }
    }

    /// Puts one word for the words of `text`, also where they are part of `field=text`.
    static func replacing(_ text: String, with word: String, in words: [String]) -> [String] {
        let wanted = text.split(separator: " ").map(String.init)
        for start in words.indices where words[start...].starts(with: wanted) {
            return Array(words[..<start]) + [word] + words[(start + wanted.count)...]
        }
        return words.map { $0.replacing(text, with: word) }
    }
}

/// A person who can be asked: both ends are a terminal.
enum Terminal {
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Shows numbered choices and reads a number; nothing is timed.
    ///
    /// - Throws: `CancellationError` at the end of the input, and for what is no number.
    static func choose(_ lines: [String]) throws -> Int {
        let text = Output.printable(lines.joined(separator: "\n"))
        FileHandle.standardError.write(Data((text + "\n> ").utf8))
        guard let number = readLine().flatMap({ Int($0.trimmingCharacters(in: .whitespaces)) })
        else { throw CancellationError() }
        return number
    }
}
