import Foundation
import TonusDiary

/// What a person set for good on this machine, for all replicas.
///
/// Our own variables go before it, and an option before both; the locale, which is every program's, comes
/// after it.
struct Config: Codable {
    var accessible: Bool?
    var autosync: Bool?
    /// `en` or `de`.
    var language: String?
    /// Hours on the clock: `12` or `24`.
    var clock: String?
    /// The day that a week begins with: `mon` or `sun`.
    var week: String?

    subscript(setting: Setting) -> String? {
        get {
            switch setting {
            case .accessible: accessible.map { $0 ? "on" : "off" }
            case .autosync: autosync.map { $0 ? "on" : "off" }
            case .language: language
            case .clock: clock
            case .week: week
            }
        }
        set {
            switch setting {
            case .accessible: accessible = newValue.map { $0 == "on" }
            case .autosync: autosync = newValue.map { $0 == "on" }
            case .language: language = newValue
            case .clock: clock = newValue
            case .week: week = newValue
            }
        }
    }

    /// What a person chose of how they are spoken to.
    var customs: Customs.Choice {
        Customs.Choice(
            language: language.flatMap(Language.init(rawValue:)),
            isHalfDayClock: clock.map { $0 == "12" }, firstWeekday: week.map { $0 == "sun" ? 7 : 1 }
        )
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
    static func lenient() -> Config { (try? read()) ?? Config() }

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

/// What `tonus config` can set.
enum Setting: String, CaseIterable {
    case accessible, autosync, language, clock, week

    /// What can be typed for it, beside `default`.
    var choices: [String] {
        switch self {
        case .accessible, .autosync: ["on", "off"]
        case .language: Language.allCases.map(\.rawValue)
        case .clock: ["12", "24"]
        case .week: ["mon", "sun"]
        }
    }
}
