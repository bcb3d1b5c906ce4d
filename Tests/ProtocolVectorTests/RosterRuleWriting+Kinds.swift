import Foundation
import SwiftProtobuf
import Testing
import TonusProtocol
import TonusTypes
import TonusVault

extension RosterRules {
    func invitations() throws -> [RosterCase] {
        let guest = try #require(MemberID(bytes: random.bytes(16)))
        let roster = try Roster(entries: household)
        let plain = try invite(after: household, by: founder, guest, .viewer)
        let open = household + [plain]
        func bent(_ name: String, _ change: (inout WireInvite) -> Void) throws -> RosterCase {
            refused(
                name, after: household,
                try self.bent(plain, roster.diary, by: [founder]) { change(&$0.invite) })
        }
        let again = try entry(after: open, by: founder) {
            $0.invite = try Roster.body(of: plain).invite
        }
        let kit = try invite(after: owners, by: founder, member, .owner, isKit: true)
        return [
            try accepted("a viewer is invited", open),
            try accepted(
                "a second invitation for the same member",
                open + [try invite(after: open, by: founder, guest, .viewer)]),
            refused("an invitation with a ticket that is open already", after: open, again),
            try bent("an invitation for a member of 15 bytes") { $0.member.removeLast() },
            try bent("an invitation with role 0") { $0.role = 0 },
            try bent("an invitation with role 4") { $0.role = 4 },
            try bent("an invitation with role 257") { $0.role = 257 },
            try bent("a binding of 31 bytes") { $0.binding.removeLast() },
            try bent("a ticket without keys") { $0.clearTicket() },
            try bent("a ticket with an agreement key of 1217 bytes") {
                $0.ticket.agreement.append(0)
            },
            try bent("a wrap promised to 15 bytes") { $0.wraps[0].recipient.removeLast() },
            try bent("a wrap promised with a hash of 31 bytes") { $0.wraps[0].hash.removeLast() },
            try bent("a recovery kit for who is not the founder") { $0.kit = true },
            try accepted("a recovery kit", owners + [kit]),
            refused(
                "a recovery kit that expires", after: owners,
                try self.bent(kit, roster.diary, by: [founder]) { $0.invite.expires = 1 }),
            refused(
                "a recovery kit by who is not the founder", after: owners,
                try invite(after: owners, by: olga, member, .owner, isKit: true)),
            refused(
                "an invitation for the founder by another owner", after: owners,
                try invite(after: owners, by: olga, member, .owner)),
            try accepted(
                "an invitation for the founder by the founder",
                owners + [try invite(after: owners, by: founder, member, .owner)]),
            try accepted(
                "an invitation by another owner",
                owners + [try invite(after: owners, by: olga, helper, .caregiver)]),
        ]
    }

    func names() throws -> [RosterCase] {
        let roster = try Roster(entries: owners)
        let about = PersonAbout(name: "Bea", relation: .clinician)
        func named(_ who: MemberID, by signer: DeviceSecrets) throws -> WireRosterEntry {
            try writing(signer).name(who, about, in: roster, keys: keys)
        }
        let plain = try named(helper, by: founder)
        func bent(_ name: String, _ change: (inout WireName) -> Void) throws -> RosterCase {
            refused(
                name, after: owners,
                try self.bent(plain, roster.diary, by: [founder]) { change(&$0.name) })
        }
        return [
            try accepted("a member is named by an owner", owners + [try named(helper, by: olga)]),
            try accepted(
                "another owner names a device of the founder",
                owners + [
                    try writing(olga).name(founder.device, "phone", in: roster, keys: keys)
                ]),
            refused(
                "another owner names the founder", after: owners, try named(member, by: olga)),
            refused("a caregiver gives a name", after: owners, try named(helper, by: ana)),
            try bent("a name for who is not on the roster") {
                $0.member = Data(repeating: 9, count: 16)
            },
            try bent("a name for a member of 15 bytes") { $0.member.removeLast() },
            try bent("a name for a device that is not on the roster") {
                $0.member = Data()
                $0.device = Data(repeating: 9, count: 16)
            },
            try bent("a name for nobody") { $0.member = Data() },
            try bent("a Name without one") { $0.clearAbout() },
            try bent("a name of epoch 0") { $0.about.epoch = 0 },
            try bent("a name with a salt of 15 bytes") { $0.about.salt.removeLast() },
            try bent("a name of 16 sealed bytes") {
                $0.about.sealed = Data(repeating: 1, count: 16)
            },
            try bent("a name of 1,025 sealed bytes") {
                $0.about.sealed = Data(repeating: 1, count: 1025)
            },
        ]
    }

