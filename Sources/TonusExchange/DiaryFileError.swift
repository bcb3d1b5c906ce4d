/// Why a file cannot be taken in. Nothing of it was.
package struct DiaryFileError: Error, Hashable {
    package enum Problem: Hashable, Sendable {
        case notJSON, notUTF8, tooDeep
        /// All of it is written so, as some editors do when they save.
        case utf16
        /// A number with a fraction, or beyond 64 bits.
        case badNumber(String)
        /// The same name twice in one object.
        case doubledName(String)
        case notADiary
        /// The schema of a newer version.
        case newerSchema(String)
        /// A name or word that only a newer version can know.
        case unknown(String)
        case missing(String)
        case bad(String)
        case changeTwice(String)
        case noSuchChange(String)
        /// Changes that name each other in a circle.
        case circle(String)
        /// A change that no diary could hold.
        case unfit
    }

    /// From 1.
    package let line: Int
    package let problem: Problem

    package init(_ line: Int, _ problem: Problem) { (self.line, self.problem) = (line, problem) }
}
