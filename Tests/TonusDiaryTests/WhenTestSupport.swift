import Foundation
import TonusCore

@testable import TonusDiary

extension Zone {
    /// The machine's own tables.
    init(_ zone: TimeZone) {
        self.init(
            identifier: zone.identifier,
            offset: { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) },
            abbreviation: {
                zone.abbreviation(for: Date(timeIntervalSince1970: Double($0))) ?? zone.identifier
            })
    }

    /// Foundation abbreviates by the locale of the machine, so the two names are given here.
    static let berlin: Zone = {
        guard let table = TimeZone(identifier: "Europe/Berlin") else {
            preconditionFailure("this machine has no time zones")
        }
        let zone = Zone(table)
        return Zone(
            identifier: "Europe/Berlin", offset: zone.offset,
            abbreviation: { zone.offset($0) == 7200 ? "CEST" : "CET" })
    }()
}

extension Moment {
    /// A local time in Berlin, with its offset.
    static func berlin(_ text: String) throws -> Moment {
        let instant = try When.parse(text, at: Moment(milliseconds: .max, zone: .berlin)).onset
        return Moment(milliseconds: instant.instant, zone: .berlin)
    }

    /// Friday, half past seven in the evening.
    static var friday: Moment { get throws { try .berlin("2026-11-20T19:30+01:00") } }
}

/// Sebastiano Vigna's SplitMix64: small, and the same on every machine.
struct WhenRandom: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension TimePoint {
    var date: Date { Date(timeIntervalSince1970: Double(instant) / 1000) }
}

extension Calendar {
    static func gregorian(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }
}

extension When {
    /// The onset of a text, as ISO 8601 writes it.
    static func onset(_ text: String, at now: Moment) throws -> String {
        WhenFormat.iso(try parse(text, at: now).onset)
    }
}

/// `2026-11-19T22:30` in Berlin's winter, in full.
func winter(_ iso: String) -> String { iso + ":00+01:00[Europe/Berlin]" }
