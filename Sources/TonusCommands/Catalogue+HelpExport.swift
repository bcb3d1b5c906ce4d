import ArgumentParser

extension Help {
    static var exportAbstract: String { "Hand the diary on, for another program" }
    static var exportDiscussion: String {
        """
        tonus export --format fhir --out diary.json    a FHIR R4 bundle, for a clinic's system
        tonus export --format fhir --months 3          of three months, to standard output
        Private notes and names are in none of it. The same diary gives the same bytes on every device.
        """
    }
    static var exportFormat: ArgumentHelp { "As what: fhir" }
    static var exportOut: ArgumentHelp { "Write it to this file, which others cannot read" }
    static var exportMonths: ArgumentHelp { "Only the last months, this many" }
    static var exportSNOMED: ArgumentHelp {
        "fhir: with SNOMED CT codes, which are free in some countries alone"
    }
}
