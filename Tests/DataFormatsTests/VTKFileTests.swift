import DataFormats
import Testing

@Suite struct VTKFileTests {
    @Test func writesUniformGridsAsText() throws {
        let directory = try TemporaryDirectory()
        let file = VTKFile(
            grid: .uniform(origin: [0, -1], spacing: [0.5, 0.1], counts: [3, 2]),
            fields: [VTKField(name: "u", values: [1, 2, 3, 4, 5, 1.0 / 3])], title: "a field\nof two lines")
        try file.write(to: directory("f.vtk"), encoding: .text)
        let text = String(decoding: try directory.bytes(of: "f.vtk"), as: UTF8.self)
        #expect(
            text == """
                # vtk DataFile Version 3.0
                a field
                ASCII
                DATASET STRUCTURED_POINTS
                DIMENSIONS 3 2 1
                ORIGIN 0.0 -1.0 0.0
                SPACING 0.5 0.1 1.0
                POINT_DATA 6
                SCALARS u double 1
                LOOKUP_TABLE default
                1.0
                2.0
                3.0
                4.0
                5.0
                0.3333333333333333

                """)
    }

    @Test func writesRectilinearGridsInBigEndian() throws {
        let directory = try TemporaryDirectory()
        let file = VTKFile(
            grid: .rectilinear([[0, 1], [0, 2], [5, 7]]),
            fields: [VTKField(name: "u", values: (0..<8).map(Double.init))], title: "")
        try file.write(to: directory("f.vtk"))
        let bytes = try directory.bytes(of: "f.vtk")
        let text = String(decoding: bytes, as: Unicode.ASCII.self)
        #expect(text.contains("BINARY\nDATASET RECTILINEAR_GRID\nDIMENSIONS 2 2 2\nX_COORDINATES 2 double\n"))
        // Seven as a big-endian double, then the final line end.
        #expect(bytes.suffix(9) == [0x40, 0x1C, 0, 0, 0, 0, 0, 0, 0x0A])
    }
}
