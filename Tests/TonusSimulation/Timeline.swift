import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// Some devices that write one field of one entry, as a drawing.
///
/// A row is a device: its name, its moments from left to right, and what it shows in the end. A small
/// letter writes itself over what is seen, `x` syncs, `D` deletes, `K` writes again what is seen, so
/// that it is kept, `U` takes back the last act of this device, `R` does it again, `F` sets its clock
/// a day fast and `S` a day slow; `-` is a moment in which nothing happens. Within a moment, rows go from top to bottom.
package struct Timeline {
    package struct Row {
        package let name: String
        package let moments: [Character]
        /// `a`, `a or b`, `deleted`, `nothing`; behind a comma, `deleted by one`.
        package let shown: String
    }

    package let rows: [Row]

    /// - Returns: nil where a line is not a name, moments and what is shown, two blanks apart.
    package init?(_ text: String) {
        var rows: [Row] = []
        for line in text.split(separator: "\n") {
            let parts = line.components(separatedBy: "  ")
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            guard parts.count == 3 else { return nil }
            rows.append(Row(name: parts[0], moments: Array(parts[1]), shown: parts[2]))
        }
        guard !rows.isEmpty else { return nil }
        self.rows = rows
    }

    /// What each device shows in the end, in the order of the rows.
    package func played(template: Template, folder: String) async throws -> [String] {
        let stage = try Stage(rows.map(\.name), template, folder)
        let length = rows.map(\.moments.count).max() ?? 0
        for place in 0..<length {
            stage.network.now += 60_000
            for (row, device) in zip(rows, stage.devices) where place < row.moments.count {
                try await stage.act(row.moments[place], device)
            }
        }
        return try stage.devices.map(stage.shown)
    }
}

private final class Stage {
    let network: SimulatedNetwork
    let devices: [SimulatedDevice]
    private let server: SimulatedServer
    private let folder: String
    private let key = EntityKey(
        audience: .everyone, kind: Kind.note.rawValue, id: EntityID(high: 1, low: 1))

    init(_ names: [String], _ template: Template, _ folder: String) throws {
        self.folder = folder
        try Files.copy(template.folder, folder)
        let network = SimulatedNetwork(now: template.start + 3_600_000)
        let server = try SimulatedServer(folder: folder + "/server", seed: 1)
        (self.network, self.server) = (network, server)
        devices = try names.enumerated().map { place, name in
            guard let known = Template.devices.first(where: { $0.name == name }) else {
                throw SimulationError.noReplica(name)
            }
            return try SimulatedDevice(
                name, known.role, folder: "\(folder)/\(name)", server, network,
                seed: UInt64(place))
        }
        for device in devices { try device.settleIn() }
    }

    deinit {
        devices.forEach { $0.stop() }
        server.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func act(_ letter: Character, _ device: SimulatedDevice) async throws {
        let replica = try device.replica()
        switch letter {
        case "-": break
        case "x": _ = try await device.sync()
        case "D": try device.delete(key)
        case "K": try write(live(device).first?.value, device)
        case "U": _ = try replica.undo(.lastHere, zoneOffset: 0)
        case "F": device.clockOffset = 86_400_000
        case "S": device.clockOffset = -86_400_000
        case "R": _ = try replica.redo(.lastHere, zoneOffset: 0)
        default: try write(.text(String(letter)), device)
        }
    }

    private func write(_ value: Value?, _ device: SimulatedDevice) throws {
        try device.replica().record(zoneOffset: 0) { intent in
            let state = try intent.state(of: key)
            let seen = state.live(Field.text.number).map(\.change)
            intent.write(
                [Write(cell: Field.text.cell(), value: value, replaces: seen)], on: state)
        }
    }

    private func live(_ device: SimulatedDevice) throws -> [LiveWrite] {
        let patient = try device.replica().state().patient
        let reading = try device.state(key).live(Field.text.number).register(patient: patient)
        return [reading.shown].compactMap { $0 } + reading.others
    }

    func shown(_ device: SimulatedDevice) throws -> String {
        let state = try device.state(key)
        let values = try live(device).compactMap { $0.value?.text }
        if values.isEmpty { return "nothing" }
        if state.isHidden { return "deleted" }
        let each = values.reduce(into: [String]()) { found, value in
            if !found.contains(value) { found.append(value) }
        }
        return each.joined(separator: " or ") + (state.isContested ? ", deleted by one" : "")
    }
}
