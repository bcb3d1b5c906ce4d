import Foundation
import TonusCore
import TonusDiary

/// A zone's offsets over a stretch of days, looked up once: a long diary asks a million times.
struct ZoneTable: Sendable {
    /// The Unix second from which each offset holds, ascending.
    private let starts: [Int64]
    private let offsets: [Int]
    private let identifier: String

    /// Nil for a zone that this machine does not know.
    init?(_ identifier: String, _ days: ClosedRange<LocalDate>) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        let offset = { (second: Int64) in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
        }
        let first = Int64(days.lowerBound.days - 3) * 86_400
        let last = Int64(days.upperBound.days + 4) * 86_400
        var (starts, offsets) = ([first], [offset(first)])
        for second in stride(from: first, to: last, by: 86_400) {
            let (before, after) = (offset(second), offset(second + 86_400))
            if before == after { continue }
            var (low, high) = (second, second + 86_400)
            while high - low > 1 {
                let middle = (low + high) / 2
                if offset(middle) == before { low = middle } else { high = middle }
            }
            starts.append(high)
            offsets.append(after)
        }
        (self.starts, self.offsets, self.identifier) = (starts, offsets, identifier)
    }

    var zone: Zone {
        Zone(identifier: identifier, offset: offset, abbreviation: { _ in identifier })
    }

    /// The days, as Unix seconds, on which the clocks are changed.
    var changes: ArraySlice<Int64> { starts.dropFirst() }

    @Sendable private func offset(_ second: Int64) -> Int {
        offsets[max(0, (starts.lastIndex { $0 <= second } ?? 0))]
    }
}
