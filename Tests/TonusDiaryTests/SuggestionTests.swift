import Testing

@testable import TonusDiary

/// Which known name a person probably meant.
struct SuggestionTests {
    private static let names = ["baclofen", "tizanidine", "gabapentin", "magnesium", "thc"]

    @Test(arguments: [
        ("baclofan", "baclofen"), ("bacofen", "baclofen"), ("Baclofenn", "baclofen"),
        ("balcofen", "baclofen"), ("baclfoan", "baclofen"), ("bclfoan", nil),
        ("tizanidien", "tizanidine"),
        ("gabapetn", "gabapentin"), ("ibuprofen", nil), ("magnseuim", "magnesium"),
        ("", nil),
    ])
    func `a name within two slips is meant, and none further away`(
        typed: String, expected: String?
    ) {
        #expect(Suggestion.nearest(to: typed, among: Self.names) == expected)
    }

    @Test(arguments: [("tch", "thc"), ("thv", "thc"), ("txv", nil), ("th", "thc"), ("t", nil)])
    func `of a short name only one slip is forgiven`(typed: String, expected: String?) {
        #expect(Suggestion.nearest(to: typed, among: Self.names) == expected)
    }

    @Test func `what is longer than any name is compared with none`() {
        let (letters, known) = ({ String(repeating: "a", count: $0) }, ["aaaa"])
        #expect(Suggestion.nearest(to: letters(40), among: known + [letters(41)]) == letters(41))
        #expect(Suggestion.nearest(to: letters(41), among: known + [letters(42)]) == nil)
    }

    @Test func `a name that is known is no slip of itself`() {
        #expect(Suggestion.nearest(to: "baclofen", among: Self.names) == nil)
        #expect(Suggestion.nearest(to: "BACLOFEN", among: Self.names) == nil)
    }

    @Test func `the nearest comes first, and of two as near the same one in any order`() {
        #expect(Suggestion.nearest(to: "heta", among: ["beta", "heat"]) == "beta")
        #expect(Suggestion.nearest(to: "heta", among: ["heat", "beta"]) == "beta")
        #expect(Suggestion.nearest(to: "baclofan", among: ["baclfn", "baclofen"]) == "baclofen")
    }

    @Test(arguments: [("calf", "calf", 0), ("calf", "claf", 1), ("ca", "ac", 1), ("", "abc", 3)])
    func `neighbours that changed places are one slip`(a: String, b: String, slips: Int) {
        #expect(Suggestion.distance(a, b) == slips)
        #expect(Suggestion.distance(b, a) == slips)
    }
}
