/// How many lines words take on a printed page, before anybody has printed them.
///
/// Errs on the side of more: the reader's sans serif is hardly wider than what is reckoned with.
public struct PrintedText: Sendable {
    /// The height of the letters, in points.
    public let size: Double
    /// Of the column, in points.
    public let width: Double

    public init(size: Double, width: Double) { (self.size, self.width) = (size, width) }

    /// At least 1, so that an empty line takes its place too.
    public func lines(_ text: String, isBold: Bool = false) -> Int {
        let wrapped = Wording.wrapped(Wording.cleaned(text), width: width) {
            LetterWidths.width($0, size: size, isBold: isBold)
        }
        return max(1, wrapped.count)
    }
}
