import Foundation
import Testing
import TonusProtocol
import TonusTypes
import TonusVault

/// Every bit flipped, and every cut, of what the vectors have that is signed or sealed and short;
/// envelopes and roster entries have the same in `SealingTests`.
struct FlipTests {
    /// - Returns: how many variants were tried.
    private func expectRefused(
        _ what: String, _ bytes: [UInt8], _ isTaken: ([UInt8]) -> Bool
    ) -> Int {
        #expect(isTaken(bytes), "\(what): else refusing what follows would prove nothing")
        var taken: [String] = []
        for place in bytes.indices {
            for bit in 0..<8 {
                var variant = bytes
                variant[place] ^= 1 << UInt8(bit)
                if isTaken(variant) { taken.append("bit \(bit) of byte \(place)") }
            }
            if isTaken(Array(bytes.prefix(place))) { taken.append("\(place) bytes") }
        }
        #expect(taken.isEmpty, "\(what): \(taken.prefix(5))")
        return bytes.count * 9
    }

    @Test func `wrapped keys`() throws {
        let one = try #require(Vectors.read("wrap", as: WrapCase.self).first)
        let secrets = try Ticket(secret: one.secret.bytes, server: "x").secrets()
        let diaryText = one.diary
        let diary = try #require(DiaryID(bytes: diaryText.bytes))
        let (recipient, index) = (try one.recipient.bytes, one.index)
        let (encapsulated, sealed) = (try one.encapsulated.bytes, try one.sealed.bytes)
        func isTaken(_ encapsulated: [UInt8], _ sealed: [UInt8]) -> Bool {
            var wrap = WireWrap()
            (wrap.recipient, wrap.rosterIndex) = (Data(recipient), index)
            (wrap.encapsulated, wrap.sealed) = (Data(encapsulated), Data(sealed))
            return (try? secrets.unwrap(wrap, diary: diary)) != nil
        }
        let tried =
            expectRefused("encapsulated", encapsulated) { isTaken($0, sealed) }
            + expectRefused("sealed", sealed) { isTaken(encapsulated, $0) }
        print("flips of wrapped keys: \(tried)")
    }

    @Test func `a sealed name`() throws {
        let one = try #require(Vectors.read("name", as: NameCase.self).first)
        let ring = KeyRing([EpochKeys(epoch: 1, everyone: try one.everyoneKey.bytes, owner: nil)])
        let diaryText = one.diary
        let diary = try #require(DiaryID(bytes: diaryText.bytes))
        func isTaken(_ salt: [UInt8], _ sealed: [UInt8]) -> Bool {
            let text = SealedText(epoch: 1, salt: salt, sealed: sealed)
            return (try? NameSealing.openPerson(text, ring: ring, diary: diary)) != nil
        }
        let (salt, sealed) = (try one.salt.bytes, try one.sealed.bytes)
        _ = expectRefused("salt", salt) { isTaken($0, sealed) }
        _ = expectRefused("sealed", sealed) { isTaken(salt, $0) }
    }

    @Test func `the authorization of a request`() throws {
        let one = try #require(Vectors.read("request", as: RequestCase.self).first { $0.isValid })
        let serverText = one.server
        let server = try #require(ServerID(bytes: serverText.bytes))
        let (body, key) = (try one.body.bytes, try one.publicKey.bytes)
        let known = try #require(RequestAuthorization(headerValue: one.authorization))
        _ = expectRefused("header", Array(one.authorization.utf8)) { bytes in
            guard
                let read = RequestAuthorization(
                    headerValue: String(decoding: bytes, as: UTF8.self)),
                // A server looks the key up by the signer.
                read.signer == known.signer
            else { return false }
            let message = RequestAuthorization.signedMessage(
                server: server, method: one.method, path: one.path, time: read.time, body: body)
            return isValidSignature(read.signature, of: message, by: key)
        }
    }

    @Test func `the text of a ticket`() throws {
        let one = try #require(
            Vectors.read("ticket", as: TicketCase.self).first { $0.secret != nil })
        let original = try Ticket(text: one.text)
        _ = expectRefused("ticket", Array(one.text.utf8)) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let read = try? Ticket(text: text) else { return false }
            // Capitals, and o for 0, say the same; what says something else must be refused.
            return text == one.text || read != original
        }
    }

    /// The table of rules names every heading, and only files that are there.
    @Test func `every rule of the pages has its vector, or a reason`() throws {
        let protocolFolder = Vectors.folder.deletingLastPathComponent()
        let table = try String(
            contentsOf: Vectors.folder.appendingPathComponent("README.md"), encoding: .utf8)
        for page in ["1-model", "2-envelopes", "3-roster"] {
            let text = try String(
                contentsOf: protocolFolder.appendingPathComponent(page + ".md"), encoding: .utf8)
            for line in text.split(separator: "\n") where line.hasPrefix("#### ") {
                let rule = line.dropFirst(5)
                #expect(table.contains("| \(rule) |"), "\(page).md: \(rule)")
            }
        }
        let named = table.matches(of: /`([a-z-]+\.json)`/).map { String($0.output.1) }
        for file in Set(named) {
            let path = Vectors.folder.appendingPathComponent(file).path
            #expect(FileManager.default.fileExists(atPath: path), "\(file)")
        }
    }
}
