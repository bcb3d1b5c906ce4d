import Foundation
import TonusDiary

extension Desk {
    /// Whether a person is there to be asked.
    var canAsk: Bool { Terminal.canAsk && !options.json && !options.plain }

    /// Reads what was said of an episode.
    func draft(_ words: [String]) throws -> EpisodeDraft {
        try asking { try EpisodeDraft(words: words, at: $0) }
    }

    /// Reads what was typed. Where it names an hour that came twice, a person at a terminal is
    /// asked which one was meant.
    ///
    /// - Throws: what `read` throws; `CancellationError` where no choice was made.
    func asking<Answer>(_ read: (Moment) throws -> Answer) throws -> Answer {
        do {
            return try read(now)
        } catch DraftError.time(let error)
            where canAsk && !error.choices(at: now).isEmpty
        {
            let choices = error.choices(at: now)
            let number = try Terminal.choose(words.whichHour(choices, now))
            guard choices.indices.contains(number - 1) else { throw CancellationError() }
            return try read(now.choosing(offset: choices[number - 1].time.offset))
        }
    }
}

/// A person who can be asked: both ends are a terminal.
enum Terminal {
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Shows numbered choices and reads a number; nothing is timed.
    ///
    /// - Throws: `CancellationError` at the end of the input, and for what is no number.
    static func choose(_ lines: [String]) throws -> Int {
        guard let number = ask(lines).flatMap({ Int($0) }) else { throw CancellationError() }
        return number
    }

    /// Shows a question and reads the answer; nil at the end of the input.
    static func ask(_ lines: [String]) -> String? {
        FileHandle.standardError.write(Data((Output.shown(lines) + "\n> ").utf8))
        return readLine()?.trimmingCharacters(in: .whitespaces)
    }
}
