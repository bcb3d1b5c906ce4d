import Foundation
import Testing
import TonusCore

@testable import TonusDiary

/// What is written is read back as the same time, in every zone of the machine, on both sides of
/// every change of its clocks from 1990 to 2037.
struct WhenRoundTripTests {
    static let first: Int64 = 631_152_000  // 1990-01-01
    static let last: Int64 = 2_145_916_800  // 2038-01-01
    /// What Foundation knows, and the old names that `TZ` may hold: `US/Eastern`, `Etc/GMT+5`.
    static let identifiers: [String] = {
        let folder = FileManager.default.enumerator(atPath: "/usr/share/zoneinfo")?.allObjects
        let old = (folder ?? []).compactMap { $0 as? String }.filter { name in
            !name.hasPrefix("posix") && !name.hasPrefix("right") && Zone.isName(name)
                && TimeZone(identifier: name)?.identifier == name
        }
        return Set(TimeZone.knownTimeZoneIdentifiers).union(old).sorted()
    }()

    /// Names as the C library has them where nobody has made one up: `+0530`, `-03`.
    static func numbered(_ zone: Zone) -> Zone {
        Zone(identifier: zone.identifier, offset: zone.offset) { second in
            let text = WhenFormat.offset(seconds: zone.offset(second))
            return text.hasSuffix(":00") ? String(text.prefix(3)) : text.filter { $0 != ":" }
        }
    }

    /// Seconds from a change of the clocks.
    static let near: [Int64] = [
        -86_400, -7_201, -3_600, -1_800, -60, -1, 0, 1, 60, 1_799, 3_599, 3_600, 7_200, 86_400,
    ]

    /// The seconds at which the clocks change, as halving a fortnight finds them.
    static func changes(of zone: Zone) -> [Int64] {
        stride(from: first, to: last, by: 14 * 86_400).compactMap { start in
            var (low, high) = (start, start + 14 * 86_400)
            let before = zone.offset(low)
            guard zone.offset(high) != before else { return nil }
            while high - low > 1 {
                let middle = (low + high) / 2
                if zone.offset(middle) == before { low = middle } else { high = middle }
            }
            return high
        }
    }

    /// Around some of the changes, and anywhere.
    static func instants(in zone: Zone, using random: inout WhenRandom) -> [Int64] {
        let changes = changes(of: zone).shuffled(using: &random).prefix(5)
        let anywhere = (0..<8).map { _ in Int64.random(in: first..<last, using: &random) }
        return changes.flatMap { change in near.map { change + $0 } } + anywhere
    }

    static func seed(_ identifier: String) -> UInt64 {
        identifier.utf8.reduce(UInt64(2026)) { $0 &* 31 &+ UInt64($1) }
    }

    @Test(arguments: identifiers)
    func `what is written in a zone is read back there and elsewhere`(identifier: String) throws {
        let zone = Zone(try #require(TimeZone(identifier: identifier)))
        var random = WhenRandom(seed: Self.seed(identifier))
        for second in Self.instants(in: zone, using: &random) {
            let later = second + Int64.random(in: 0...400 * 86_400, using: &random)
            let there = Moment(milliseconds: later * 1000, zone: zone)
            let here = Moment(milliseconds: later * 1000, zone: .berlin)
            let time = there.point(milliseconds: second * 1000 + Int64(later % 1000))
            let minute = there.point(milliseconds: second.flooredDivision(by: 60) * 60_000)
            let numbered = Moment(milliseconds: later * 1000, zone: Self.numbered(zone))
            for now in [there, here, numbered] {
                let iso = WhenFormat.iso(time)
                #expect(try When.parse(iso, at: now).onset == time, "\(iso)")
                let stated = WhenFormat.stated(minute, now: now)
                #expect(try When.parse(stated, at: now).onset == minute, "\(stated) at \(later)")
            }
        }
    }

    @Test(arguments: identifiers)
    func `a bare clock time is the last minute that showed it`(identifier: String) throws {
        let zone = Zone(try #require(TimeZone(identifier: identifier)))
        var random = WhenRandom(seed: Self.seed(identifier))
        for second in Self.instants(in: zone, using: &random).shuffled(using: &random).prefix(24) {
            let start = (second + 7200).flooredDivision(by: 60) * 60
            let now = Moment(milliseconds: start * 1000, zone: zone)
            let clock = Int.random(in: 0..<96, using: &random) * 15
            let text = "\(clock / 60):\(clock % 60 < 10 ? "0" : "")\(clock % 60)"
            let shown = (0..<3120).lazy.map { start + 60 - $0 * 60 }.filter {
                ($0 + Int64(zone.offset($0))).flooredModulo(of: 86_400) == Int64(clock * 60)
            }
            let last = try #require(shown.first)
            do throws(WhenError) {
                let instant = try When.parse(text, at: now).onset.instant
                #expect(instant == last * 1000, "\(text) at \(start)")
            } catch {
                try expect(error, isDueAt: now, zone, last)
            }
        }
    }

    /// A clock time that is refused came twice, or not at all since it was last shown.
    private func expect(
        _ error: WhenError, isDueAt now: Moment, _ zone: Zone, _ last: Int64
    ) throws {
        switch error {
        case .doubledHour(_, let offsets, let local):
            let instants = offsets.map { local.localSeconds - Int64($0) }
            #expect(instants.max() == last && instants.min() != last)
            #expect(instants.allSatisfy { $0 + Int64(zone.offset($0)) == local.localSeconds })
        case .missingHour(_, let from, let to):
            let gap = from.localSeconds..<to.localSeconds
            let start = from.localSeconds - Int64(zone.offset(last))
            #expect(!gap.isEmpty && start > last)
            #expect(start <= now.limit / 1000 + 86_400)
        default: Issue.record("\(error)")
        }
    }

    @Test func `the two occurrences of every local time are all there are`() throws {
        var count = 0
        for identifier in Self.identifiers {
            let zone = Zone(try #require(TimeZone(identifier: identifier)))
            for change in Self.changes(of: zone) {
                for offset in stride(from: -5400, through: 5400, by: 900) as StrideThrough<Int64> {
                    let second = change + offset
                    let local = second + Int64(zone.offset(second))
                    #expect(zone.occurrence(ofLocal: local).seconds.contains(second))
                    count += 1
                }
            }
        }
        print("zones: \(Self.identifiers.count), times near changes of their clocks: \(count)")
    }
}

extension Int64 {
    fileprivate func flooredModulo(of divisor: Int64) -> Int64 {
        self - flooredDivision(by: divisor) * divisor
    }
}
