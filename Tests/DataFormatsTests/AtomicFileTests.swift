import DataFormats
import Foundation
import Testing

@Suite struct AtomicFileTests {
    private struct Refusal: Error {}

    @Test func replacesOnlyWhenComplete() throws {
        let directory = try TemporaryDirectory()
        let file = AtomicFile(directory("out.txt"), isSynchronized: true)
        try file.write("first")
        #expect(throws: Refusal.self) {
            try file.write { sink in
                try sink.write(String(repeating: "x", count: 1_000_000))
                throw Refusal()
            }
        }
        #expect(try directory.bytes(of: "out.txt") == Array("first".utf8))
        #expect(directory.names == ["out.txt"])
        try file.write("second")
        #expect(try directory.bytes(of: "out.txt") == Array("second".utf8))
    }

    @Test func writesLargeContent() throws {
        let directory = try TemporaryDirectory()
        let numbers = (0..<100_000).map(Double.init)
        try AtomicFile(directory("n")).write { sink in
            for _ in 0..<3 { try sink.write(numbers) }
            try sink.write("end")
        }
        let bytes = try directory.bytes(of: "n")
        #expect(bytes.count == 2_400_003)
        #expect(bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 2_400_000 - 8, as: Double.self) } == 99_999)
    }

    @Test func reportsAFullDisk() throws {
        // The device /dev/full refuses every write as a full disk does.
        let error = #expect(throws: FileError.self) { try AtomicFile("/dev/full").write("text") }
        #expect(error?.description == "'/dev/full' cannot be written: no space left on device.")
    }

    @Test func namesAFolderThatDoesNotExist() throws {
        let directory = try TemporaryDirectory()
        let error = #expect(throws: FileError.self) { try AtomicFile(directory("none/out")).write("") }
        #expect(error == .cannotWrite(path: directory("none/out"), reason: "no such file or directory"))
        #expect(throws: FileError.self) { try AtomicFile(directory.path).write("") }
    }

    @Test func followsSymbolicLinks() throws {
        let directory = try TemporaryDirectory()
        _ = try directory.write([1], to: "target")
        try FileManager.default.createSymbolicLink(atPath: directory("link"), withDestinationPath: "target")
        try AtomicFile(directory("link")).write("new")
        #expect(try directory.bytes(of: "target") == Array("new".utf8))
        #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: directory("link"))) == "target")
    }
}
