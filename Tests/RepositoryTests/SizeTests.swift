import Testing

/// How long a function and a file may be: what does not fit is two things.
struct SizeTests {
    /// What people wrote; what a program wrote may be as long as it likes.
    private static func files() throws -> [Repository.File] {
        try Repository.files(under: "Sources", ending: ".swift")
            .filter { !$0.name.contains("/Generated/") }
    }

    @Test func `no file of the program is longer than 400 lines`() throws {
        for file in try Self.files() {
            #expect(file.lines.count <= 401, "\(file.name): \(file.lines.count)")
        }
    }

    @Test func `no function of the program is longer than 60 lines`() throws {
        var count = 0
        for file in try Self.files() {
            for function in SwiftFunctions(in: file.lines.joined(separator: "\n")).found {
                count += 1
                #expect(
                    function.lines <= 60,
                    "\(file.name):\(function.firstLine): \(function.lines) lines")
            }
        }
        // A reader that finds nothing would find nothing too long.
        #expect(count > 2000, "\(count)")
    }

    @Test func `a function is read from its keyword to its last brace`() {
        let source = #"""
            protocol One { func none(of it: Int) }
            struct Two {
                init() {
                    // } no end
                    print("} \(call("{")) {")
                }
                func second(_ do: () -> Void = {}) -> String {
                    """
                    }
                    """
                }
            }
            """#
        let found = SwiftFunctions(in: source).found
        #expect(found.map(\.firstLine) == [3, 7])
        #expect(found.map(\.lines) == [4, 5])
    }
}
