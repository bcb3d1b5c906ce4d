import Foundation
import Testing
import TonusDiary
import TonusExchange

@testable import TonusCommands

/// A diary that is larger, written out, than what can be taken in.
struct LargeExportTests {
    private func diary() throws -> ExportedDiary {
        let exchange = Exchange()
        let maria = try exchange.replica("maria")
        try maria.log("left leg 8 20m")
        return try maria.diaryFile(Exchange.words)
    }

    @Test func `an export that import would refuse says so in its last line`() throws {
        let diary = try diary()
        let size = diary.text.utf8.count
        for path in ["diary.json", nil] {
            let fits = Exchange.words.wroteDiary(diary, to: path, limit: size)
            let large = Exchange.words.wroteDiary(diary, to: path, limit: size - 1)
            #expect(large.dropLast() == fits[...])
            #expect(large.last?.contains("MB that import takes, and cannot be taken in") ?? false)
        }
        #expect(diary.isImportable(upTo: size) && !diary.isImportable(upTo: size - 1))
    }

    @Test func `where nothing else is said the limit is that of import, in German too`() throws {
        let diary = try diary()
        #expect(diary.isImportable())
        #expect(Exchange.words.wroteDiary(diary, to: "x").count == 1)
        let german = Catalogue(replica: nil, customs: Customs(.german))
        let line = german.wroteDiary(diary, to: nil, limit: 0).last
        #expect(line?.contains("0 MB, die import liest") ?? false)
    }

    @Test func `a program is told whether it can be taken in again`() throws {
        func document(_ importable: Bool?) -> ExportDocument {
            ExportDocument(
                format: "json", file: "x", counts: ["changes": 1], importable: importable)
        }
        let encoded = try JSONEncoder().encode(document(false))
        #expect(String(decoding: encoded, as: UTF8.self).contains("\"importable\":false"))
        #expect(document(false).plain.last == ["importable", "false"])
        #expect(document(nil).plain.last == ["changes", "1"])
    }
}
