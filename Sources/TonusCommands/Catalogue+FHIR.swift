extension Catalogue {
    func exportedFHIR(_ path: String, entries: Int, resources: Int) -> [String] {
        [
            say("Wrote \(path): entries \(entries), FHIR resources \(resources)."),
            say("Private notes are not in it, and no names."),
        ]
    }
}
