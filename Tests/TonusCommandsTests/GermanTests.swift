import Foundation
import Testing
import TonusCore
import TonusDiary

@testable import TonusCommands

/// German is complete: each sentence has one, and each has the gaps that the English one has.
struct GermanTests {
    private static let german = German.pieces.flatMap { piece in piece.map { ($0.key, $0.value) } }

    @Test func `each sentence of the catalogue is there in German`() throws {
        let known = Set(Self.german.map(\.0))
        let missing = try SentenceKeys.all().filter { !known.contains($0) }
        let lines = missing.map { "\($0.debugDescription): \"\"," }.joined(separator: "\n")
        #expect(missing.isEmpty, "to paste into a German+Topic.swift:\n\(lines)")
    }

    @Test func `no German sentence is there for nothing, or twice`() throws {
        let used = Set(try SentenceKeys.all())
        #expect(Self.german.map(\.0).filter { !used.contains($0) } == [])
        let twice = Dictionary(grouping: Self.german.map(\.0)) { $0 }.filter { $0.value.count > 1 }
        #expect(twice.keys.sorted() == [])
    }

    @Test func `a German sentence fills each gap of the English one, and no other`() {
        for (key, template) in Self.german {
            let count = key.components(separatedBy: "{}").count - 1
            let gaps = (0..<count).map { "<\($0)>" }
            let filled = Phrase(key: key, gaps: gaps).filling(template)
            #expect(gaps.allSatisfy(filled.contains), "\(key)")
            #expect(!filled.contains("{"), "\(key)")
            let places = template.split(separator: "{").dropFirst().compactMap { part in
                Int(part.prefix { $0 != "}" })
            }
            #expect(places.allSatisfy { (1...max(count, 1)).contains($0) }, "\(key)")
            #expect(template.components(separatedBy: "{").count - 1 == count, "\(key)")
        }
    }

    @Test func `German words for one and for several are two`() {
        for (key, template) in Self.german where key.contains("|") {
            #expect(template.split(separator: "|").count == 2, "\(key)")
        }
    }

    /// What may not be claimed in English may not be claimed in German either.
    @Test func `no German sentence claims a cause, a forecast, an advice or a cure`() {
        let claims = [
            "verursach", "auslös", "wegen ", "deshalb häufiger", "führt zu", "vermeiden", "meiden",
            "wirkt", "gewirkt", "hilft", "geholfen", "wirksam", "Ursache", "sollten", "vorhersag",
            "Prognose", "Spasmus", "Spasmen",
        ]
        for (key, template) in Self.german {
            let found = claims.filter { template.localizedCaseInsensitiveContains($0) }
            #expect(found.isEmpty, "\(key)")
        }
        let diagnoses = Self.german.filter { $0.1.contains("Schub") }.map(\.0)
        #expect(diagnoses.allSatisfy { $0.contains("certainty=confirmed") })
    }

    /// The same of English, whose sentences are their own keys.
    @Test func `no English sentence claims a cause, a forecast, an advice or a cure`() throws {
        let claims = [
            "worked", "works ", "helped", "helps you", "caused", "causes", "prevent", "avoid",
            "recommend", "because of", "effective", "effect of", "forecast", "predict", "leads to",
            "triggered by", "thanks to", "cure", "you should", "will get", "no effect",
        ]
        // What says that nothing of the kind is said, or is of a code, or of keys.
        let meant = [
            "what causes what", "nothing causes", "code works", "It works once", "Everything works",
        ]
        for key in try SentenceKeys.all() {
            let text = meant.reduce(key) { $0.replacing($1, with: "") }
            let found = claims.filter { text.localizedCaseInsensitiveContains($0) }
            #expect(found.isEmpty, "\(key)")
        }
        let diagnoses = try SentenceKeys.all().filter { $0.contains("a relapse") }
        #expect(diagnoses.allSatisfy { $0.contains("certainty=confirmed") })
    }

    @Test(arguments: [(0, "0 Krämpfe"), (1, "1 Krampf"), (2, "2 Krämpfe")])
    func `German tells one from several`(count: Int, text: String) {
        let words = Catalogue(replica: nil, customs: Customs(.german))
        #expect(words.episodes(count) == text)
    }

    @Test(arguments: [(0, "0 episodes"), (1, "1 episode"), (2, "2 episodes")])
    func `English tells one from several`(count: Int, text: String) {
        #expect(Catalogue(replica: nil).episodes(count) == text)
    }

    @Test func `the numbers in a German sentence have a comma`() throws {
        let words = Catalogue(replica: nil, customs: Customs(.german))
        #expect(words.amount(try #require(Decimal10(reading: "7.5"))) == "7,5")
        #expect(words.numbers.text(2.25, decimals: 1).contains(","))
    }

    @Test func `a sentence whose German is missing is said in English`() {
        #expect(
            Language.german.say("A sentence that nobody wrote.") == "A sentence that nobody wrote.")
    }
}
