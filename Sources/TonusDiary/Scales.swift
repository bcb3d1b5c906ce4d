/// A number from 0 (none) to 10 (worst), as the person felt it or the reporter saw it.
///
/// Source: the 0–10 numeric rating scale; Farrar et al., *Clinical Therapeutics* 30(5), 2008,
/// 974–985 for spasticity, Farrar et al., *Pain* 94, 2001, 149–158 for pain.
public struct Score: Hashable, Comparable, Sendable {
    /// Always in `0...10`.
    public let points: Int

    /// Nil off the scale: a diary must never round what a person said.
    public init?(_ points: Int) {
        guard (0...10).contains(points) else { return nil }
        self.points = points
    }

    public init?(word: String) {
        guard word.utf8.count <= 2, let points = Int(word) else { return nil }
        self.init(points)
    }

    public static func < (a: Score, b: Score) -> Bool { a.points < b.points }
}
