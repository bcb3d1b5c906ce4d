import Testing

@testable import TonusDiary

/// What the environment says of a person's language, clock and week.
struct CustomsTests {
    private static let plain = Customs.international
    private static let german = Customs(.german)
    private static let american = Customs(.english, isHalfDayClock: true, firstWeekday: 7)

    @Test(
        arguments: [
            ([:], plain), (["LANG": "C"], plain), (["LANG": "POSIX"], plain),
            (["LANG": "C.UTF-8"], plain), (["LANG": "en_GB.UTF-8"], plain),
            (["LANG": "en_US.UTF-8"], american), (["LC_ALL": "en_US"], american),
            (["LANG": "de_DE.UTF-8"], german), (["LANG": "de"], german),
            (["LANG": "de_AT@euro"], german), (["LANG": "de-CH"], german),
            (["LANG": "fr_FR.UTF-8"], plain), (["LANG": "xx"], plain), (["LANG": "_"], plain),
            (["LC_ALL": "de_DE.UTF-8", "LANG": "en_US.UTF-8"], german),
            (["LC_ALL": "", "LANG": "de_DE.UTF-8"], german),
            (["LC_MESSAGES": "de_DE.UTF-8"], german),
            (
                ["LC_MESSAGES": "de_DE.UTF-8", "LC_TIME": "en_US.UTF-8"],
                Customs(.german, isHalfDayClock: true, firstWeekday: 7)
            ),
            (["LANG": "en_US.UTF-8", "LC_TIME": "de_DE.UTF-8"], plain),
            (["LANG": "es_MX.UTF-8"], Customs(.english, firstWeekday: 7)),
        ] as [([String: String], Customs)])
    func `the environment says how to speak`(environment: [String: String], customs: Customs) {
        #expect(Customs(environment: environment) == customs)
    }

    @Test func `what a person chose goes before the environment`() {
        let american = ["LC_ALL": "en_US.UTF-8"]
        #expect(
            Customs(environment: american, Customs.Choice(language: .german)).language == .german)
        let chosen = Customs.Choice(isHalfDayClock: false, firstWeekday: 1)
        #expect(Customs(environment: american, chosen) == .international)
    }
}
