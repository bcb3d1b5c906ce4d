import Testing
import TonusCore

@testable import TonusDiary

/// Which two episodes are suggested to be one spasm, written down twice.
struct TwinsTests {
    private static let now = AssignmentTests.now
    private static let minute: Int64 = 60_000
    private static let hour: Int64 = 60 * minute

    /// - Parameters:
    ///   - begin: when it began, so long after a fixed moment; nil where nobody said.
    ///   - length: nil where nobody said when it ended.
    private func episode(
        _ sites: String, _ begin: Int64?, for length: Int64? = nil,
        by author: Author = FoldedState.maria
    ) throws -> Episode {
        var draft = try EpisodeDraft(
            words: sites.split(separator: " ").map(String.init), at: Self.now)
        if let begin {
            let start = Self.now.milliseconds - 100 * Self.hour + begin
            draft.onset = Self.now.point(at: start)
            draft.ending = length.map { .ended(Self.now.point(at: start + $0)) }
        }
        let writes = draft.writes(over: nil, by: author.member)
        return Episode(
            FoldedState.of(.episode, [(author, writes)]), patient: FoldedState.maria.member)
    }

    /// Whether they may be one, which is the same asked from either side.
    private func mayBeOne(_ one: Episode, _ other: Episode) -> Bool {
        #expect(one.mayBeTwin(of: other) == other.mayBeTwin(of: one))
        return one.mayBeTwin(of: other)
    }

    @Test(arguments: [(0, true), (15 * minute, true), (15 * minute + 1, false)])
    func `those begun within fifteen minutes may be one`(apart: Int64, expected: Bool) throws {
        let hers = try episode("left calf", 0)
        let his = try episode("left calf", apart, by: FoldedState.ana)
        #expect(mayBeOne(hers, his) == expected)
    }

    @Test(arguments: [(hour + 1, true), (hour, false), (45 * minute, false)])
    func `one that begins while the other lasts may be it`(length: Int64, expected: Bool) throws {
        let hers = try episode("left calf", 0, for: length)
        let his = try episode("left calf", Self.hour, by: FoldedState.ana)
        #expect(mayBeOne(hers, his) == expected)
    }

    @Test func `one of which nobody said when it ended lasts into no other`() throws {
        let hers = try episode("left calf", 0)
        let his = try episode("left calf", 16 * Self.minute, for: Self.hour, by: FoldedState.ana)
        #expect(!mayBeOne(hers, his))
    }

    @Test(arguments: [(24 * hour, true), (24 * hour + 1, false)])
    func `no spasm is looked for further than a day away`(apart: Int64, expected: Bool) throws {
        let hers = try episode("left calf", 0, for: 30 * Self.hour)
        let his = try episode("left calf", apart, by: FoldedState.ana)
        #expect(mayBeOne(hers, his) == expected)
    }

    @Test func `what one device wrote is never written twice, what one person wrote may be`() throws
    {
        let hers = try episode("left calf", 0)
        #expect(!mayBeOne(hers, try episode("left calf", Self.minute)))
        let onPhone = try episode("left calf", Self.minute, by: FoldedState.phone)
        #expect(mayBeOne(hers, onPhone))
    }

    @Test(arguments: [
        ("left calf", "left calf", true), ("left calf", "left leg", true),
        ("left calf", "calf", true), ("both calf", "left calf", true),
        ("left calf", "right calf", false), ("left calf", "left hand", false),
        ("back left calf", "left hand back", true), ("left calf", "", false), ("", "", false),
    ])
    func `they share a place, as roughly as it was said`(
        one: String, other: String, expected: Bool
    ) throws {
        let hers = try episode(one, 0)
        #expect(mayBeOne(hers, try episode(other, 0, by: FoldedState.ana)) == expected)
    }

    @Test func `where nobody said when it began nothing is suggested`() throws {
        let hers = try episode("left calf", nil)
        #expect(!mayBeOne(hers, try episode("left calf", 0, by: FoldedState.ana)))
        #expect(!mayBeOne(hers, try episode("left calf", nil, by: FoldedState.ana)))
    }
}
