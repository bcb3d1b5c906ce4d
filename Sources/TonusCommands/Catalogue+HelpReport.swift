import ArgumentParser

extension Help {
    static var reportAbstract: String { say("One page for a neurologist") }
    static var reportDiscussion: String {
        say(
            """
            tonus report                       as text, of three months
            tonus report --out report.html     a page to print, on one sheet
            tonus report --out report.pdf      the same, printed to a file by Chromium or WeasyPrint
            tonus report --out mine.html --large --months 1
            What is private is not in it. The same diary gives the same page on every device.
            """)
    }
    static var reportMonths: ArgumentHelp { help("How many months") }
    static var reportOut: ArgumentHelp {
        help("Write it to this file: .html, .pdf, or .txt for text")
    }
    static var reportName: ArgumentHelp {
        help("Whose it is, and what else helps, such as an age; without it no name is on the page")
    }
    static var reportLanguage: ArgumentHelp { help("In which language: en or de") }
    static var reportLarge: ArgumentHelp { help("Large letters, on more sheets") }
    static var reportKeep: ArgumentHelp {
        help("Write down in the diary which page it was, by what its foot says")
    }
    static var reportPaper: ArgumentHelp { help("What a PDF is printed on: a4, or letter") }
}
