import Foundation
import Household
import TonusStore
import TonusSync

/// How cost grows: with the episodes of a diary, with its devices, and with the diaries of a server.
struct Growth {
    let home: Household

    /// Of one size: what an entry takes, what a list takes, what a first sync takes.
    func episodes(_ size: Int) async throws -> [Measure] {
        let pair = try await Together(
            home.folder + "/home", "grown-\(size)", size: size, address: home.address,
            code: home.newCode())
        let entries = try (0..<100).map { run in
            try milliseconds { try Workload.write(Workload.draft(size + run), pair.author) }
        }
        let name = "grown-\(size)-author"
        let lists = try (0..<10).map { _ in
            try milliseconds { try home.must("-R", name, "list", "-n", "20") }
        }
        let logs = try (0..<10).map { _ in
            try milliseconds { try home.must("-R", name, "--no-sync", "log", "left", "calf", "7") }
        }
        try home.must("-R", name, "sync")
        let first = try milliseconds { try home.must("-R", "grown-\(size)-reader", "sync") }
        let disk = try RawDatabase.size(pair.reader.directory.database)
        let count = Double(size)
        return [
            line("entry", size, "one entry, durable", "ms", entries),
            line("log", size, "`tonus log`, whole process", "ms", logs),
            line("list", size, "`tonus list` of 20, whole process", "ms", lists),
            line("first-sync", size, "first sync, an episode", "µs", [first * 1000 / count]),
            line("disk", size, "disk of a device, an episode", "B", [Double(disk) / count]),
        ]
    }

    /// Of so many devices, each of which has written: one change from one to another.
    func devices(_ count: Int) async throws -> [Measure] {
        let tap = WireTap()
        let name = "household-\(count)"
        let pair = try await Together(
            home.folder + "/home", name, size: 100, address: tap.start(to: home.address),
            code: home.newCode())
        var others: [Replica] = []
        for number in 0..<max(0, count - 2) {
            let replica = try Workload.replica(home.folder + "/home", "\(name)-\(number)")
            try await pair.join(replica)
            try Workload.write(Workload.draft(1000 + number), replica)
            try await pair.sync(replica)
            others.append(replica)
        }
        for replica in [pair.author, pair.reader] { try await pair.sync(replica) }
        var (times, idle): ([Double], [Double]) = ([], [])
        for run in 0..<20 {
            let started = ContinuousClock.now
            try Workload.write(Workload.draft(2000 + run), pair.author)
            try await pair.sync(pair.author)
            try await pair.sync(pair.reader)
            times.append((ContinuousClock.now - started).milliseconds)
            _ = tap.taken()
            try await pair.sync(pair.reader)
            let taken = tap.taken()
            idle.append(Double(taken.up + taken.down))
        }
        return [
            line("devices-change", count, "one change, device to device", "ms", times),
            line("devices-idle", count, "a sync with nothing to do", "B", idle),
        ]
    }

    /// Of a server with so many diaries: a push into one of them.
    func diaries(_ count: Int) throws -> [Measure] {
        let load = try ServerLoad(home)
        _ = try load.devices(count - 1)
        let pushed = try load.pushing(1, each: 200)
        return [
            line("diaries-push", count, "a push, durable", "ms", pushed.latencies),
            line(
                "diaries-memory", count, "memory of the server", "MiB",
                [try ServerLoad.memory(of: home.serverProcess) / 1_048_576]),
        ]
    }

    private func line(
        _ key: String, _ size: Int, _ what: String, _ unit: String, _ runs: [Double]
    ) -> Measure {
        Measure("\(key)-\(size)", what, unit, ours: runs, aim: .atMost(1_000_000_000))
    }
}
