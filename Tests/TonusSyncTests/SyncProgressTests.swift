import Testing

@testable import TonusSync

/// What to do next, case by case; no network is needed to know it.
struct SyncProgressTests {
    private func next(
        hasUnsent: Bool = false, exchanges: Int = 1,
        _ fill: (inout SyncProgress.Exchange) -> Void = { _ in }
    ) -> SyncStep {
        var progress = SyncProgress(hasUnsent: hasUnsent)
        var last = SyncProgress.Exchange()
        fill(&last)
        progress.last = last
        progress.exchanges = exchanges
        return progress.nextStep
    }

    @Test func `a sync begins with an exchange, even where nothing is unsent`() {
        #expect(SyncProgress(hasUnsent: false).nextStep == .exchange)
    }

    @Test func `with nothing to do, one exchange is all`() {
        #expect(next() == .finish)
    }

    @Test func `what was pushed in one exchange needs no second`() {
        #expect(next { $0.pushed = 3 } == .finish)
    }

    @Test func `an answer that was cut is continued`() {
        #expect(
            next {
                $0.received = 10
                $0.hasMore = true
            } == .exchange)
    }

    @Test func `what is still unsent goes in the next exchange`() {
        #expect(next(hasUnsent: true) { $0.pushed = 1 } == .exchange)
    }

    @Test func `new roster entries may open what could not be opened`() {
        #expect(next { $0.rosterMoved = true } == .exchange)
    }

    @Test func `a server that fell behind is given what it lacks, and not asked for ever`() {
        #expect(next { $0.serverIsBehind = true } == .exchange)
        #expect(
            next(exchanges: SyncProgress.exchangeLimit) { $0.serverIsBehind = true } == .finish)
    }

    @Test func `a refused push is followed by another exchange, so that reading goes on`() {
        #expect(next { $0.isRefused = true } == .exchange)
    }

    @Test func `an exchange that moves nothing ends the sync, whatever the server claims`() {
        #expect(next(hasUnsent: true, exchanges: 5) { $0.hasMore = true } == .finish)
        let tireless = SyncProgress.exchangeLimit
        #expect(
            next(hasUnsent: true, exchanges: tireless) { $0.received = 1 } == .finish)
    }
}

struct ServerAddressTests {
    @Test(arguments: ["http://127.0.0.1:8787", "https://tonus.example", "HTTPS://Tonus.Example/"])
    func `an address is a scheme, a host and a port`(text: String) throws {
        #expect(try ServerAddress(text).description.hasPrefix("http"))
        #expect(try !ServerAddress(text).description.hasSuffix("/"))
    }

    @Test(arguments: [
        "", "tonus.example", "ftp://tonus.example", "http://", "http://a/b", "http://u:p@a",
        "http://a?b", "http://a#b", "file:///etc/passwd",
    ])
    func `anything else is refused before anything is sent`(text: String) {
        #expect(throws: SyncError.badAddress(text)) { try ServerAddress(text) }
    }
}
