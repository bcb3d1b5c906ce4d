import Foundation

/// Where a server is: scheme, host and port, nothing else.
package struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// - Throws: `SyncError.badAddress` for anything but `http` or `https` with a host.
    package init(_ text: String) throws(SyncError) {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme),
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
            ["", "/"].contains(parts.path)
        else { throw .badAddress(text) }
        description = "\(scheme)://\(host.lowercased())" + (parts.port.map { ":\($0)" } ?? "")
    }
}
