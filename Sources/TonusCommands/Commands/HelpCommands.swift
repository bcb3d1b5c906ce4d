import ArgumentParser
import Foundation

/// `tonus help times` and its like; `tonus help log` is ArgumentParser's own.
struct TopicCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help-topic", shouldDisplay: false)

    @Argument var topic: String

    static let topics: [String: String] = [
        "times": Help.times, "exit-codes": Help.exitCodes, "accessibility": Help.accessibility,
        "privacy": Help.privacy, "environment": Help.environment, "words": Help.words,
    ]

    func run() throws {
        guard let text = Self.topics[topic] else {
            throw UsageError.unknownCommand(topic, suggestion: "help times")
        }
        Output.say([text])
    }
}

struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: Help.completionsAbstract,
        discussion: Help.completionsDiscussion)

    @Argument(help: Help.completionsShell)
    var shell: String

    func run() throws {
        guard let known = CompletionShell(rawValue: shell) else {
            throw UsageError.badShell(shell, CompletionShell.allCases.map(\.rawValue))
        }
        Output.sayAsItIs([Tonus.completionScript(for: known)])
    }
}

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: Help.configAbstract, discussion: Help.configDiscussion)

    @Argument(help: Help.configName)
    var name: String?
    @Argument(help: Help.configValue)
    var value: String?
    @OptionGroup var options: DiaryOptions

    struct ConfigDocument: Document {
        let schema = "tonus.config/1"
        let file: String
        let settings: [String: String]

        var plain: [[String]] { settings.sorted { $0.key < $1.key }.map { [$0.key, $0.value] } }
    }

    func run() throws {
        let desk = try Desk(options)
        var config = try Config.read()
        if let name { try set(name, &config) }
        let settings = Setting.allCases.map { ($0.rawValue, config[$0] ?? "") }
        let document = ConfigDocument(
            file: Config.path, settings: Dictionary(uniqueKeysWithValues: settings))
        try desk.answer(document, desk.words.config(settings, Config.path))
    }

    private func set(_ name: String, _ config: inout Config) throws {
        guard let setting = Setting(rawValue: name) else {
            throw UsageError.unknownSetting(name, Setting.allCases.map(\.rawValue))
        }
        guard let text = value?.lowercased() else { return }
        let isDefault = text.isEmpty || text == "default"
        guard isDefault || setting.choices.contains(text) else {
            throw UsageError.badSetting(name, text, setting.choices)
        }
        config[setting] = isDefault ? nil : text
        try config.write()
    }
}
