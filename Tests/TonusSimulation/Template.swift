import Foundation
import TonusCore
import TonusProtocol
import TonusStore
import TonusSync
import TonusTypes
import TonusVault

/// A diary that six devices have joined through the production errands, made once and copied for
/// every world: founding and joining cost more than two hundred steps.
package struct Template: Sendable {
    package let folder: String
    let start: Int64

    /// In the order of joining. The first two are the patient's.
    static let devices: [(name: String, role: Role, person: String?)] = [
        ("laptop", .owner, nil), ("phone", .owner, nil), ("ana", .caregiver, "Ana"),
        ("ben", .caregiver, "Ben"), ("doctor", .viewer, "Dr. Kim"), ("mother", .owner, "Eva"),
    ]

    package init(folder: String, start: Int64 = 1_795_132_800_000) async throws {
        (self.folder, self.start) = (folder, start)
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let network = SimulatedNetwork(now: start)
        let server = try SimulatedServer(folder: folder + "/server", seed: 1)
        let devices = try Self.devices.enumerated().map { place, one in
            try SimulatedDevice(
                one.name, one.role, folder: "\(folder)/\(one.name)", server, network,
                seed: UInt64(100 + place))
        }
        let founder = SharingErrands(try devices[0].replica(), devices[0].link)
        _ = try await founder.publish(
            code: server.makeCode(now: start), name: "Maria", deviceName: "laptop", now: start)
        for (device, about) in zip(devices, Self.devices).dropFirst() {
            let ticket = try await founder.invite(
                name: about.person, role: about.role, relation: nil, expiresIn: 3_600_000,
                now: start)
            try await SharingErrands(device.replica(), device.link).join(
                ticket, deviceName: device.name, now: start)
        }
        for device in devices { _ = try await device.sync() }
        devices.forEach { $0.stop() }
        server.stop()
    }
}
