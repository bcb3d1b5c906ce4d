import Foundation
import Household

#if canImport(Glibc)
    import Glibc
#endif

/// A page as a picture, drawn by Chromium where there is one.
struct Picture {
    private let page: String
    private let folder: String

    init(of page: String, in folder: String) { (self.page, self.folder) = (page, folder) }

    /// - Returns: where the picture is; nil where no browser is installed, or none was drawn in half a minute.
    func draw() throws -> String? {
        guard let browser = Self.browser else { return nil }
        let picture = folder + "/report.png"
        var words = [
            "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
            "--disable-background-networking", "--window-size=900,1280",
            "--user-data-dir=\(folder)/browser", "--screenshot=\(picture)",
            URL(fileURLWithPath: page).absoluteString,
        ]
        // Chromium's own sandbox refuses to be root's; the page is ours and has no script.
        if geteuid() == 0 { words.insert("--no-sandbox", at: 0) }
        let child = try Child(
            browser, words, environment: ["PATH": "/usr/bin:/bin", "HOME": folder], input: nil,
            folder: folder + "/run", name: "browser")
        for _ in 0..<300 where !child.hasEnded { usleep(100_000) }
        if !child.hasEnded { child.kill() }
        let isDrawn = child.wait() == 0 && FileManager.default.fileExists(atPath: picture)
        return isDrawn ? picture : nil
    }

    private static let browser: String? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        let names = ["chromium", "chromium-browser", "google-chrome"]
        return names.flatMap { name in path.split(separator: ":").map { "\($0)/\(name)" } }
            .first(where: FileManager.default.isExecutableFile)
    }()
}
