import TonusCore
import TonusDiary

/// Somebody typed an end that lies before the start. Nothing was saved.
///
/// Two devices may still say so between them; that is shown as a question.
struct EndsBeforeStart: Error {
    let onset: TimePoint
    let end: TimePoint

    /// - Throws: itself, where both are known and the end is earlier however roughly they are said.
    static func check(_ onset: TimePoint?, _ ending: Ending?) throws(EndsBeforeStart) {
        guard let onset, case .ended(let end)? = ending else { return }
        let isRough = [onset, end].contains { $0.precision == .day }
        if isRough, onset.localDate <= end.localDate { return }
        guard (end.latest ?? end.instant) < (onset.earliest ?? onset.instant) else { return }
        throw EndsBeforeStart(onset: onset, end: end)
    }
}

extension EpisodeDraft {
    /// Checks what it makes of an episode, where it says anything of its times.
    func check(on episode: Episode? = nil) throws(EndsBeforeStart) {
        if onset == nil, ending == nil { return }
        try EndsBeforeStart.check(onset ?? episode?.onset, ending ?? episode?.ending)
    }
}

extension [Assignment] {
    /// The same of an edit.
    func check(on episode: Episode) throws(EndsBeforeStart) {
        let times = filter { $0.field == .onset || $0.field == .ending }
        if times.isEmpty { return }
        let onset = times.last { $0.field == .onset }.map(\.value?.time) ?? episode.onset
        let ending = times.last { $0.field == .ending }.flatMap { Ending($0.value) }
        try EndsBeforeStart.check(onset, ending ?? episode.ending)
    }
}
