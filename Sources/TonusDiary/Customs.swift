/// How a person wants to be spoken to: the language, the clock, and the day a week begins with.
///
/// What programs read is always `international`: ISO 8601, and the English codes.
public struct Customs: Hashable, Sendable {
    public var language: Language
    /// Whether half past ten in the evening is `10:30 PM`, rather than `22:30`.
    public var isHalfDayClock: Bool
    /// 1 for Monday to 7 for Sunday.
    public var firstWeekday: Int

    public init(_ language: Language, isHalfDayClock: Bool = false, firstWeekday: Int = 1) {
        self.language = language
        self.isHalfDayClock = isHalfDayClock
        self.firstWeekday = firstWeekday
    }

    public static let international = Customs(.english)

    public var decimalMark: String { language == .german ? "," : "." }
}

extension Customs {
    /// What a person set for good on this machine; nil where the environment is to say.
    public struct Choice: Hashable, Sendable {
        public var language: Language?
        public var isHalfDayClock: Bool?
        public var firstWeekday: Int?

        public init(
            language: Language? = nil, isHalfDayClock: Bool? = nil, firstWeekday: Int? = nil
        ) {
            self.language = language
            self.isHalfDayClock = isHalfDayClock
            self.firstWeekday = firstWeekday
        }
    }

    /// What the environment says, where the person chose nothing else.
    ///
    /// Source: POSIX.1-2024, Base Definitions, 8.2: `LC_ALL` goes before the category's own variable,
    /// and that before `LANG`; an empty one counts as unset.
    public init(environment: [String: String], _ choice: Choice = Choice()) {
        func locale(_ category: String) -> (language: String, territory: String) {
            let names = ["LC_ALL", category, "LANG"].lazy.compactMap { environment[$0] }
            return Self.parts(of: names.first { !$0.isEmpty } ?? "C")
        }
        let time = locale("LC_TIME")
        language = choice.language ?? Language(rawValue: locale("LC_MESSAGES").language) ?? .english
        isHalfDayClock =
            choice.isHalfDayClock
            ?? (time.language == "en" && Self.halfDayClocks.contains(time.territory))
        firstWeekday = choice.firstWeekday ?? (Self.sundays.contains(time.territory) ? 7 : 1)
    }

    /// The two ends of `de_AT.UTF-8@euro`: `de` and `AT`.
    private static func parts(of name: String) -> (language: String, territory: String) {
        let bare = name.prefix { $0 != "." && $0 != "@" }
        let parts = bare.split(whereSeparator: { $0 == "_" || $0 == "-" })
        let language = parts.first?.lowercased() ?? ""
        return (language, parts.count > 1 ? parts[1].uppercased() : "")
    }

    /// Where English is spoken and the clock has twelve hours.
    private static let halfDayClocks: Set = ["US", "CA", "AU", "NZ", "IN", "PH", "PK", "SG"]

    /// Where a week begins with a Sunday. Source: Unicode CLDR, supplemental week data.
    private static let sundays: Set = [
        "US", "CA", "BR", "CO", "HK", "IL", "IN", "JP", "KR", "MX", "PE", "PH", "PK", "PR", "SA",
        "SG", "TH", "TW", "VE", "ZA",
    ]
}
