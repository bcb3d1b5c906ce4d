import Foundation
import Household
import TonusStore

extension Bench {
    /// Lines of the table that are measured together.
    struct Part {
        let name: String
        let measure: (Household) async throws -> [Measure]
    }

    var parts: [Part] {
        [
            Part(name: "entry", measure: entries), Part(name: "bulk", measure: bulk),
            Part(name: "change", measure: changes), Part(name: "merge", measure: merge),
            Part(name: "server", measure: server), Part(name: "waiting", measure: waiting),
            Part(name: "limits", measure: limits),
        ]
    }

    /// How cost grows, which takes longer than all the rest; only by its name.
    var growth: Part {
        Part(name: "growth") { home in
            let growth = Growth(home: home)
            var measures: [Measure] = []
            for size in [1000, 10_000, 100_000, 1_000_000] {
                measures += try await growth.episodes(size)
            }
            for count in [1, 8, 32] { measures += try await growth.devices(max(2, count)) }
            for count in [1, 1000, 10_000] { measures += try growth.diaries(count) }
            return measures
        }
    }

    private func entries(_ home: Household) async throws -> [Measure] {
        var measures: [Measure] = []
        for size in [small, large] {
            let name = "entry-\(size)"
            let replica = try Workload.replica(home.folder + "/home", name)
            try Workload.fill(replica, 0..<size)
            let path = "\(home.folder)/shell-\(size).sqlite"
            let raw = try OneEntry.rawTwin(of: replica, path, size)
            let one = try OneEntry.throughTheLibrary(replica, raw, at: size)
            measures.append(
                Measure(
                    name, "one entry through the library, \(size) there", ours: one.ours,
                    raw: one.raw, aim: .atMost(1.5)))
            let log = try OneEntry.asAProcess(home, name, shell: path)
            measures.append(
                Measure(
                    "log-\(size)", "`tonus log`, whole process, \(size) there", ours: log.ours,
                    raw: log.raw, aim: .atMost(4)))
            let list = try OneEntry.listing(home, name, shell: path)
            measures.append(
                Measure(
                    "list-\(size)", "`tonus list` of 20, \(size) there", ours: list.ours,
                    raw: list.raw, aim: .atMost(6)))
        }
        let flat = try OneEntry.byTurns(home, "entry-\(large)", beside: "entry-\(small)")
        measures.append(
            Measure(
                "log-flat", "`tonus log`, \(large) beside \(small)", ours: flat.ours,
                raw: flat.raw, aim: .atMost(1.1)))
        return measures
    }

    private func bulk(_ home: Household) async throws -> [Measure] {
        let bulk = try await Bulk.measured(home, large, runs: 5)
        let raw = bulk.raws
        let wire = try await Bulk.wireBytes(home, large)
        let meanwhile = try await Bulk.entriesMeanwhile(home, large)
        return [
            Measure(
                "import", "\(large) episodes written in bulk", ours: bulk.imports, raw: raw,
                aim: .atMost(2)),
            Measure(
                "push", "\(large) pushed, sealed", ours: bulk.pushes, raw: raw, aim: .atMost(1.6)),
            Measure(
                "first-sync", "first sync of \(large)", ours: bulk.firstSyncs, raw: raw,
                aim: .atMost(1.2)),
            Measure(
                "first-sync-memory", "its peak memory", "MiB",
                ours: bulk.memory.map { $0 / 1_048_576 }, aim: .atMost(96)),
            Measure(
                "first-sync-wait", "an entry written meanwhile, the slowest",
                ours: [meanwhile.max() ?? 0], aim: .atMost(50)),
            Measure(
                "first-sync-bytes", "its bytes on the wire, an episode", "B", ours: [wire],
                aim: .atMost(100)),
            Measure(
                "disk-client", "disk of a device, an episode", "B", ours: bulk.clientDisk,
                aim: .atMost(440)),
            Measure(
                "disk-server", "disk of the server, an episode", "B", ours: bulk.serverDisk,
                aim: .atMost(130)),
        ]
    }

