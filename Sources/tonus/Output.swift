import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What goes to standard output: sentences for people, or one JSON document for programs.
enum Output {
    static func say(_ lines: [String]) { write(printable(lines.joined(separator: "\n"))) }

    /// - Throws: only where the value cannot be encoded, which is a bug of ours.
    static func json(_ document: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        write(String(decoding: try encoder.encode(document), as: UTF8.self))
    }

    /// Without what would steer a terminal or turn the order of letters: other people's words, and a
    /// server's, are shown here.
    static func printable(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let steers = scalar.properties.generalCategory == .control && scalar != "\n"
            let turns =
                ("\u{202A}"..."\u{202E}").contains(scalar)
                || ("\u{2066}"..."\u{2069}").contains(scalar)
            shown.append(steers || turns ? "\u{FFFD}" : scalar)
        }
        return String(shown)
    }

    /// Straight to the terminal, with no buffer in between: what was said has been seen, also by
    /// a process that is killed right after.
    private static func write(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }
}

/// An episode in JSON. Fields are only ever added.
struct EpisodeDocument: Encodable {
    struct Rating: Encodable {
        let by: String
        let value: Int
    }

    let id: String
    let onset: String?
    let ending: String
    let ended: String?
    let sites: [String]
    let severity: [Rating]
    let pain: [Rating]
    let character: [String]
    let triggers: [String]
    let differs: [String]
    let deleted: Bool

    init(_ episode: Episode) {
        id = episode.id.description
        onset = episode.onset.map { WhenFormat.iso($0) }
        (ending, ended) =
            switch episode.ending {
            case .ongoing: ("ongoing", nil)
            case .unknown: ("unknown", nil)
            case .ended(let time): ("ended", WhenFormat.iso(time))
            }
        sites = episode.sites.map(\.words)
        severity = episode.severities.map {
            Rating(by: $0.member.description, value: $0.told.points)
        }
        pain = episode.pains.map { Rating(by: $0.member.description, value: $0.told.points) }
        character = episode.characters.map(\.told.word)
        triggers = episode.triggers.map(\.word)
        differs = episode.conflicts.map(\.name) + (episode.state.isContested ? ["deleted"] : [])
        deleted = episode.state.isHidden
    }
}

struct EpisodesDocument: Encodable {
    let schema = "tonus.episodes/1"
    let episodes: [EpisodeDocument]

    init(_ episodes: [Episode]) { self.episodes = episodes.map(EpisodeDocument.init) }
}

struct CountDocument: Encodable {
    var schema = "tonus.counts/1"
    let counts: [String: Int]
}
