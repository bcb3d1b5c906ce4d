import Foundation
import Household
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Something answers at the server's address that is not the server, or no longer honest.
struct FalseServerTests {
    private static let absurdPosition = """
        {"type":"urn:tonus:problem:chain-position","status":409,"chains":[{"device":0,"audience":1,\
        "chain":"AAAAAAAAAAA=","sequence":"18446744073709551615","head":""}]}
        """
    private static let absurdTime = """
        {"type":"urn:tonus:problem:request-time","status":401,"time":"9223372036854775807"}
        """

    private static func answer(_ status: String, _ body: String) -> String {
        "HTTP/1.1 \(status)\r\ncontent-length: \(body.utf8.count)\r\nconnection: close\r\n\r\n\(body)"
    }

    static let answers: [(name: String, bytes: String)] = [
        ("nothing, with 200", answer("200 OK", "")),
        ("a login page", answer("200 OK", "<html>Welcome to the hotel</html>")),
        ("an error page", answer("500 Internal Server Error", "oops")),
        (
            "a redirect",
            answer("302 Found", "").replacing("\r\n\r\n", with: "\r\nlocation: /\r\n\r\n")
        ),
        ("fewer bytes than announced", "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nshort"),
        ("no HTTP at all", "SSH-2.0-OpenSSH_9.2\r\n"),
        ("an absurd position", answer("409 Conflict", absurdPosition)),
        ("an absurd time", answer("401 Unauthorized", absurdTime)),
    ]

    @Test(arguments: answers.indices)
    func `a false answer ends in one clear error, and nothing counts as sent`(index: Int) throws {
        let home = try Home.shared("false-\(index)")
        defer { Home.clean(home) }
        try home.must("l", "calf", "3")
        let before = try home.episodes("default")
        home.endServer()
        let port = UInt16(home.address.split(separator: ":").last ?? "") ?? 0
        let bytes = Array(Self.answers[index].bytes.utf8)
        _ = Loopback.listen(on: port) { client in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            _ = recv(client, &buffer, buffer.count, 0)
            _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            shutdown(client, Int32(SHUT_WR))
            while recv(client, &buffer, buffer.count, 0) > 0 {}
            close(client)
        }
        let name = Self.answers[index].name
        for words in [["sync"], ["invite"], ["-R", "new", "setup", home.address, "CODE"]] {
            let answer = try home.tonus(words)
            #expect([1, 69].contains(answer.code), "\(name): \(words) \(answer.code)")
            #expect(answer.errors.contains("Nothing is lost"), "\(name): \(answer.errors)")
        }
        let unsent: Int = try home.json("status", field: "unsent")
        #expect(unsent == 1, "\(name)")
        #expect(try home.episodes("default") == before)
    }
}
