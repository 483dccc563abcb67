import DataFormats
import LinearAlgebra
import Testing

@Suite struct NPYArrayTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func read(_ bytes: [UInt8]) throws -> NPYArray {
        try NPYArray(path: try directory.write(bytes, to: "a.npy"))
    }

    @Test func readsBothOrdersAndAllVersions() throws {
        let expected = Matrix(rows: [[0.5, 1.5, 2.5], [3.5, 4.5, 5.5]])
        for bytes in [
            NumPyFixtures.doubles, NumPyFixtures.fortran, NumPyFixtures.version2, NumPyFixtures.version3,
        ] {
            let array = try read(bytes)
            #expect(array.shape == [2, 3] && array.element == .f8)
            #expect(array.matrix() == expected)
        }
    }

    @Test func flattensFurtherAxesInCOrder() throws {
        let expected = Matrix(rows: [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]])
        for bytes in [NumPyFixtures.floats3, NumPyFixtures.fortran3] {
            let array = try read(bytes)
            #expect(array.shape == [2, 3, 2])
            #expect(array.matrix() == expected)
            #expect(throws: NPYError.self) { try array.vector() }
        }
    }

    @Test func convertsElements() throws {
        #expect(try read(NumPyFixtures.shorts).vector() == [-3, 0, 300])
        #expect(try read(NumPyFixtures.integers).vector() == [-70000, 5])
        #expect(try read(NumPyFixtures.bytes8).matrix() == Matrix(rows: [[0, 255]]))
        #expect(try read(NumPyFixtures.booleans).vector() == [1, 0, 1])
        #expect(try read(NumPyFixtures.scalar).matrix() == Matrix(rows: [[2.5]]))
        let empty = try read(NumPyFixtures.emptyRows).matrix()
        #expect(empty.rowCount == 0 && empty.columnCount == 3)
    }

    @Test func refusesWhatItCannotRead() throws {
        for (bytes, descriptor) in [
            (NumPyFixtures.bigEndian, ">f8"), (NumPyFixtures.complexes, "<c16"), (NumPyFixtures.records, "a record"),
        ] {
            #expect(throws: NPYError.unsupportedElements(source: "'\(directory("a.npy"))'", descriptor: descriptor)) {
                try read(bytes)
            }
        }
    }

    /// Every prefix and many single-byte changes give an array or an error, never a crash.
    @Test func survivesDamage() throws {
        func parse(_ bytes: [UInt8]) throws -> NPYArray {
            try NPYArray(MappedBytes(bytes), range: 0..<bytes.count, source: "the bytes")
        }
        let good = NumPyFixtures.doubles
        for length in 0..<good.count {
            #expect(throws: NPYError.self) { try parse(Array(good.prefix(length))) }
        }
        for position in 0..<128 {
            for value in [0, UInt8(ascii: "9"), UInt8(ascii: "("), 0xFF] {
                var bytes = good
                bytes[position] = value
                if let array = try? parse(bytes) { #expect(array.matrix().count == array.count) }
            }
        }
    }

    @Test func refusesHugeShapes() throws {
        let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4), }"
        let bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
        let error = #expect(throws: NPYError.self) { try read(bytes) }
        #expect(error?.description.contains("the shape is too large") == true)
    }

    @Test func writesTheBytesThatNumPyWrites() throws {
        let writer = NPYWriter(path: directory("w.npy"))
        try writer.write(Matrix(rows: [[0.5, 1.5, 2.5], [3.5, 4.5, 5.5]]))
        #expect(try directory.bytes(of: "w.npy") == NumPyFixtures.doubles)
        try writer.write([0.5, 1.5, 2.5, 3.5, 4.5, 5.5], shape: [2, 3])
        #expect(try directory.bytes(of: "w.npy") == NumPyFixtures.doubles)
        try writer.write([1, 2, 3] as Vector)
        #expect(try NPYArray(path: directory("w.npy")).shape == [3])
        let tall = Matrix(rowCount: 200, columnCount: 3) { Double($0 * 10 + $1) }
        try writer.write(tall)
        #expect(try NPYArray(path: directory("w.npy")).matrix() == tall)
    }
}
