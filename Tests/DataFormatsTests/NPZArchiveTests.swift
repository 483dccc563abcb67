import DataFormats
import LinearAlgebra
import Testing

@Suite struct NPZArchiveTests {
    private let directory: TemporaryDirectory
    private let matrix = Matrix(rows: [[0.5, 1.5, 2.5], [3.5, 4.5, 5.5]])

    init() throws { directory = try TemporaryDirectory() }

    private func open(_ bytes: [UInt8]) throws -> NPZArchive {
        try NPZArchive(path: try directory.write(bytes, to: "a.npz"))
    }

    @Test func readsNumPysArchives() throws {
        let archive = try open(NumPyFixtures.archive)
        #expect(archive.names == ["x", "flags"])
        #expect(try archive.array("x").matrix() == matrix)
        #expect(try archive.array("flags").vector() == [1])
        let error = #expect(throws: NPYError.self) { try archive.array("y") }
        #expect(error?.description.hasSuffix("has no array 'y'; it has 'x', 'flags'.") == true)
    }

    @Test func saysThatItIsCompressed() throws {
        let archive = try open(NumPyFixtures.compressed)
        let error = #expect(throws: NPYError.self) { try archive.array("x") }
        #expect(error?.description.contains("numpy.savez, not numpy.savez_compressed") == true)
    }

    @Test func noticesDamage() throws {
        var bytes = NumPyFixtures.archive
        bytes[200] ^= 1
        let archive = try open(bytes)
        #expect(throws: NPYError.damaged(source: "'\(directory("a.npz"))'", name: "x")) { try archive.array("x") }
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: NPYError.self) { try open(Array(bytes.prefix(length))) }
        }
    }

    @Test func readsWhatItWrites() throws {
        try NPZWriter(path: directory("w.npz")).write([("weights", matrix), ("größe", Matrix(rows: [[7]]))])
        let archive = try NPZArchive(path: directory("w.npz"))
        #expect(archive.names == ["weights", "größe"])
        #expect(try archive.array("weights").matrix() == matrix)
        #expect(try archive.array("größe").matrix()[0, 0] == 7)
    }
}
