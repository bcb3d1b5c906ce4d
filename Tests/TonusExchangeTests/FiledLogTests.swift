import Testing
import TonusCore
import TonusTypes

@testable import TonusExchange

/// What a log comes to as a file, where the log is of somebody's own making.
struct FiledLogTests {
    private static let phone = DeviceID(high: 1, low: 1)
    private static let patient = MemberID(high: 0xA, low: 1)
    private static let entity = EntityKey(
        audience: .everyone, kind: 1, id: EntityID(high: 1, low: 1))

    private func id(_ number: UInt64) -> ChangeID { ChangeID(high: 0, low: number) }

    private func change(
        _ number: UInt64, at time: Int64, over replaced: [UInt64] = [], importID: UInt64? = nil,
        isFiled: Bool = true
    ) -> LoggedChange {
        var body = ChangeBody(
            entity: Self.entity, timestamp: Timestamp(milliseconds: time, counter: 0),
            written: time,
            writtenOffset: 0)
        body.writes = [
            Write(
                cell: CellAddress(field: 105), value: .integer(Int64(number)),
                replaces: replaced.map(id))
        ]
        body.importID = importID.map { EntityID(high: 0, low: $0) }
        return LoggedChange(
            Change(
                id: id(number), author: Author(device: Self.phone, member: Self.patient), body: body
            ),
            newer: nil, isFiled: isFiled)
    }

    private func file(_ changes: LoggedChange...) throws -> DiaryFile {
        let file = DiaryFile(changes, patient: Self.patient, people: [:])
        // Whatever is written can be read.
        #expect(try DiaryFile(reading: Array(file.text.utf8)).text == file.text)
        return file
    }

    private func names(_ file: DiaryFile) -> [UInt64] {
        file.intents.flatMap { $0 }.compactMap { one in (0...99).first { id($0) == one.id } }
    }

    @Test func `what names another comes after it, whatever the clocks said`() throws {
        let file = try file(
            change(1, at: 100), change(2, at: 10, over: [1]), change(3, at: 50))
        #expect(names(file) == [1, 2, 3])
    }

    @Test func `what was replaced by way of a change that is not in it stays replaced`() throws {
        let file = try file(
            change(1, at: 1), change(2, at: 2, over: [1], isFiled: false),
            change(3, at: 3, over: [2]))
        #expect(names(file) == [1, 3])
        #expect(file.intents.last?.first?.names == [id(1)])
    }

    @Test func `a name of a change that nobody holds is left out`() throws {
        #expect(try file(change(1, at: 1, over: [9])).intents.first?.first?.names == [])
    }

    @Test func `of two with one name the first keeps it`() throws {
        #expect(
            names(try file(change(2, at: 2, importID: 7), change(1, at: 1, importID: 7))) == [7, 2])
    }

    @Test func `nobody takes the name of a change that is here`() throws {
        #expect(names(try file(change(1, at: 1, importID: 2), change(2, at: 2))) == [1, 2])
    }

    @Test func `an act that names itself is taken apart`() throws {
        let file = try file(change(1, at: 5), change(2, at: 5, over: [1]))
        #expect(file.intents.map(\.count) == [1, 1])
    }

    @Test func `acts that name each other are taken apart`() throws {
        let file = try file(
            change(1, at: 5), change(2, at: 6, over: [1]), change(3, at: 5, over: [2]))
        #expect(names(file) == [1, 2, 3])
    }

    @Test func `an act stays in one piece`() throws {
        let file = try file(change(2, at: 5), change(1, at: 5), change(3, at: 4))
        #expect(names(file) == [3, 1, 2])
        #expect(file.intents.map(\.count) == [1, 2])
    }
}
