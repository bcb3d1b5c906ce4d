import Testing
import TonusCore
import TonusTypes

/// The merge rule, case by case.
struct MergeExampleTests {
    private static let entity = EntityKey(
        audience: .everyone, kind: 1, id: EntityID(high: 0, low: 1))
    private static let cell = CellAddress(field: 100)
    private static let patient = MemberID(high: 0, low: 1)

    private func change(
        _ number: UInt64, by member: UInt64 = 1, at milliseconds: Int64 = 0,
        _ fill: (inout ChangeBody) -> Void
    ) -> Change {
        var body = ChangeBody(
            entity: Self.entity, timestamp: Timestamp(milliseconds: milliseconds), written: 0,
            writtenOffset: 0)
        fill(&body)
        let author = Author(
            device: DeviceID(high: 0, low: member), member: MemberID(high: 0, low: member))
        return Change(id: ChangeID(high: 0, low: number), author: author, body: body)
    }

    private func write(
        _ number: UInt64, _ value: Int64, by member: UInt64 = 1, at milliseconds: Int64 = 0,
        over replaced: UInt64...
    ) -> Change {
        change(number, by: member, at: milliseconds) { body in
            body.writes = [
                Write(
                    cell: Self.cell, value: .integer(value),
                    replaces: replaced.map { ChangeID(high: 0, low: $0) })
            ]
        }
    }

    private func undo(_ number: UInt64, _ targets: UInt64...) -> Change {
        change(number) { $0.undoes = targets.map { ChangeID(high: 0, low: $0) } }
    }

    private func delete(_ number: UInt64, _ seen: UInt64...) -> Change {
        change(number) { $0.deletes = seen.map { ChangeID(high: 0, low: $0) } }
    }

    private func state(_ changes: Change...) -> EntityState {
        Log(changes).state(of: Self.entity)
    }

    private func shown(_ changes: Change...) -> Value? {
        Log(changes).state(of: Self.entity).live(100).register(patient: Self.patient).value
    }

    @Test func `an edit made after seeing another wins under any clock`() {
        #expect(shown(write(1, 7, at: 9_000), write(2, 5, at: 10, over: 1)) == .integer(5))
    }

    @Test func `two edits that did not see each other are both kept and shown`() {
        let reading = state(write(1, 7), write(2, 5, by: 2), write(3, 4, over: 1)).live(100)
            .register(patient: Self.patient)
        #expect(reading.value == .integer(4))
        #expect(reading.others.map(\.value) == [.integer(5)])
        #expect(reading.isConflict)
    }

    @Test func `equal values met are no conflict`() {
        let live = state(write(1, 7), write(2, 7, by: 2)).live(100)
        #expect(live.count == 2)
        #expect(!live.register(patient: Self.patient).isConflict)
    }

    @Test func `the patient's own value is shown before a later one of somebody else`() {
        #expect(shown(write(1, 7, at: 1), write(2, 5, by: 2, at: 99)) == .integer(7))
    }

    @Test func `a write that arrives before the one it replaces works`() {
        #expect(shown(write(2, 5, over: 1)) == .integer(5))
        #expect(state(write(2, 5, over: 1), write(1, 7)).live(100).count == 1)
    }

    @Test func `undo brings back what was replaced, undoing that takes it away again`() {
        let (first, second) = (write(1, 7), write(2, 5, over: 1))
        #expect(shown(first, second, undo(3, 2)) == .integer(7))
        #expect(shown(first, second, undo(3, 2), undo(4, 3)) == .integer(5))
    }

