import Foundation

/// What a person set for good on this machine, for all replicas.
///
/// The environment goes before it, and an option before both.
struct Config: Codable {
    var accessible: Bool?
    var autosync: Bool?

    /// The settings, by the name that `tonus config` takes.
    static var names: [(name: String, path: WritableKeyPath<Config, Bool?>)] {
        [("accessible", \.accessible), ("autosync", \.autosync)]
    }

    /// Beside the replicas where `TONUS_HOME` is set, else in the XDG configuration directory.
    static var path: String {
        let environment = ProcessInfo.processInfo.environment
        if let home = environment["TONUS_HOME"], !home.isEmpty { return home + "/config.json" }
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
            return folder + "/tonus/config.json"
        }
        return NSHomeDirectory() + "/.config/tonus/config.json"
    }

    /// - Throws: `UsageError.badConfig`, where the file cannot be read as one.
    static func read() throws(UsageError) -> Config {
        guard let data = FileManager.default.contents(atPath: path) else { return Config() }
        guard let config = try? JSONDecoder().decode(Config.self, from: data) else {
            throw .badConfig(path)
        }
        return config
    }

    /// - Throws: `UsageError.cannotWrite`.
    func write() throws(UsageError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let folder = (Self.path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try encoder.encode(self).write(to: URL(fileURLWithPath: Self.path), options: .atomic)
        } catch {
            throw .cannotWrite(Self.path)
        }
    }

    /// A file that cannot be read must not keep anybody from the diary; `tonus config` names it.
    private static func lenient() -> Config { (try? read()) ?? Config() }

    static var isAccessible: Bool {
        switch ProcessInfo.processInfo.environment["ACCESSIBLE"] {
        case "1"?: true
        case "0"?: false
        default: lenient().accessible ?? false
        }
    }

    static var isAutosyncOn: Bool {
        switch ProcessInfo.processInfo.environment["TONUS_AUTOSYNC"] {
        case "0"?: false
        case "1"?: true
        default: lenient().autosync ?? true
        }
    }
}
