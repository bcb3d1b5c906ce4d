import ArgumentParser
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

struct FactorCommand: SheetCommand {
    static let configuration = CommandConfiguration(
        commandName: "factor", abstract: Help.factorAbstract, discussion: Help.factorDiscussion)
    static let kind = Kind.factorDefinition
    static let text: Field? = .factorName

    @Argument(help: Help.factorWords) var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        switch words.last?.lowercased() {
        case "on" where words.count > 1: try turn(true)
        case "off" where words.count > 1: try turn(false)
        default: try record()
        }
    }

    /// The name of what is sensitive is as private as its days.
    func audience(of said: [Assignment]) -> Audience {
        said.contains { $0.field == .factorSensitive && $0.value == .boolean(true) }
            ? .owner : .everyone
    }

    private func turn(_ isOn: Bool) throws {
        let desk = try Desk(options)
        let replica = try desk.founded()
        let named = try replica.read {
            try $0.factor(words.dropLast().joined(separator: " "))
        }
        let key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let key = named.own?.key ?? intent.newEntity(.factorDefinition, named.audience)
            var said = [Assignment(.factorEnabled, .boolean(isOn))]
            if named.own == nil, let factor = named.builtIn {
                said.append(Assignment(.factorName, .text(factor.word)))
                said.append(Assignment(.factorSensitive, .boolean(factor.isSensitive)))
            }
            try intent.say(said, on: key)
            return key
        }
        try desk.answer(key, replica, isNew: named.own == nil)
    }
}

/// A factor as a person names it: one that comes with the program, one of this diary, or both where
/// this diary says something of the former.
struct NamedFactor {
    let builtIn: Factor?
    let own: Sheet?

    /// Sensitive ones that come with the program are off until somebody wants them.
    var isOn: Bool {
        own?[.factorEnabled]?.boolean ?? !(builtIn?.isSensitive ?? false)
    }

    /// Whoever may see the days on which it was there.
    var audience: Audience {
        let isSensitive =
            builtIn?.isSensitive == true || own?.key.audience == .owner
            || own?[.factorSensitive] == .boolean(true)
        return isSensitive ? .owner : .everyone
    }
}

/// A factor that nobody turned on. Nothing was changed.
struct FactorIsOff: Error {
    let name: String
}

extension Snapshot {
    /// The factor that the front of some words names, by as many of them as there are in a name, and how many
    /// those are; nil where they name none.
    func factor(frontOf words: [String]) throws -> (factor: NamedFactor, count: Int)? {
        let own = Set(try names(of: .factorDefinition).map { $0.lowercased() })
        for count in (1...min(max(words.count, 1), 8)).reversed() {
            let run = words.prefix(count)
            let name = run.joined(separator: " ")
            if own.contains(name.lowercased()) || Factor(called: name) != nil {
                return (try factor(name), count)
            }
            let hyphened = run.joined(separator: "-")
            if Factor(called: hyphened) != nil { return (try factor(hyphened), count) }
        }
        return nil
    }

    /// - Throws: `SheetError` where nothing is called so.
    func factor(_ name: String) throws -> NamedFactor {
        let builtIn = Factor(called: name)
        let own = try named(builtIn?.word ?? name, .factorDefinition)
        guard builtIn != nil || own != nil else {
            let own = try names(of: .factorDefinition)
            throw SheetError(
                kind: .factorExposure,
                error: .badValue(
                    field: "factor", value: name, choices: Field.triggers.words + own))
        }
        return NamedFactor(builtIn: builtIn, own: own)
    }
}
