import ArgumentParser
import Foundation
import TonusDiary
import TonusExchange
import TonusProtocol
import TonusStore
import TonusSync
import TonusVault

/// How an errand failed: what happened, what is safe, what to type; and the exit code.
struct Failure {
    let lines: [String]
    let code: Int32
    private let isClean: Bool

    /// - Parameter typed: the words behind `tonus`.
    init(_ error: any Error, replica: String?, typed: [String] = []) {
        // What went missing matters more than that there was more to say.
        let error = error is ExitCode ? Output.failure ?? error : error
        var words = Catalogue(replica: replica, customs: Desk.customs)
        words.typed = Typed(typed)
        switch error {
        case let error as StoreError: (lines, code) = words.failure(error)
        case let error as ReferenceError: (lines, code) = words.failure(error)
        case let error as DecisionError: (lines, code) = words.failure(error)
        case let error as WrittenOver: (lines, code) = words.failure(error)
        case let error as ActError: (lines, code) = words.failure(error)
        case let error as DiaryFileError: (lines, code) = words.failure(error)
        case let error as SyncError: (lines, code) = words.failure(error)
        case let error as VaultError: (lines, code) = words.failure(error)
        case is ProtocolError: (lines, code) = words.badProtocol
        case let error as DraftError: (lines, code) = words.failure(error)
        case let error as SheetError: (lines, code) = words.failure(error)
        case let error as SeveralRegimens: (lines, code) = words.failure(error)
        case let error as FactorIsOff: (lines, code) = words.isOff(error.name)
        case let error as WhenError: (lines, code) = words.failure(error)
        case let error as ExchangeError: (lines, code) = words.failure(error)
        case let error as PrintingError: (lines, code) = words.failure(error)
        case let error as EndsBeforeStart: (lines, code) = words.failure(error)
        case let error as UsageError: (lines, code) = words.failure(error)
        case let refusal as Refusal: (lines, code) = words.failure(refusal.meaning)
        case let exit as ExitCode: (lines, code) = ([], exit.rawValue)
        case is CancellationError: (lines, code) = (words.cancelled, 2)
        default:
            let exit = Tonus.exitCode(for: error)
            lines = [
                ParserWords.translated(
                    ParserWords.endingWithCommand(Tonus.fullMessage(for: error)),
                    into: Desk.customs.language)
            ]
            code = exit == .success || exit == .validationFailure ? exit.rawValue : 1
        }
        isClean = code == 0
    }

    func exit() -> Never {
        let text = Output.shown(lines) + (lines.isEmpty ? "" : "\n")
        guard isClean else {
            try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
            Foundation.exit(code)
        }
        Output.send(text)
        if let cut = Output.failure { Failure(cut, replica: nil).exit() }
        Foundation.exit(code)
    }
}
