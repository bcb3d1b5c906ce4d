import TonusExchange

/// Why a file cannot be made, or taken in. Nothing was changed.
enum ExchangeError: Error, Hashable {
    /// There is no table of that.
    case noSuchTable(String, [String])
    /// Only a table can be of one kind.
    case notOfKinds(String)
    /// It holds the whole diary, whatever months were asked for.
    case wholeOnly(String)
    /// Nothing private goes into it, whatever was asked for.
    case neverPrivate(String)
    /// It has no codes, so none of SNOMED CT.
    case withoutCodes(String)
    case mapping(MappingProblem)
    case table(TableProblem, file: String)
    case tooLarge(String)
}
