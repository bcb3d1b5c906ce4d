/// How many columns a terminal has, and what it can show.
public struct TerminalStyle: Hashable, Sendable {
    public enum Form: Hashable, Sendable {
        /// Block characters and arrows.
        case blocks
        /// Nothing but ASCII in the picture, for a terminal that has no more.
        case ascii
        /// No picture: the sentence and the table, for those who listen.
        case accessible
    }

    public let width: Int
    public let form: Form

    /// Takes fewer than 20 columns as 20.
    public init(width: Int = 80, form: Form = .blocks) {
        (self.width, self.form) = (max(20, width), form)
    }

    /// Lines of at most so many columns, broken between words.
    public func wrapped(_ text: String, indent: Int = 0) -> [String] {
        let lines = Wording.wrapped(Wording.cleaned(text), width: Double(width - indent)) {
            Double(Columns.width($0))
        }
        return lines.map { String(repeating: " ", count: indent) + $0 }
    }
}