    func joinings() throws -> [RosterCase] {
        let ticket = Ticket.generate(server: "x", random)
        let secrets = try ticket.secrets()
        let open =
            owners + [
                try invite(after: owners, by: founder, helper, .caregiver, ticket: ticket)
            ]
        let roster = try Roster(entries: open)
        let late = try DeviceSecrets.generate(random)
        let plain = try writing(late).join(ticket, to: roster, deviceName: "x", keys: keys)
        func changed(_ change: @escaping (inout WireJoin) -> Void) throws -> WireRosterEntry {
            try bent(plain, roster.diary, by: [secrets, late]) { change(&$0.join) }
        }
        func refusal(_ name: String, _ change: @escaping (inout WireJoin) -> Void) throws
            -> RosterCase
        {
            refused(name, after: open, try changed(change))
        }
        let again = try writing(ana).join(ticket, to: roster, deviceName: "x", keys: keys)
        // Olga's invitation brought a name, so what a joining brings is passed over unread.
        let unread = Ticket.generate(server: "x", random)
        let another =
            owners + [
                try invite(after: owners, by: olga, second, .owner, ticket: unread)
            ]
        let unreadRoster = try Roster(entries: another)
        let brought = try bent(
            writing(late).join(unread, to: unreadRoster, deviceName: "x", keys: keys),
            unreadRoster.diary, by: [unread.secrets(), late]
        ) { $0.join.memberAbout.epoch = 0 }
        return [
            try accepted("a caregiver's second device", open + [plain]),
            try accepted(
                "a joining that brings the member's name",
                open + [
                    try changed { join in
                        join.memberAbout = join.deviceAbout
                    }
                ]),
            try accepted("a name that is not taken is not looked at", another + [brought]),
            refused("a device that is on the roster already joins", after: open, again),
            try refusal("a joining with a ticket of 15 bytes") { $0.ticket.removeLast() },
            try refusal("a joining without a ticket") { $0.ticket = Data() },
            try refusal("a joining without keys") { $0.clearDevice() },
            try refusal("a joining with a signing key of 33 bytes") { $0.device.signing.append(0) },
            try refusal("a joining device with a name of epoch 0") { $0.deviceAbout.epoch = 0 },
            try refusal("a joining whose member has no name yet, with one of epoch 0") {
                $0.memberAbout.epoch = 0
            },
            refused(
                "a joining that the ticket did not sign", after: open,
                try bent(plain, roster.diary, by: [ana, late]) { $0.time += 1 }),
        ]
    }

    func withdrawals() throws -> [RosterCase] {
        let (own, printed) = (
            Ticket.generate(server: "x", random), Ticket.generate(server: "x", random)
        )
        let other = Ticket.generate(server: "x", random)
        var open = owners
        open.append(try invite(after: open, by: founder, member, .owner, ticket: own))
        open.append(
            try invite(after: open, by: founder, member, .owner, ticket: printed, isKit: true))
        open.append(try invite(after: open, by: founder, helper, .caregiver, ticket: other))
        let roster = try Roster(entries: open)
        func withdrawn(_ ticket: Ticket, by signer: DeviceSecrets) throws -> WireRosterEntry {
            try writing(signer).withdraw(ticket.secrets().keys.ticketID, in: roster)
        }
        let short = try bent(
            withdrawn(other, by: founder), roster.diary, by: [founder]
        ) { $0.withdraw.ticket.removeLast() }
        return [
            try accepted("three open codes, one of them a recovery kit", open),
            try accepted(
                "the founder withdraws a recovery kit",
                open + [try withdrawn(printed, by: founder)]),
            try accepted(
                "another owner withdraws a code that the founder gave a caregiver",
                open + [try withdrawn(other, by: olga)]),
            refused(
                "another owner withdraws the founder's code", after: open,
                try withdrawn(own, by: olga)),
            refused(
                "another owner withdraws the recovery kit", after: open,
                try withdrawn(printed, by: olga)),
            refused("a code of 15 bytes is withdrawn", after: open, short),
        ]
    }

