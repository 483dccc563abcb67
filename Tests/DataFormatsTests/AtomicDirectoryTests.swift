import DataFormats
import Foundation
import Testing

@Suite struct AtomicDirectoryTests {
    private struct Refusal: Error {}

    private func fill(_ text: String) -> (String) throws -> Void {
        { directory in
            try AtomicFile(directory + "/report.json").write(text)
            try FileManager.default.createDirectory(atPath: directory + "/parts", withIntermediateDirectories: false)
            try AtomicFile(directory + "/parts/a.csv").write(text)
        }
    }

    @Test func appearsWhenCompleteAndReplacesItself() throws {
        let place = try TemporaryDirectory()
        let output = AtomicDirectory(place("out/"))
        try output.write(fill("first"))
        try output.write(fill("second"))
        #expect(try place.bytes(of: "out/report.json") == Array("second".utf8))
        #expect(try place.bytes(of: "out/parts/a.csv") == Array("second".utf8))
        #expect(place.names == ["out"])
    }

    @Test func leavesNothingBehindAFailure() throws {
        let place = try TemporaryDirectory()
        let output = AtomicDirectory(place("out"))
        try output.write(fill("first"))
        #expect(throws: Refusal.self) {
            try output.write { directory in
                try fill("second")(directory)
                throw Refusal()
            }
        }
        #expect(place.names == ["out"])
        #expect(try place.bytes(of: "out/report.json") == Array("first".utf8))
    }

    @Test func sparesForeignFiles() throws {
        let place = try TemporaryDirectory()
        let output = AtomicDirectory(place("out"))
        try output.write(fill("first"))
        _ = try place.write([1], to: "out/parts/thesis.tex")
        #expect(throws: FileError.holdsForeignFile(directory: place("out"), file: "parts/thesis.tex")) {
            try output.write(fill("second"))
        }
        #expect(try place.bytes(of: "out/parts/thesis.tex") == [1])
        try AtomicDirectory(place("out"), replacing: .always).write(fill("third"))
        #expect(try place.bytes(of: "out/report.json") == Array("third".utf8))
        #expect(throws: FileError.exists(path: place("out"))) {
            try AtomicDirectory(place("out"), replacing: .never).check()
        }
    }

    @Test func takesAnEmptyDirectoryButNoFile() throws {
        let place = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: place("empty"), withIntermediateDirectories: false)
        try AtomicDirectory(place("empty"), replacing: .never).write(fill("x"))
        #expect(try place.bytes(of: "empty/report.json") == Array("x".utf8))
        _ = try place.write([1], to: "file")
        #expect(throws: FileError.exists(path: place("file"))) { try AtomicDirectory(place("file")).write(fill("x")) }
    }

    @Test(arguments: ["", ".", "..", "/", "a/.."])
    func refusesPathsThatNameNothing(path: String) {
        #expect(throws: FileError.notADirectoryName(path: path)) { try AtomicDirectory(path).check() }
    }
}
