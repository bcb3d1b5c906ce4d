/// The catalogue in German: each English key with what stands for it.
///
/// Made only when somebody reads German. The files `German+Topic.swift` hold the pieces.
enum German {
    static let templates: [String: String] = Dictionary(
        pieces.joined().map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })

    /// Each key stands in one of them, once.
    static let pieces: [KeyValuePairs<String, String>] = [
        words, entries, together, failures, insights, charts, report, help, helpMore, topics,
        moreFigures, asking, exchange, tables, writing, slips, forms, care,
    ]
}
