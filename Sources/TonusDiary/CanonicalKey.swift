import TonusCore
import TonusTypes

/// Ids that follow from what an entity is about, so that two people's entries are one.
///
/// Source: Protocol/1-model.md, "Derived ids".
public enum CanonicalKey {
    /// What is said of a day.
    public static func checkIn(_ date: LocalDate) -> [UInt8] {
        Array("checkin\u{0}\(WhenFormat.iso(date))".utf8)
    }

    /// What is said of one of the factors that come with the program, on a day.
    public static func exposure(_ factor: Factor, _ date: LocalDate) -> [UInt8] {
        Array("exposure\u{0}\(factor.rawValue)\u{0}\(WhenFormat.iso(date))".utf8)
    }

    /// What is said of a factor of this diary, on a day.
    public static func exposure(_ definition: EntityID, _ date: LocalDate) -> [UInt8] {
        Array("exposure\u{0}\(definition)\u{0}\(WhenFormat.iso(date))".utf8)
    }

    /// The dose that a regimen says is due at a time of a day.
    public static func dose(
        _ regimen: EntityID, _ date: LocalDate, _ time: TimeOfDay
    ) -> [UInt8] {
        Array("dose\u{0}\(regimen)\u{0}\(WhenFormat.iso(date))\u{0}\(time.text)".utf8)
    }
}

extension Sheet {
    /// A day without spasms is data; a day without a word is not.
    public var isSpasmFree: Bool { self[.noneToday] == .boolean(true) }
}

extension [Assignment] {
    /// "No spasms on this day."
    public static func none(_ isNone: Bool, on date: LocalDate) -> [Assignment] {
        [Assignment(.checkInDate, .date(date)), Assignment(.noneToday, .boolean(isNone))]
    }

    /// The writes of what was said.
    ///
    /// What says again what is shown already, such as the day of a check-in, is written again: whoever
    /// takes the first one back must not take away what the second needs.
    public func writes(over state: EntityState, by member: MemberID) -> [Write] {
        map { $0.write(over: state, by: member) }
    }
}
