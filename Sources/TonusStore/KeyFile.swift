import Foundation
import TonusProtocol
import TonusTypes
import TonusVault

#if canImport(Glibc)
    import Glibc
#endif

/// The secrets of a replica, beside its database and never in it. Mode 0600.
package struct KeyFile: Sendable {
    package let secrets: DeviceSecrets
    package var ring: KeyRing
    /// The recovery kit, until it has been shown.
    package var kit: Ticket?
    /// The keys wrapped for it, until the server has them.
    package var kitWrap: [UInt8]?
    /// A joining that was begun; it is finished or dropped before anything else is joined.
    package var joining: Joining?

    package struct Joining: Sendable, Codable {
        package let ticketText: String
        package let server: [UInt8]
        /// Serialised `RosterEntry`s; the last one is this device's own `Join`.
        package let roster: [[UInt8]]
        package let keys: EpochKeys

        package init(ticketText: String, server: [UInt8], roster: [[UInt8]], keys: EpochKeys) {
            (self.ticketText, self.server) = (ticketText, server)
            (self.roster, self.keys) = (roster, keys)
        }
    }

    package init(secrets: DeviceSecrets, ring: KeyRing) {
        (self.secrets, self.ring) = (secrets, ring)
    }

    private struct Stored: Codable {
        var version = 1
        let signingSeed: [UInt8]
        let agreementSeed: [UInt8]
        let ring: KeyRing
        let kit: String?
        let kitWrap: [UInt8]?
        let joining: Joining?
    }

    /// - Throws: `StoreError.keysExposed` where group or others may read the file.
    package static func read(_ path: String) throws(StoreError) -> KeyFile {
        try checkMode(path)
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            let stored = try JSONDecoder().decode(Stored.self, from: data)
            guard stored.version == 1 else { throw StoreError.newerVersion }
            var file = KeyFile(
                secrets: try DeviceSecrets(
                    signingSeed: stored.signingSeed, agreementSeed: stored.agreementSeed),
                ring: stored.ring)
            file.kit = try stored.kit.map { try Ticket(text: $0) }
            file.kitWrap = stored.kitWrap
            file.joining = stored.joining
            return file
        } catch let error as StoreError {
            throw error
        } catch {
            throw .keysUnreadable(path: path)
        }
    }

    /// - Throws: `StoreError.keysMissing`, `.keysExposed`.
    static func checkMode(_ path: String) throws(StoreError) {
        var about = stat()
        guard stat(path, &about) == 0 else { throw .keysMissing(path: path) }
        guard about.st_mode & 0o077 == 0 else { throw .keysExposed(path: path) }
    }

    /// What tells whether the file is still the one that was read.
    struct Stamp: Hashable {
        let node: UInt64
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        /// Nil where there is no file that the owner alone may read.
        init?(_ path: String) {
            var about = stat()
            guard stat(path, &about) == 0, about.st_mode & 0o077 == 0 else { return nil }
            (node, size) = (UInt64(about.st_ino), Int(about.st_size))
            (seconds, nanoseconds) = (about.st_mtim.tv_sec, about.st_mtim.tv_nsec)
        }
    }

    package func write(_ path: String) throws(StoreError) {
        let stored = Stored(
            signingSeed: secrets.signingSeed, agreementSeed: secrets.agreementSeed, ring: ring,
            kit: kit?.text, kitWrap: kitWrap, joining: joining)
        guard let data = try? JSONEncoder().encode(stored) else {
            throw .notSaved(cause: "keys")
        }
        try writeDurably(data, to: path)
    }
}
