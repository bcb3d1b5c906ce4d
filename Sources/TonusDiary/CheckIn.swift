import TonusCore
import TonusTypes

/// What is said of a whole day: one entity a day, whoever writes it.
public struct CheckIn: Hashable, Sendable {
    public let state: EntityState
    public let date: LocalDate?
    /// Who said that there was no spasm on that day.
    public let saysNone: [Report<Bool>]

    public var id: EntityID { state.entity.id }

    /// A day without spasms is data; a day without a word is not.
    public var isSpasmFree: Bool { saysNone.first?.told == true }

    public init(_ state: EntityState, patient: MemberID?) {
        self.state = state
        date = state.live(Field.checkInDate.number).register(patient: patient).value?.date
        saysNone = state.live(Field.noneToday.number).reports(patient) { $0.boolean }
    }

    /// The same on every device, so that two people's check-ins of a day are one.
    ///
    /// Source: Protocol/1-model.md, "Derived ids".
    public static func canonicalKey(_ date: LocalDate) -> [UInt8] {
        Array("checkin\u{0}\(WhenFormat.iso(date))".utf8)
    }

    /// The writes of "no spasms on this day".
    public static func writes(
        none isNone: Bool, on date: LocalDate, over state: EntityState, by member: MemberID
    ) -> [Write] {
        var writes = [Write.over(state, .noneToday, .boolean(isNone), by: member)]
        if state.live(Field.checkInDate.number).isEmpty {
            writes.append(Write(cell: Field.checkInDate.cell(), value: .date(date)))
        }
        return writes
    }
}
