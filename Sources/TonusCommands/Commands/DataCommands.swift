import ArgumentParser
import Foundation
import TonusStore

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: Help.rebuildAbstract)

    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let isEqual = try desk.required().rebuild()
        try desk.answer(
            CountDocument(counts: ["equal": isEqual ? 1 : 0]),
            [isEqual ? desk.words.rebuilt : desk.words.rebuiltDiffers])
    }
}

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: Help.doctorAbstract)

    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        guard try replica.synchronousLevel() == 2 else { throw StoreError.notDurable }
        let findings = try replica.check()
        try desk.answer(
            CountDocument(counts: [
                "damage": findings.damage.count, "notAllowed": findings.notAllowed,
                "keptEnvelopes": findings.keptEnvelopes.count,
                "suspectStamps": findings.suspectStamps, "changes": findings.changes,
                "chains": findings.chains,
            ]),
            desk.words.doctor(findings))
        if !findings.damage.isEmpty { throw ExitCode(1) }
    }
}
