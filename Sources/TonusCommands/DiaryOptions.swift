import ArgumentParser
import Foundation

/// What every command takes.
struct DiaryOptions: ParsableArguments {
    @Option(name: [.customShort("R"), .long], help: Help.diaryOptionsReplica)
    var replica: String?

    @Flag(help: Help.diaryOptionsJson)
    var json = false

    @Flag(help: Help.diaryOptionsPlain)
    var plain = false

    @Flag(help: Help.diaryOptionsNoSync)
    var noSync = false

    /// - Throws: `UsageError.badReplicaName`: a name becomes a folder, so it stays simple.
    func replicaName() throws -> String {
        let name = replica ?? ProcessInfo.processInfo.environment["TONUS_REPLICA"] ?? "default"
        let isSimple = name.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45
        }
        guard (1...32).contains(name.utf8.count), isSimple, !name.hasPrefix("-") else {
            throw UsageError.badReplicaName(name)
        }
        return name
    }
}
