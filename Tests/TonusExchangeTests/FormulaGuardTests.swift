import Testing
import TonusExchange
import TonusTesting

struct FormulaGuardTests {
    @Test(arguments: [
        "=1+1", "+49 170", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "\"=1", "'=1", "''=1",
        "\u{FF1D}1", "\u{FF0B}1", "\u{FF0D}1", "\u{FF20}x", "\u{A0}=1", "\u{FEFF}=1", "“=1",
        " \" ' =1",
        "\u{200B}@x", "=", "=\u{301}1", "\"\t",
    ])
    func `what a spreadsheet might run is guarded, and comes back`(cell: String) {
        #expect(FormulaGuard.guarded(cell) == "'" + cell)
        #expect(FormulaGuard.unguarded("'" + cell) == cell)
    }

    @Test(arguments: [
        ("ok;=1+1", "ok;'=1+1"), ("a\n-b\r\n+c", "a\n'-b\r\n'+c"), ("a\t@b", "a\t'@b"),
        ("=1;=2", "'=1;'=2"), ("a; \"=1", "a;' \"=1"), ("a;'=1", "a;''=1"), ("a;;=1", "a;;'=1"),
        (";=1", ";'=1"), ("left calf;-5", "left calf;'-5"), ("a;\u{FF1D}1", "a;'\u{FF1D}1"),
    ])
    func `nor does it run what stands behind another country's separator`(
        cell: String, guarded: String
    ) {
        #expect(FormulaGuard.guarded(cell) == guarded)
        #expect(FormulaGuard.unguarded(guarded) == cell)
    }

    @Test(arguments: [
        "left calf;right foot", "a\nb", "a;'b", "a; 'tis", "a;b=c",
        "", "'", "''", "left calf", "'tis nothing", "7", "a=b", "2026-11-19", "5 - 6", " ",
        "“well”",
    ])
    func `plain words stay as they are, in both directions`(cell: String) {
        #expect(FormulaGuard.guarded(cell) == cell)
        #expect(FormulaGuard.unguarded(cell) == cell)
    }

    @Test(arguments: 0..<16 as Range<UInt64>)
    func `whatever a cell holds, it comes back as it was`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters: [Unicode.Scalar] = [
            "'", "\"", "=", "-", " ", "\t", "a", "\n", "\u{FF1D}", "\u{301}", ";", "\r",
        ]
        for _ in 0..<500 {
            var cell = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                cell.append(letters[Int.random(in: letters.indices, using: &random)])
            }
            let text = String(cell)
            let back = FormulaGuard.unguarded(FormulaGuard.guarded(text))
            #expect(Array(back.unicodeScalars) == Array(text.unicodeScalars), "seed \(seed)")
        }
    }
}
