import TonusDiary

/// The columns of a table of spasms. Names are those of the file, and never change their meaning.
package enum EpisodeColumn: String, CaseIterable, Sendable {
    case id, kind, onset, precision, earliest, latest, end
    case endPrecision = "end_precision"
    case minutes, count, sites, extent, severity, pain, character, descriptors, suddenness, impact
    case before, course, triggers, tried, relief
    case reliefAt = "relief_at"
    case note
    case severityOthers = "severity_others"
    case painOthers = "pain_others"
    case characterOthers = "character_others"
    case courseOthers = "course_others"
    case reliefOthers = "relief_others"
    case countOthers = "count_others"
    case noteOthers = "note_others"

    /// The field of an episode whose words it holds; nil where it takes more than that.
    var field: Field? {
        switch self {
        case .sites: .sites
        case .extent: .extent
        case .severity: .severity
        case .pain: .pain
        case .character: .character
        case .descriptors: .descriptors
        case .suddenness: .suddenness
        case .impact: .impact
        case .before: .activityBefore
        case .course: .course
        case .triggers: .triggers
        case .tried: .tried
        case .relief: .relief
        default: nil
        }
    }

    /// What other people said stands in the file to be read. It cannot be taken in: nobody here can
    /// put words into their mouths.
    package var isTaken: Bool {
        switch self {
        case .severityOthers, .painOthers, .characterOthers, .courseOthers, .reliefOthers,
            .countOthers, .noteOthers:
            false
        default: true
        }
    }

    package static let taken = allCases.filter(\.isTaken)

    /// The column in which refused lines say why; it is passed over when they come back.
    package static let reason = "reason"
}