    @Test func `what was replaced by an undone write stays dead where a later write saw that one`()
    {
        #expect(
            state(write(1, 7), write(2, 5, over: 1), write(3, 4, over: 2), undo(4, 2)).live(100)
                .map(\.value) == [.integer(4)])
    }

    @Test func `what does not count passes on only what it replaced in the same cell`() {
        let other = CellAddress(field: 101)
        let both = change(3) { body in
            body.writes = [
                Write(cell: other, value: .integer(9), replaces: [ChangeID(high: 0, low: 1)]),
                Write(cell: Self.cell, value: .integer(5), replaces: []),
            ]
        }
        // 4 replaces what 3 wrote in the cell, and 3 is taken back: 1 was replaced elsewhere only.
        let reading = state(write(1, 7), both, write(4, 6, over: 3), undo(5, 3))
        #expect(reading.live(100).map(\.value) == [.integer(7), .integer(6)])
        #expect(reading.live(101).isEmpty)
    }

    @Test func `undos of undos without end are decided without running out of stack`() {
        let chain = (2...20_000 as ClosedRange<UInt64>).map { undo($0, $0 - 1) }
        let state = Log([write(1, 7)] + chain).state(of: Self.entity)
        #expect(state.live(100).isEmpty)
    }

    @Test func `a delete hides what its author saw`() {
        #expect(state(write(1, 7), delete(2, 1)).isHidden)
    }

    @Test func `an edit made elsewhere meanwhile brings a deleted entry back, flagged`() {
        let state = state(write(1, 7), delete(2, 1), write(3, 5, by: 2, over: 1))
        #expect(!state.isHidden)
        #expect(state.isContested)
    }

    @Test func `an edit that replaces the delete restores it without a flag`() {
        var edit = write(3, 5, over: 1)
        var body = edit.body
        body.restores = [ChangeID(high: 0, low: 2)]
        edit = Change(id: edit.id, author: edit.author, body: body)
        let state = state(write(1, 7), delete(2, 1), edit)
        #expect(!state.isHidden)
        #expect(!state.isContested)
    }

    @Test func `a delete stays replaced where the delete that replaced it was taken back`() {
        let again = change(3) { body in
            (body.deletes, body.restores) = ([write(1, 7).id], [delete(2, 1).id])
        }
        let restore = change(4) { $0.restores = [again.id] }
        let state = state(write(1, 7), delete(2, 1), again, restore, undo(5, 3))
        #expect(!state.isHidden)
        #expect(!state.isContested)
    }

    @Test func `a change that the roster does not allow changes nothing, whatever it names`() {
        let intruder = write(2, 5, by: 9, over: 1)
        let state = Log([write(1, 7), intruder, change(3, by: 9) { $0.deletes = [intruder.id] }])
            .state(of: Self.entity) { $0.author.member != MemberID(high: 0, low: 9) }
        #expect(state == self.state(write(1, 7)))
    }

    @Test func `a change on another entity, kind or audience does not reach this one`() {
        var body = write(2, 5, over: 1).body
        body.entity = EntityKey(audience: .owner, kind: 1, id: Self.entity.id)
        let other = Change(
            id: ChangeID(high: 0, low: 2), author: write(2, 5).author, body: body)
        #expect(shown(write(1, 7), other) == .integer(7))
    }

    @Test func `adding wins where one removes and another adds without seeing it`() {
        let add = write(1, 1)
        var removal = write(2, 0, over: 1).body
        removal.writes = [Write(cell: Self.cell, value: nil, replaces: [add.id])]
        let removed = Change(id: ChangeID(high: 0, low: 2), author: add.author, body: removal)
        #expect(!state(add, removed).live(100).isPresent)
        #expect(state(add, removed, write(3, 1, by: 2, over: 1)).live(100).isPresent)
    }

    @Test func `of two ends that did not see each other the patient's shows, else the earlier`() {
        func time(_ number: UInt64, _ minute: Int64, by member: UInt64) -> Change {
            change(number, by: member, at: minute) { body in
                body.writes = [
                    Write(
                        cell: Self.cell,
                        value: .time(TimePoint(instant: minute, offset: 0, zone: "UTC")))
                ]
            }
        }
        func end(_ changes: Change...) -> Reading {
            Log(changes).state(of: Self.entity).live(100).ranked(patient: Self.patient) { value in
                if case .time = value { 3 } else { 1 }
            }
        }
        #expect(
            end(time(1, 25, by: 1), time(2, 10, by: 2)).value
                == time(1, 25, by: 1).body.writes[0].value)
        let others = end(time(1, 25, by: 2), time(2, 10, by: 3), write(3, 0))
        #expect(others.value == time(2, 10, by: 3).body.writes[0].value)
        #expect(others.isConflict)
    }

    @Test func `an undo reaches no other audience`() {
        var body = undo(2, 1).body
        body.entity = EntityKey(audience: .owner, kind: 2, id: EntityID(high: 0, low: 9))
        let hidden = Change(
            id: ChangeID(high: 0, low: 2), author: undo(2, 1).author, body: body)
        #expect(shown(write(1, 7), hidden) == .integer(7))
    }
}
