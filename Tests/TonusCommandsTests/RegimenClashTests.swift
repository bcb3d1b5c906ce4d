import Testing
import TonusCore
import TonusDiary
import TonusTesting
import TonusTypes

@testable import TonusCommands

/// Regimens of one treatment that do not fit together are asked about, and others are not.
struct RegimenClashTests {
    private let words = InsightSentenceTests.words

    private func regimen(
        _ start: String, stopped: String? = nil, times: [String] = [], treatment: UInt64 = 1,
        _ more: [Write] = []
    ) throws -> Sheet {
        func day(_ text: String) throws -> Value {
            try #require(try Field.regimenStart.value(text, at: InsightSentenceTests.now))
        }
        var writes = [
            Write(
                cell: Field.regimenTreatment.cell(),
                value: .entity(EntityID(high: 9, low: treatment))),
            Write(cell: Field.regimenStart.cell(), value: try day(start)),
        ]
        if let stopped {
            writes.append(Write(cell: Field.stoppedOn.cell(), value: try day(stopped)))
        }
        for time in times {
            let key = try #require(TimeOfDay(time)).key
            writes.append(Write(cell: Field.regimenTimes.cell(key: key), value: .boolean(true)))
        }
        return try #require(Sheet.holding(.regimen, writes + more))
    }

    private func kinds(_ regimens: Sheet...) -> [RegimenClash.Kind] {
        RegimenClash.all(regimens).map(\.kind)
    }

    @Test func `one that was never stopped overlaps the next`() throws {
        let first = try regimen("2026-05-01")
        #expect(kinds(first, try regimen("2026-06-01")) == [.overlap])
        #expect(kinds(first, try regimen("2026-06-01", treatment: 2)).isEmpty)
    }

    @Test func `the day of the change may be in both`() throws {
        let first = try regimen("2026-05-01", stopped: "2026-06-01")
        #expect(kinds(first, try regimen("2026-06-01")).isEmpty)
        #expect(kinds(first, try regimen("2026-05-31")) == [.overlap])
        #expect(kinds(first, try regimen("2026-06-02")).isEmpty)
    }

    @Test func `other times of the day go together, the same ones do not`() throws {
        let morning = try regimen("2026-05-01", times: ["8:00"])
        #expect(kinds(morning, try regimen("2026-06-01", times: ["20:00"])).isEmpty)
        #expect(kinds(morning, try regimen("2026-06-01", times: ["8:00", "20:00"])) == [.overlap])
        #expect(kinds(morning, try regimen("2026-06-01")) == [.overlap])
    }

    @Test func `one for bad spells goes with one for every day`() throws {
        let context = Write(
            cell: Field.regimenContext.cell(),
            value: .integer(Int64(RegimenContext.relapse.rawValue)))
        #expect(kinds(try regimen("2026-05-01"), try regimen("2026-06-01", [context])).isEmpty)
    }

    @Test func `a short gap is asked about, unless somebody said why or it is long`() throws {
        let next = try regimen("2026-06-04")
        let first = try regimen("2026-05-01", stopped: "2026-05-31")
        let days = LocalDate(days: 20_605)...LocalDate(days: 20_607)
        #expect(kinds(first, next) == [.gap(days)])
        let reason = Write(cell: Field.stopReason.cell(), value: .text("tired"))
        #expect(kinds(try regimen("2026-05-01", stopped: "2026-05-31", [reason]), next).isEmpty)
        #expect(kinds(first, try regimen("2026-06-15")).count == 1)
        #expect(kinds(first, try regimen("2026-06-16")).isEmpty)
    }

    @Test func `each question ends in a command to type`() throws {
        let first = try regimen("2026-05-01", stopped: "2026-05-31")
        let open = try regimen("2026-05-01")
        let next = try regimen("2026-06-04")
        func text(_ a: Sheet, _ b: Sheet) throws -> String {
            words.question(try #require(RegimenClash.all([a, b]).first), "baclofen")
        }
        #expect(
            try text(open, next).hasPrefix(
                "baclofen goes on beside baclofen from 2026-06-04. Was the first one stopped? tonus edit "
            ))
        #expect(try text(open, next).hasSuffix(" stopped=2026-06-03"))
        #expect(try text(open, open).contains("both from 2026-05-01. Is one of them a mistake?"))
        let gap = try text(first, next)
        #expect(gap.hasPrefix("baclofen: no regimen from 2026-06-01 to 2026-06-03."))
        #expect(gap.contains("reason=pause") && gap.hasSuffix("stopped=2026-06-03"))
    }
}
