/// What there is to say where a page cannot be printed.
extension Catalogue {
    func failure(_ error: PrintingError) -> Told {
        switch error {
        case .noPrinter:
            told(
                said: say("a PDF needs Chromium or WeasyPrint, and neither is installed"),
                say(
                    "Nothing was changed. Debian and Ubuntu have both: sudo apt install chromium. A browser prints this too:"
                ), "report --out report.html", 73)
        case .failed(let name):
            told(
                said: say("\(name) did not make a PDF of the page"),
                say("Nothing was changed. A browser prints this:"), "report --out report.html", 73)
        }
    }
}
