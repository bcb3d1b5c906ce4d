import Testing
import TonusCore

@testable import TonusDiary

/// The German words of the vocabularies: shown to those who read it, and read whoever types them.
struct GermanWordsTests {
    private static func read<Word: CodedWord>(_ words: Word.Type) -> [Word?] {
        Word.allCases.map { Word(word: $0.word(in: .german)) }
    }

    private static func expect<Word: CodedWord>(_ words: Word.Type) {
        #expect(Word.german.count == Word.words.count, "\(words)")
        #expect(read(words) == Array(Word.allCases).map { $0 }, "\(words)")
        for word in Word.german { #expect(!word.contains(" ") && !word.contains("="), "\(word)") }
    }

    @Test func `each German word is read as what it is shown for`() {
        Self.expect(Region.self)
        Self.expect(SpasmCharacter.self)
        Self.expect(Descriptor.self)
        Self.expect(Suddenness.self)
        Self.expect(Impact.self)
        Self.expect(Activity.self)
        Self.expect(Course.self)
        Self.expect(Extent.self)
        Self.expect(Remedy.self)
        Self.expect(Factor.self)
        Self.expect(Unit.self)
        Self.expect(ActingMode.self)
        Self.expect(RegimenContext.self)
        Self.expect(DoseStatus.self)
        Self.expect(SideEffect.self)
        Self.expect(Certainty.self)
        Self.expect(RelapseSymptom.self)
        Self.expect(ClinicMeasure.self)
        Self.expect(PartOfDay.self)
        Self.expect(Everyday.self)
        Self.expect(FactorKind.self)
        Self.expect(FactorScope.self)
        Self.expect(Lag.self)
        Self.expect(ExerciseType.self)
    }

    @Test func `of the words that need no field, German means what English means`() {
        for field in Field.wordsAlone {
            for (english, german) in zip(field.words, field.words(in: .german)) {
                let meant = Field.wordsAlone.firstNonNil { $0.read(english) }
                #expect(Field.wordsAlone.firstNonNil { $0.read(german) } == meant, "\(german)")
            }
        }
    }

    @Test func `no German word means something else in English`() {
        let english = Set(Field.all.flatMap(\.words) + Region.allCases.map(\.word))
        for field in Field.all {
            for (code, word) in zip(field.words, field.words(in: .german))
            where english.contains(Spelling.folded(word)) {
                #expect(field.words.contains(Spelling.folded(word)), "\(word) for \(code)")
                #expect(field.read(word) == field.read(code), "\(word) for \(code)")
            }
        }
    }

    @Test func `each field has a German name, which no other of its kind has`() {
        for kind in Kind.allCases {
            let names = kind.ownFields.map { Spelling.folded($0.name(in: .german)) }
            #expect(Set(names).count == names.count, "\(kind): \(names)")
            for field in kind.ownFields {
                let name = Spelling.folded(field.name(in: .german))
                #expect(kind.ownFields.first { $0.isNamed(name) } == field, "\(kind) \(name)")
                #expect(field.name(in: .german).first?.isUppercase == true || name != field.name)
            }
        }
    }

    @Test(arguments: [
        ("wade links 7", "left calf 7"), ("linke Wade 7", "left calf 7"),
        ("Waden beide 7", "both calf 7"), ("fuß rechts 3", "right foot 3"),
        ("FUSS rechts 3", "right foot 3"), ("rechter Fuss 3", "right foot 3"),
        (
            "bein links ganz 8 steif plötzlich gestürzt schmerz=5 verdacht=hitze",
            "left leg whole-limb 8 stiff sudden fell pain=5 trigger=heat"
        ),
        ("wade 7 schmerzen 3", "calf 7 pain 3"), ("wade 7 Ende=andauernd", "calf 7 end=ongoing"),
        ("kreuz 2 gestern 22:30 4 min lang", "lower-back 2 yesterday 22:30 for 4m"),
    ])
    func `an episode is read in German`(german: String, english: String) throws {
        func draft(_ text: String) throws -> EpisodeDraft {
            try EpisodeDraft(words: text.split(separator: " ").map(String.init), at: .friday)
        }
        #expect(try draft(german) == draft(english))
    }

    @Test(arguments: [
        (Kind.checkIn, "6 schmerz 3 schlaf 7,5 erschöpfung 5", "6 pain 3 sleep 7.5 fatigue 5"),
        (.checkIn, "abend 3 geweckt 2 infekt=ja", "evening 3 wakings 2 infection=yes"),
        (.factorExposure, "value=nein gestern", "value=no yesterday"),
        (.dose, "400 mg ausgelassen", "400 mg skipped"),
        (.exercise, "gehen 30 anstrengung 4", "walk 30 effort 4"),
        (.relapse, "gestern schwäche sehen", "yesterday weakness vision"),
        (.measure, "ashworth 2 knie links", "ashworth 2 left knee"),
    ])
    func `a sheet is read in German`(kind: Kind, german: String, english: String) throws {
        func draft(_ text: String) throws -> SheetDraft {
            try SheetDraft(kind, words: text.split(separator: " ").map(String.init), at: .friday)
        }
        #expect(try draft(german) == draft(english))
    }

    @Test(arguments: [
        (Site(.calf, .left), "Wade links"), (Site(.foot, .both), "Fuß beidseits"),
        (Site(.back), "Rücken"), (Site(.back, .middle), "Rücken mittig"),
    ])
    func `a place is said in German, and read back`(site: Site, text: String) {
        #expect(site.words(in: .german) == text)
        let words = text.split(separator: " ").map(String.init)
        #expect(Site.read(words)?.site == site)
    }

    @Test(arguments: ["ja", "Nein", "unbekannt", "yes", "no", "unknown"])
    func `an answer is one in any language`(word: String) {
        #expect(Field.isAnswer(word))
        #expect(!Field.isAnswer(word + "s"))
    }

    @Test func `letters of German may be typed as two, and in two parts`() {
        #expect(Spelling.folded("Füße") == "fuesse")
        #expect(Spelling.folded("Fu\u{308}ße") == "fuesse")
        #expect(Region(word: "HÜFTE") == .hip)
    }

    @Test func `a list is asked for by its name in any language`() {
        for kind in Kind.allCases {
            let word = kind.word(in: .german).lowercased()
            #expect(Kind.allCases.filter { $0.isNamed(word) } == [kind])
        }
    }
}