    private func leave(
        _ secrets: DeviceSecrets, _ before: [WireRosterEntry], sequence: UInt64 = 5
    ) throws -> WireRosterEntry {
        let address = ChainAddress(
            device: secrets.device, audience: .everyone, chain: ChainID(9))
        return try writing(secrets).leave(
            [address: ChainHead(sequence: sequence, hash: Label.head.hash([1, 2, 3]))],
            in: Roster(entries: before))
    }

    private func place(
        _ device: DeviceID, _ audience: Audience, _ chain: UInt64, _ sequence: UInt64,
        _ entries: [WireRosterEntry]
    ) throws -> RosterCase.Place {
        let address = ChainAddress(device: device, audience: audience, chain: ChainID(chain))
        return RosterCase.Place(
            device: device.description, audience: audience.rawValue,
            chain: address.chain.description, sequence: sequence,
            counts: try Roster(entries: entries).allows(address, sequence: sequence))
    }

    func departures() throws -> [RosterCase] {
        let roster = try Roster(entries: owners)
        let plain = try leave(olga, owners)
        func bent(_ name: String, _ change: (inout WireLeave) -> Void) throws -> RosterCase {
            refused(
                name, after: owners,
                try self.bent(plain, roster.diary, by: [olga]) { change(&$0.leave) })
        }
        return try afterLeaving() + [
            try bent("a leave of a device of 15 bytes") { $0.device.removeLast() },
            try bent("a leave of a device that is not on the roster") {
                $0.device = Data(repeating: 9, count: 16)
            },
            try bent("a leave of another device") { $0.device = Data(ana.device.bytes) },
            try bent("a leave with a chain for audience 3") { $0.heads[0].audience = 3 },
            try bent("a leave with a chain of 7 bytes") { $0.heads[0].chain.removeLast() },
            try bent("a leave with the first 8 bytes of a head") {
                $0.heads[0].head = $0.heads[0].head.prefix(8)
            },
            try bent("a leave with a chain of no device") { $0.heads[0].device = Data() },
        ]
    }

    private func afterLeaving() throws -> [RosterCase] {
        let everyone = [founder.device, ana.device, olga.device]
        let stays = try everyone.flatMap { device in
            try Audience.allCases.map { try place(device, $0, 9, 6, owners) }
        }
        let gone = owners + [try leave(olga, owners)]
        let left = try [
            place(olga.device, .everyone, 9, 5, gone), place(olga.device, .everyone, 9, 6, gone),
            place(olga.device, .everyone, 8, 1, gone), place(olga.device, .owner, 9, 1, gone),
            place(ana.device, .everyone, 9, 6, gone),
        ]
        let ticket = Ticket.generate(server: "x", random)
        let open =
            owners + [
                try invite(after: owners, by: founder, helper, .caregiver, ticket: ticket)
            ]
        let late = open + [try leave(olga, open)]
        let joined = try writing(DeviceSecrets.generate(random)).join(
            ticket, to: Roster(entries: late), deviceName: "x", keys: keys)
        let back = try writing(olga).join(
            ticket, to: Roster(entries: late), deviceName: "x", keys: keys)
        let about = PersonAbout(name: "x", relation: nil)
        let roster = try Roster(entries: gone)
        return [
            try accepted(
                "an owner writes for both, a caregiver for everyone", owners, places: stays),
            try accepted("what one wrote up to the cut goes on counting", gone, places: left),
            try accepted("a code that another gave stays open", late),
            try accepted("and lets a device join", late + [joined]),
            refused("who has left joins again with the same keys", after: late, back),
            try accepted(
                "a device that has left gets another name",
                gone + [
                    try writing(founder).name(olga.device, "old laptop", in: roster, keys: keys)
                ]),
            refused(
                "a name by who has left", after: gone,
                try writing(olga).name(helper, about, in: roster, keys: keys)),
        ]
    }
}
