import Foundation
import GRDB
import TonusProtocol
import TonusStore
import TonusTypes

/// Restored, copied and lost data. After each, what nobody holds any more is not asked for.
extension World {
    func keepBackup(of device: SimulatedDevice) throws {
        if random.chance(1, of: 3) {
            backups["server"] = folder + "/backup-server"
            try server.keep(folder + "/backup-server")
            return note("a backup of the server is made")
        }
        let backup = "\(folder)/backup-\(device.name)"
        try device.keep(backup)
        backups[device.name] = backup
        note("a backup of \(device.name) is made")
    }

    func badLuck(_ device: SimulatedDevice) throws {
        switch Int.random(in: 0..<4, using: &random) {
        case 0, 1:
            guard luck.restores, let backup = backups[device.name] else { return }
            // What gives a resumed machine away is the server's memory: not both are lost.
            let parts = RestoredPart.allCases.filter { !luck.serverLoses || $0 != .machine }
            let part = try require(parts.randomElement(using: &random))
            try losing { try device.putBack(part, from: backup) }
            rosters[device.name] = nil
            met("restored \(part.rawValue)")
            note("\(device.name) is put back: \(part.rawValue)")
        case 2:
            guard luck.clones, devices.count < 7, !device.name.hasSuffix("'") else { return }
            let name = device.name + "'"
            guard !devices.contains(where: { $0.name == name }) else { return }
            device.stop()
            try Files.copy(device.folder, "\(folder)/\(name)")
            let copy = try SimulatedDevice(
                name, device.role, folder: "\(folder)/\(name)", server, network,
                seed: random.next())
            copy.clockOffset = device.clockOffset
            devices.append(copy)
            met("copied")
            note("\(device.name) is copied, and both go on")
        default:
            guard luck.serverLoses else { return }
            if let backup = backups["server"], random.chance(3, of: 4) {
                try losing { try server.putBack(backup) }
                isServerWiped = try !server.holdsAnyDiary()
                met("server put back")
                note("the server is put back")
            } else {
                try losing { try server.wipe() }
                isServerWiped = true
                met("server wiped")
                note("the server is wiped")
            }
        }
    }

    /// Carries out what may lose data, and from then on asks only for what still is somewhere.
    private func losing(_ fault: () throws -> Void) throws {
        // What the devices know the server to hold, as far as it then still reaches.
        let known = try devices.map { try $0.knownAtServer() }
        try fault()
        let heads = try server.contents().heads
        var held: Set<ChangeID> = []
        for device in devices { held.formUnion(try device.heldChanges()) }
        for chains in known {
            for (address, ids) in chains {
                held.formUnion(ids.prefix(Int(clamping: heads[address]?.sequence ?? 0)))
            }
        }
        alive.formIntersection(held)
    }
}

extension SimulatedDevice {
    /// The beginnings of chains that this device knows the server to have held.
    func knownAtServer() throws -> [ChainAddress: [ChangeID]] {
        let sent = try sentSequences()
        return try places().reduce(into: [:]) { found, chain in
            found[chain.key] = Array(chain.value.prefix(sent[chain.key] ?? 0))
        }
    }
}
