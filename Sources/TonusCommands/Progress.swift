import Foundation
#if canImport(Glibc)
    import Glibc
#endif

/// How far a long errand has come: a plain line a second on standard error, and none in the first.
///
/// Nothing moves on the screen: a screen reader reads each line once, and a log holds them as they are.
struct Progress {
    private let total: Int
    private let words: Catalogue
    private let now: () -> ContinuousClock.Instant
    /// Nil where nobody is looking.
    private let say: ((String) -> Void)?
    private var due: ContinuousClock.Instant

    /// How long it stays silent, before the first line and between any two.
    static let interval: Duration = .seconds(1)

    /// - Parameters:
    ///   - total: how many there are to do.
    ///   - now: a clock that nobody sets.
    init(
        of total: Int, _ words: Catalogue,
        now: @escaping () -> ContinuousClock.Instant = { ContinuousClock.now },
        say: ((String) -> Void)? = Progress.listener
    ) {
        (self.total, self.words) = (total, words)
        (self.now, self.say) = (now, say)
        due = now() + Self.interval
    }

    /// To be called now and then with how many are done.
    mutating func reached(_ done: Int) {
        guard let say else { return }
        let moment = now()
        guard moment >= due else { return }
        due = moment + Self.interval
        say(words.progress(done, of: total))
    }

    /// Standard error, where a person sees it: at a terminal, or where plain lines were asked for.
    static var listener: ((String) -> Void)? {
        guard isatty(STDERR_FILENO) == 1 || Config.isAccessible else { return nil }
        return { try? FileHandle.standardError.write(contentsOf: Data(($0 + "\n").utf8)) }
    }
}
