/// A language in which Tonus speaks.
public enum Language: String, CaseIterable, Hashable, Sendable {
    case english = "en"
    case german = "de"
}
