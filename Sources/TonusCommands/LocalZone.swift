import Foundation
import TonusDiary

#if canImport(Glibc)
    import Glibc
#endif

/// The zone of this machine, from the C library. Foundation would read tables of its own first, which
/// takes longer than saving an entry does; and it says GMT+1 where people say CET.
enum LocalZone {
    static func zone() -> Zone {
        guard let name, isKnown(name) else {
            // What `TZ` describes in some other way than by name.
            let zone = TimeZone.current
            return Zone(
                identifier: zone.identifier,
                offset: { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) },
                abbreviation: { local($0)?.name ?? zone.identifier })
        }
        return Zone(
            identifier: name, offset: { local($0)?.offset ?? 0 },
            abbreviation: { local($0)?.name ?? name })
    }

    /// What `TZ` says, else what /etc/localtime is a link to.
    private static var name: String? {
        if let named = ProcessInfo.processInfo.environment["TZ"], !named.isEmpty {
            return named.hasPrefix(":") ? String(named.dropFirst()) : named
        }
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")
        return target.flatMap { target in
            target.range(of: folder).map { String(target[$0.upperBound...]) }
        }
    }

    private static let folder = "/zoneinfo/"

    private static func isKnown(_ name: String) -> Bool {
        !name.hasPrefix("/") && !name.contains("..")
            && access("/usr/share\(folder)\(name)", R_OK) == 0
    }

    /// Seconds east of UTC at a second since 1970, and what the zone is called then.
    private static func local(_ second: Int64) -> (offset: Int, name: String)? {
        var moment = time_t(second)
        var parts = tm()
        guard localtime_r(&moment, &parts) != nil, let name = parts.tm_zone else { return nil }
        return (parts.tm_gmtoff, String(cString: name))
    }
}
