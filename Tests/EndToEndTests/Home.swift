import Foundation
import Household

/// A household for one test, in a folder of its own, with the binaries this test run was built with.
enum Home {
    static func make(_ name: String) throws -> Household {
        let folder =
            NSTemporaryDirectory()
            + "tonus-e2e-\(name)-\(ProcessInfo.processInfo.processIdentifier)"
        return try Household(folder: folder, binaries: binaries)
    }

    /// A household whose default replica is published, with one phone that joined.
    static func shared(_ name: String, through proxy: WireTap? = nil) throws -> Household {
        let home = try make(name)
        try home.startServer()
        let address = try proxy?.start(to: home.address) ?? home.address
        try home.must("l", "thigh", "6", "1h")
        try home.must("setup", address, home.foundingCode ?? "", "--name", "Maria")
        let code = try Household.code(in: home.must("invite"))
        try home.must("-R", "phone", "join", code)
        return home
    }

    static let binaries = Household.binaries

    static func clean(_ home: Household) {
        try? FileManager.default.removeItem(atPath: home.folder)
    }
}
