import Testing
import TonusDiary

/// The words that are written down are those of the cases.
struct VocabularyTests {
    private func check<Word: CodedWord>(_: Word.Type) {
        let cases = Array(Word.allCases)
        #expect(cases.map { Int($0.rawValue) } == Array(1...cases.count))
        #expect(Word.words.count == cases.count)
        for one in cases {
            let word = "\(one)".reduce(into: "") { text, letter in
                text += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
            }
            #expect(one.word == word)
            #expect(Word(word: word) == one)
        }
    }

    @Test func `each case has its word, and each word its case`() {
        check(Region.self)
        check(SpasmCharacter.self)
        check(Descriptor.self)
        check(Suddenness.self)
        check(Impact.self)
        check(Activity.self)
        check(Course.self)
        check(Extent.self)
        check(Remedy.self)
        check(Factor.self)
    }
}
