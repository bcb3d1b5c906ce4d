import Testing
import TonusExchange
import TonusTesting

struct CSVReaderTests {
    private typealias Read = (line: Int, cells: Result<[String], CSVProblem>)

    private func read(_ text: String, delimiter: Character = ",") -> [Read] {
        CSVReader(Array(text.utf8), delimiter: delimiter.asciiValue ?? 0).map {
            ($0.line, $0.cells)
        }
    }

    private func cells(_ text: String) -> [[String]] {
        read(text).compactMap { try? $0.cells.get() }
    }

    @Test(arguments: [
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("a,,\n,,\n", [["a", "", ""], ["", "", ""]]),
        ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]),
        ("\"two\nlines\",\"and\r\ntwo\"\nx,y\n", [["two\nlines", "and\r\ntwo"], ["x", "y"]]),
        ("a , \"b\" ,c\n", [["a ", "b", "c"]]),
        ("  leading,trailing  \n", [["  leading", "trailing  "]]),
        ("5\" nail,\"\"\n", [["5\" nail", ""]]),
        ("\n\na\n\n\nb\n", [["a"], ["b"]]),
        // A mark that joins the letter before it hides no comma, quote or end of line.
        ("a,\u{301}b\n\"\u{301}c\"\n", [["a", "\u{301}b"], ["\u{301}c"]]),
        ("", []),
    ])
    func `cells are what stands between commas and quotes`(text: String, expected: [[String]]) {
        #expect(cells(text) == expected)
    }

    @Test func `a record knows the line of the file it begins on`() {
        let read = read("a\r\n\"b\nb\r\nb\"\r\n\rc\n\nd")
        #expect(read.map(\.line) == [1, 2, 6, 8])
    }

    @Test func `a quote that never closes costs its line alone`() {
        let read = read("a,b\n1,\"two\n3,4\n5,6\n")
        #expect(read.map(\.line) == [1, 2, 3, 4])
        #expect(
            read.map(\.cells) == [
                .success(["a", "b"]), .failure(.openQuote), .success(["3", "4"]),
                .success(["5", "6"]),
            ])
    }

    @Test func `a quote that closes in another record costs its line alone`() {
        let read = read("1,\"two\n3,\"four\"\n5,6\n")
        #expect(read.map(\.line) == [1, 2, 3])
        #expect(
            read.map(\.cells) == [
                .failure(.strayQuote), .success(["3", "four"]), .success(["5", "6"]),
            ])
    }

    @Test func `a line as long as no entry is refused, and the next one read`() {
        let long = String(repeating: "x", count: CSVReader.recordLimit + 1)
        let many = String(repeating: ",", count: CSVReader.cellLimit)
        let read = read("\(long)\n\"\(long)\"\n\(many)\na\n")
        #expect(
            read.map(\.cells) == [
                .failure(.tooLong), .failure(.tooLong), .failure(.tooLong), .success(["a"]),
            ])
    }

    @Test func `every quote a wrong one: the time grows with the file alone`() {
        let text = String(repeating: "a,\"b\n", count: 200_000)
        let clock = ContinuousClock()
        var count = 0
        let took = clock.measure { count = read(text).count }
        #expect(count == 200_000)
        #expect(took < .seconds(20))
    }

    @Test(arguments: 0..<32 as Range<UInt64>)
    func `what is written is read again, whatever the cells hold`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters: [Unicode.Scalar] = [
            ",", "\"", "\n", "\r", " ", ";", "a", "'", "=", "\u{301}", "\u{1F600}",
        ]
        func cell() -> String {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                text.append(letters[Int.random(in: letters.indices, using: &random)])
            }
            return String(text)
        }
        for _ in 0..<50 {
            let rows = (0..<4).map { _ in (0..<3).map { _ in cell() } }
            var text = CSVText(header: ["a", "b", "c"])
            for row in rows { text.append(row) }
            let back = cells(text.text).dropFirst().map { $0.map(FormulaGuard.unguarded) }
            #expect(
                back.map { $0.map { Array($0.unicodeScalars) } }
                    == rows.map { $0.map { Array($0.unicodeScalars) } }, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<64 as Range<UInt64>)
    func `any bytes at all are read to their end, each line once`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters = Array(",\"\"\"\n\r ;ab=".utf8)
        for _ in 0..<100 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                letters[Int.random(in: letters.indices, using: &random)]
            }
            var end = 0
            var line = 0
            for record in CSVReader(bytes) {
                #expect(record.bytes.lowerBound >= end && record.line > line, "seed \(seed)")
                // Between two records there is nothing but ends of lines.
                #expect(
                    bytes[end..<record.bytes.lowerBound].allSatisfy { [0x0A, 0x0D].contains($0) })
                (end, line) = (record.bytes.upperBound, record.line)
            }
            #expect(bytes[end...].allSatisfy { [0x0A, 0x0D].contains($0) }, "seed \(seed)")
        }
    }
}