    private func changes(_ home: Household) async throws -> [Measure] {
        let all = try await Exchanges.measured(home, at: [small, large], runs: 30)
        guard let few = all.first, let many = all.last else { return [] }
        return [
            Measure(
                "change-telling", "one change: bytes of the device that tells it", "B",
                ours: many.telling, aim: .atMost(900)),
            Measure(
                "change-hearing", "one change: bytes of the device that hears it", "B",
                ours: many.hearing, aim: .atMost(900)),
            Measure(
                "change-requests", "its round trips", "", ours: many.requests, aim: .atMost(1)),
            Measure(
                "change-flat", "one change, device to device, \(large) beside \(small)",
                ours: many.milliseconds, raw: few.milliseconds, aim: .atMost(1.1)),
            Measure(
                "idle", "a sync with nothing to do, 6 chains", "B", ours: many.idle,
                aim: .atMost(600)),
            Measure(
                "idle-flat", "the same, \(large) beside \(small)", "B", ours: many.idle,
                raw: few.idle, aim: .atMost(1.1)),
        ]
    }

    private func server(_ home: Household) async throws -> [Measure] {
        let load = try ServerLoad(home)
        var (ours, floor, latencies): ([Double], [Double], [Double]) = ([], [], [])
        for run in 0..<5 {
            let pushed = try load.pushing(32, each: 200)
            ours.append(pushed.rate)
            latencies.append(pushed.latencies.quantile(0.99))
            floor.append(try ServerLoad.floor("\(home.folder)/floor-\(run).sqlite", 32, 200))
        }
        return [
            Measure(
                "server-rate", "server: durable single changes, 32 clients", "/s", ours: ours,
                raw: floor, aim: .atLeast(0.12)),
            Measure(
                "server-p99", "the slowest of a hundred of them", ours: latencies,
                aim: .atMost(20)),
        ]
    }

    private func waiting(_ home: Household) async throws -> [Measure] {
        let load = try ServerLoad(home)
        let (latencies, memory) = try load.waiting(5000, pushes: 500)
        return [
            Measure(
                "waiting-memory", "memory of the server while 5000 devices wait", "MiB",
                ours: [memory / 1_048_576], aim: .atMost(260)),
            Measure(
                "waiting-p50",
                "from a push's first byte to the waiting answer's last, half of them",
                ours: [latencies.quantile(0.5)], aim: .atMost(2)),
            Measure(
                "waiting-p99", "99 of a hundred of them", ours: [latencies.quantile(0.99)],
                aim: .atMost(10)),
        ]
    }

    private func merge(_ home: Household) async throws -> [Measure] {
        let (ours, raw, limit) = try await MergeApart.measured(home, large)
        return [
            Measure(
                "merge", "a tenth of \(large) edited on both, merged on one", ours: ours, raw: raw,
                aim: .atMost(1.5)),
            Measure(
                "limit-merge",
                "merge: raw rows, while another thread reads these episodes from the log and folds them",
                ours: limit, raw: raw, aim: .atMost(1.5)),
        ]
    }

    /// What stands in the way of the aims, measured: nothing of ours is in it that could go.
    private func limits(_ home: Household) async throws -> [Measure] {
        let bulk = try Limits.bulk(home, large)
        let entry = try Limits.entry(home, large)
        let load = try ServerLoad(home)
        var (floor, plain, signed): ([Double], [Double], [Double]) = ([], [], [])
        for run in 0..<5 {
            plain.append(try await load.bare(32, each: 200, signatures: 0))
            signed.append(try await load.bare(32, each: 200, signatures: 2))
            floor.append(try ServerLoad.floor("\(home.folder)/limit-\(run).sqlite", 32, 200))
        }
        return [
            Measure(
                "limit-entry", "one entry: raw rows, as many as it writes", ours: entry.rows,
                raw: entry.raw, aim: .atMost(1.5)),
            Measure(
                "limit-entry-made", "one entry: the same, and the change encoded and hashed",
                ours: entry.made, raw: entry.raw, aim: .atMost(1.5)),
            Measure(
                "limit-import", "bulk: raw rows, while another thread encodes and hashes them",
                ours: bulk.encoding, raw: bulk.raw, aim: .atMost(2)),
            Measure(
                "limit-first-sync",
                "first sync: raw rows, while another thread hashes and decodes them",
                ours: bulk.decoding, raw: bulk.raw, aim: .atMost(1.2)),
            Measure(
                "limit-server-plain", "server: the same requests answered, and nothing stored",
                "/s",
                ours: plain, raw: floor, aim: .atLeast(0.12)),
            Measure(
                "limit-server", "server: the same, with the two signatures of a push verified",
                "/s",
                ours: signed, raw: floor, aim: .atLeast(0.12)),
        ]
    }
}
