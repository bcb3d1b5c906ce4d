import Foundation
import TonusProtocol
import TonusTypes

/// What the server does with each request, without a network and without a clock.
///
/// Each function takes a parsed message, who says to have sent it, and the time; it returns the
/// answer, or throws a `Refusal` and has then changed nothing.
package struct ServerLogic: Sendable {
    package let log: any EnvelopeLog
    let rosters = RosterCache()

    package init(log: any EnvelopeLog) { self.log = log }

    /// Who this server is and what it takes.
    package func about(now: Int64) -> WireServerAbout {
        var limits = WireLimits()
        limits.changeBytes = UInt64(Limits.changeBytes)
        limits.envelopeBytes = UInt64(Limits.envelopeBytes)
        limits.requestBytes = UInt64(Limits.requestBytes)
        limits.answerBytes = UInt64(Limits.answerBytes)
        limits.waitMilliseconds = UInt64(Limits.waitMilliseconds)
        limits.rosterEntries = UInt64(Limits.rosterEntries)
        var about = WireServerAbout()
        about.server = log.server.data
        about.software = Self.software
        about.protocolFirst = Self.protocolVersion
        about.protocolLast = Self.protocolVersion
        about.time = now
        about.limits = limits
        return about
    }

    package static let software = "tonus-server 0.1.0"
    static let protocolVersion: UInt32 = 1

    /// Makes a code with which one diary can be founded.
    package func makeCode(
        now: Int64, random: inout some RandomNumberGenerator
    ) throws -> FoundingCode {
        let code = FoundingCode(random: &random)
        try log.write { try $0.insertCode(code.hash, now: now) }
        return code
    }

    /// Proves that the store takes writes.
    package func touch(now: Int64) throws { try log.write { try $0.touch(now: now) } }

    /// Deletes what was wrapped to tickets that have expired by now.
    package func sweep(now: Int64) throws { try log.write { try $0.deleteExpiredWraps(now: now) } }
}

/// A sender whose signature was checked against a diary's roster.
struct Admission {
    let diary: StoredDiary
    let roster: Roster
    let device: Roster.Device
    let role: Role
}

extension ServerLogic {
    /// Checks that a device on the diary's roster signed the request.
    ///
    /// The role comes from the roster as it stands, on every request.
    ///
    /// - Parameters:
    ///   - departed: whether a device that has left is let in, to be told so.
    ///   - isVerified: whether the signature of this very request was checked before: a device's key
    ///     never changes.
    func admit(
        _ sender: UnverifiedSender, to id: DiaryID, _ reader: any EnvelopeLogReader,
        departed: Bool = false, isVerified: Bool = false
    ) throws -> Admission {
        guard let diary = try reader.diary(id) else { throw Refusal.diaryUnknown }
        return try admit(
            sender, to: diary, try roster(of: diary, reader), departed: departed,
            isVerified: isVerified)
    }

    /// The same, where the diary is known already.
    func admit(
        _ sender: UnverifiedSender, to diary: StoredDiary, _ roster: Roster,
        departed: Bool = false, isVerified: Bool = false
    ) throws(Refusal) -> Admission {
        guard case .device(let signer) = sender.signer, let device = roster.device(signer),
            device.isActive || departed, let role = roster.role(of: signer)
        else { throw .notOnRoster }
        if !isVerified { try sender.verify(by: device.keys.signing) }
        return Admission(diary: diary, roster: roster, device: device, role: role)
    }

    func roster(of diary: StoredDiary, _ reader: any EnvelopeLogReader) throws -> Roster {
        if let known = rosters[diary.id], known.diary == diary { return known.roster }
        let entries = try reader.rosterEntries(of: diary, from: 0, upTo: .max)
        guard let roster = try? Roster(entries: entries), roster.hash == diary.rosterHash else {
            throw EnvelopeLogError.damaged(table: "roster_entry")
        }
        rosters.keep(roster, of: diary)
        return roster
    }
}

extension StoredDiary {
    var mark: WireRosterMark {
        var mark = WireRosterMark()
        mark.index = rosterIndex
        mark.hash = rosterHash.data
        return mark
    }
}
