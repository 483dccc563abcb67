import Foundation
import Testing

@Suite struct StructureTests {
    /// The rooms from the ground up; a room may import only rooms before it.
    static let floors = [
        "COpenBLAS", "CLAPACKE", "CFFTW", "CVectorMath", "LinearAlgebra", "Optimization", "Expressions", "DataFormats",
        "Plots", "Kernels", "Likelihoods", "KernelLaws", "GaussianProcesses", "KernelPDE", "ModelFiles", "Mercer",
        "MercerCommand",
    ]

    @Test func everyRoomIsListed() throws {
        #expect(try Repository.folders(in: "Sources").filter { !Self.floors.contains($0) } == [])
    }

    @Test(arguments: floors) func arrowsPointDownward(room: String) throws {
        let height = try #require(Self.floors.firstIndex(of: room))
        for file in try Repository.swiftFiles(below: "Sources/" + room) {
            for line in file.lines {
                guard let imported = importedModule(line), let floor = Self.floors.firstIndex(of: imported) else {
                    continue
                }
                #expect(floor < height, "\(file.path) imports \(imported)")
            }
        }
    }

    @Test(arguments: ["Sources", "Tests"]) func filesAreShort(folder: String) throws {
        for file in try Repository.swiftFiles(below: folder) {
            #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func medianFileIsAboutAHundredLines() throws {
        let counts = try Repository.swiftFiles(below: "Sources").map(\.lines.count).sorted()
        let median = counts[counts.count / 2]
        #expect(median <= 130, "the median source file has \(median) lines")
    }

    @Test func everyRoomHasTests() throws {
        let tested = Self.floors.filter { !["COpenBLAS", "CLAPACKE", "CFFTW", "Mercer"].contains($0) }
        for room in tested {
            let tests = try Repository.swiftFiles(below: "Tests/\(room)Tests").flatMap(\.lines).filter {
                $0.contains("@Test")
            }
            #expect(!tests.isEmpty, "\(room) has no tests")
        }
    }

    @Test func regularisationIsNeverHidden() throws {
        for file in try Repository.swiftFiles(below: "Sources") where !file.path.hasSuffix("DiagonalShift.swift") {
            for (number, line) in file.lines.enumerated() {
                #expect(
                    line.range(of: "jitter", options: .caseInsensitive) == nil,
                    "\(file.path):\(number + 1) speaks of jitter; regularisation is a DiagonalShift")
            }
        }
    }

    @Test func nothingIsLeftUnfinished() throws {
        let words = ["TODO", "FIXME", "fatalError(", "try!", "as!", "not implemented"]
        for file in try Repository.swiftFiles(below: "Sources") {
            for (number, line) in file.lines.enumerated() {
                for word in words { #expect(!line.contains(word), "\(file.path):\(number + 1) has \(word)") }
            }
        }
    }

    private func importedModule(_ line: Substring) -> String? {
        let words = line.split(separator: " ")
        guard let position = words.firstIndex(of: "import"),
            words[..<position].allSatisfy({ $0.hasPrefix("@") || ["public", "package", "internal"].contains($0) })
        else { return nil }
        return words[(position + 1)...].last.map { String($0.split(separator: ".")[0]) }
    }
}
