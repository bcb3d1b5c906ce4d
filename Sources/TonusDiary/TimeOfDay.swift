/// A time of the clock that comes every day, such as when a dose is due.
public struct TimeOfDay: Hashable, Comparable, Sendable {
    /// Minutes since midnight, in `0..<1440`.
    public let minutes: Int

    public init?(minutes: Int) {
        guard (0..<1440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// Reads `8:00`, `08:00` and `8`.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let hour = parts.first, hour.utf8.count <= 2,
            let hours = Int(hour), (0..<24).contains(hours)
        else { return nil }
        let minute = parts.count == 2 ? parts[1] : "00"
        guard minute.utf8.count == 2, let past = Int(minute), (0..<60).contains(past) else {
            return nil
        }
        minutes = hours * 60 + past
    }

    /// Reads `8am`, `8:30pm` and `noon`.
    init?(spoken text: String) {
        let word = text.lowercased()
        guard let clock = ClockPhrase.named(word) ?? ClockPhrase(word) else { return nil }
        self.init(clock)
    }

    /// Nil for what is rough, or is two times.
    init?(_ clock: ClockPhrase) {
        guard !clock.isRough, clock.second == nil, clock.offset == nil else { return nil }
        self.init(minutes: clock.first / 60)
    }

    public init?(key: [UInt8]) {
        guard key.count == 2 else { return nil }
        self.init(minutes: Int(key[0]) << 8 | Int(key[1]))
    }

    /// The minutes, big-endian. Source: Protocol/1-model.md, "Cell keys".
    public var key: [UInt8] { [UInt8(minutes >> 8), UInt8(minutes & 0xFF)] }

    /// As in `08:00`.
    public var text: String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    public static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.minutes < b.minutes }
}
