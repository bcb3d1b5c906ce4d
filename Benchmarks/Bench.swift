import ArgumentParser
import Foundation
import Household

/// Measures Tonus beside raw SQLite doing the same in the same run.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tonus-bench",
        abstract: "Measure Tonus beside raw SQLite in the same run")

    @Option(help: "Where the files are written; emptied first")
    var folder = ".build/bench-run"
    @Option(help: "Episodes in the small diary")
    var small = 1000
    @Option(help: "Episodes in the large diary")
    var large = 100_000
    @Option(help: "Only the lines whose names begin so")
    var only = ""
    @Flag(help: "Print a JSON document")
    var json = false
    @Option(help: "Ratios that were kept; a line that is a quarter worse makes this fail")
    var kept: String?
    @Flag(help: "Keep the ratios of this run")
    var keep = false

    func run() async throws {
        let binaries = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let home = try Household(
            folder: URL(fileURLWithPath: folder).path, binaries: binaries.path)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        if !json { print("cores: \(cores)\n\n\(Measure.heading)") }
        var measures: [Measure] = []
        try home.startServer()
        defer { home.endServer() }
        let wanted = parts.filter { only.isEmpty || $0.name.hasPrefix(only) }
        for part in only == growth.name ? [growth] : wanted {
            let found = try await part.measure(home)
            if !json { for one in found { print(one.row) } }
            measures += found
        }
        if json { print(try Document(cores: cores, measures: measures).text) }
        try judge(measures)
    }

    private func judge(_ measures: [Measure]) throws {
        guard let kept else { return }
        let ratios = try Kept(path: kept)
        let worse = ratios.worse(measures)
        for line in worse { FileHandle.standardError.write(Data((line + "\n").utf8)) }
        if keep { try ratios.with(measures).write(to: kept) }
        if !worse.isEmpty, !keep { throw ExitCode(1) }
    }
}

/// What `--json` prints.
private struct Document: Codable {
    let cores: Int
    let measures: [Measure]

    var text: String {
        get throws { String(decoding: try Kept.encoder.encode(self), as: UTF8.self) }
    }
}

/// The ratios of an earlier run, by name.
private struct Kept {
    var ratios: [String: Double]

    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return encoder
    }

    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            ratios = [:]
            return
        }
        ratios = try JSONDecoder().decode([String: Double].self, from: data)
    }

    /// A quarter worse than it was.
    private static let tolerance = 1.25

    func worse(_ measures: [Measure]) -> [String] {
        measures.compactMap { measure in
            guard let kept = ratios[measure.key], kept > 0, measure.ratio > 0 else { return nil }
            let growth = measure.aim.isLeast ? kept / measure.ratio : measure.ratio / kept
            guard growth > Self.tolerance else { return nil }
            return "\(measure.key): \(Text.of(measure.ratio)), and \(Text.of(kept)) was kept"
        }
    }

    func with(_ measures: [Measure]) -> Kept {
        var all = self
        for measure in measures { all.ratios[measure.key] = measure.ratio }
        return all
    }

    func write(to path: String) throws {
        try Self.encoder.encode(ratios).write(to: URL(fileURLWithPath: path))
    }
}
