import ArgumentParser
import Foundation
import TonusDiary
import TonusStore
import TonusSync
import TonusTypes

struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: Help.devicesAbstract)

    @OptionGroup var options: DiaryOptions

    struct Device: Encodable {
        let number: Int
        let id: String
        let name: String
        let member: String
        let role: String
        let isThis: Bool
        let hasLeft: Bool
    }

    struct Code: Encodable {
        let member: String
        let role: String
        let expires: String?
        let isKit: Bool
    }

    struct DevicesDocument: Document {
        let schema = "tonus.devices/1"
        let devices: [Device]
        let codes: [Code]

        var plain: [[String]] {
            devices.map {
                [
                    "device", $0.id, $0.name, $0.member, $0.role,
                    $0.hasLeft ? "left" : $0.isThis ? "this" : "",
                ]
            }
                + codes.map {
                    ["code", $0.isKit ? "kit" : "", "", $0.member, $0.role, $0.expires ?? ""]
                }
        }
    }

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let document = DevicesDocument(
            try replica.state(), try replica.people(), desk)
        try desk.answer(document, desk.words.devices(document))
    }
}

extension DevicesCommand.DevicesDocument {
    init(_ state: ReplicaState, _ people: People, _ desk: Desk) {
        let roster = state.roster
        devices = roster.devices.map { device in
            DevicesCommand.Device(
                number: Int(device.number) + 1, id: device.id.description,
                name: people.devices[device.id] ?? desk.words.device(device.number),
                member: desk.words.name(device.member, people),
                role: "\(roster.role(of: device.id) ?? .viewer)",
                isThis: device.id == state.device, hasLeft: !device.isActive)
        }
        codes = roster.tickets.values.sorted { $0.invitedAt < $1.invitedAt }.map { ticket in
            let expires = ticket.expires.map { desk.now.point(at: Int64(clamping: $0)) }
            return DevicesCommand.Code(
                member: desk.words.name(ticket.member, people), role: "\(ticket.role)",
                expires: expires.map { desk.words.spoken($0, desk.now) },
                isKit: ticket.isKit)
        }
    }
}

struct LeaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: Help.leaveAbstract, discussion: Help.leaveDiscussion)

    @OptionGroup var options: DiaryOptions

    func run() async throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let state = try replica.state()
        guard let server = state.server else { throw SyncError.noServer }
        if state.isActive {
            let connection = try desk.connection(server, serverID: state.serverID)
            let outcome = await desk.errand(connection) {
                try await SharingErrands(replica, connection).leave(now: desk.now.milliseconds)
            }
            try outcome.get()
        }
        let count = try replica.read { try $0.episodeCount() }
        try desk.answer(CountDocument(counts: ["episodes": count]), desk.words.left(count))
    }
}
