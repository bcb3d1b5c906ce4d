import ArgumentParser
import Foundation
import Household

/// Measures Tonus beside raw SQLite doing the same bytes in the same run.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tonus-bench",
        abstract: "Measure Tonus beside raw SQLite in the same run")

    @Option(help: "Where the files are written; emptied first")
    var folder = ".build/bench-run"

    func run() async throws {
        let binaries = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let home = try Household(
            folder: URL(fileURLWithPath: folder).path, binaries: binaries.path)
        print("cores: \(ProcessInfo.processInfo.activeProcessorCount)\n\n\(Figures.heading)")
        for size in [100, 10_000] {
            try show(OneEntry.throughTheLibrary(home.folder + "/library", at: size))
        }
        for size in [100, 10_000] { try show(OneEntry.asAProcess(home, at: size)) }
        try home.startServer()
        let (received, bytes) = try await Receiving.figures(home, 10_000)
        show(received)
        print("| bytes of envelopes for those 10000 changes | \(bytes) | | |")
        show(try await MergeApart.figures(home, 10_000))
        let tap = WireTap()
        let proxy = try tap.start(to: home.address)
        let exchanges = try await DeviceToDevice.exchanges(home, tap, proxy, at: [100, 10_000])
        show(exchanges)
        home.endServer()
    }

    private func show(_ figures: [Figures]) {
        for one in figures { print(one.row) }
        if figures.count == 2 {
            print("| *ratio of the medians* | **\(figures[0].ratio(to: figures[1]))** | | |")
        }
    }

    private func show(_ exchanges: [DeviceToDevice.Exchange]) {
        for exchange in exchanges {
            print(exchange.figures.row)
            let counts = [exchange.up, exchange.down, exchange.requests].map { counts in
                "\(counts.sorted()[counts.count / 2])"
            }
            print(
                "| its bytes to the server, from it, requests | "
                    + "\(counts.joined(separator: ", ")) | | |")
        }
        if exchanges.count == 2 {
            let ratio = exchanges[1].figures.ratio(to: exchanges[0].figures)
            print("| *ratio of the medians, 10000 to 100* | **\(ratio)** | | |")
        }
    }
}
