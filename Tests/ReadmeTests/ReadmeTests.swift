import Foundation
import Mercer
import Testing

@Suite struct ReadmeTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func lines(of path: String) throws -> [String] {
        try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8).components(separatedBy: "\n")
    }

    /// The example of the README, line for line what `Example.swift` holds between its marks.
    @Test func exampleIsTheReadmes() throws {
        let readme = try lines(of: "README.md")
        let start = try #require(readme.firstIndex(of: "import Mercer"))
        let end = try #require(readme[start...].firstIndex(of: "```"))
        let shown = readme[start..<end].dropFirst().map { $0.components(separatedBy: "  //")[0] }
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.hasPrefix("print") }

        let source = try lines(of: "Tests/ReadmeTests/Example.swift")
        let first = try #require(source.firstIndex { $0.contains("// begin") })
        let last = try #require(source.firstIndex { $0.contains("// end") })
        let compiled = source[(first + 1)..<last].map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        #expect(shown == compiled)
    }

    @Test func exampleRuns() throws {
        let (fitted, prediction) = try readmeExample()
        #expect(fitted.report.isConverged)
        #expect(fitted.report.logEvidence > 100)
        for (value, x) in zip(prediction.mean, [1.23, 4.56]) { #expect(abs(value - sin(x)) < 1e-3) }
        for variance in prediction.variance { #expect(variance >= 0 && variance < 1e-4) }
    }

    /// Every file and folder the README links to exists.
    @Test func linksLeadSomewhere() throws {
        let text = try lines(of: "README.md").joined(separator: "\n")
        let links = text.matches(of: /\]\(([^)#]+)\)/).map { String($0.1) }.filter { !$0.hasPrefix("http") }
        #expect(!links.isEmpty)
        for link in links {
            #expect(FileManager.default.fileExists(atPath: Self.root.appendingPathComponent(link).path), "\(link)")
        }
    }
}
