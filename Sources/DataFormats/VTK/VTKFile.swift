import LinearAlgebra

/// A rectangular grid of points in two or three dimensions.
public enum VTKGrid: Sendable {
    /// Equally spaced points: `counts` an axis, from `origin` on, `spacing` apart.
    case uniform(origin: [Double], spacing: [Double], counts: [Int])
    /// Points at all combinations of the given coordinates.
    case rectilinear([Vector])

    /// The number of points along each axis, two or three of them.
    public var counts: [Int] {
        switch self {
        case .uniform(_, _, let counts): counts
        case .rectilinear(let axes): axes.map(\.count)
        }
    }
}

/// A scalar field on a grid. The values run along the first axis fastest.
public struct VTKField: Sendable {
    /// The name shown by the viewer, without spaces.
    public var name: String
    /// One value a grid point.
    public var values: [Double]

    /// A field of the given name and values.
    public init(name: String, values: [Double]) {
        self.name = name
        self.values = values
    }
}

/// Writes fields in the legacy format of the Visualization Toolkit, version 3.0, for ParaView and others.
///
/// Numbers are written as text that reads back exactly or, four times faster and smaller, as big-endian doubles.
public struct VTKFile: Sendable {
    /// How numbers are written.
    public enum Encoding: Sendable {
        /// Readable text.
        case text
        /// Big-endian doubles.
        case binary
    }

    /// Where the points are.
    public var grid: VTKGrid
    /// The fields on them.
    public var fields: [VTKField]
    /// One line about the content; longer than 200 characters or with line ends it is cut.
    public var title: String

    /// Fields on a grid of two or three dimensions.
    public init(grid: VTKGrid, fields: [VTKField], title: String) {
        let counts = grid.counts
        precondition(counts.count == 2 || counts.count == 3, "A VTK grid has two or three axes.")
        if case .uniform(let origin, let spacing, _) = grid {
            precondition(origin.count == counts.count && spacing.count == counts.count, "Every axis needs its numbers.")
        }
        for field in fields {
            precondition(field.values.count == counts.reduce(1, *), "Field \(field.name) must have a value a point.")
            precondition(
                !field.name.isEmpty && !field.name.contains(where: \.isWhitespace), "A field's name has no spaces.")
        }
        self.grid = grid
        self.fields = fields
        self.title = title
    }

    /// Writes the file; it appears only when complete.
    ///
    /// - Throws: ``FileError``.
    public func write(to path: String, encoding: Encoding = .binary) throws {
        try AtomicFile(path).write { sink in
            let line = title.split(whereSeparator: \.isNewline).first.map { String($0.prefix(200)) } ?? ""
            try sink.write("# vtk DataFile Version 3.0\n\(line)\n\(encoding == .text ? "ASCII" : "BINARY")\n")
            try writeGrid(encoding, into: &sink)
            try sink.write("POINT_DATA \(grid.counts.reduce(1, *))\n")
            for field in fields {
                try sink.write("SCALARS \(field.name) double 1\nLOOKUP_TABLE default\n")
                try Self.writeNumbers(field.values, encoding, into: &sink)
            }
        }
    }

    private func writeGrid(_ encoding: Encoding, into sink: inout FileSink) throws {
        func line<T>(_ values: [T], filler: T) -> String {
            (values.count == 2 ? values + [filler] : values).map { "\($0)" }.joined(separator: " ")
        }
        let counts = line(grid.counts, filler: 1)
        switch grid {
        case .uniform(let origin, let spacing, _):
            try sink.write("DATASET STRUCTURED_POINTS\nDIMENSIONS \(counts)\n")
            try sink.write("ORIGIN \(line(origin, filler: 0))\nSPACING \(line(spacing, filler: 1))\n")
        case .rectilinear(let axes):
            try sink.write("DATASET RECTILINEAR_GRID\nDIMENSIONS \(counts)\n")
            for (name, axis) in zip(["X", "Y", "Z"], axes.map(\.array) + [[0]]) {
                try sink.write("\(name)_COORDINATES \(axis.count) double\n")
                try Self.writeNumbers(axis, encoding, into: &sink)
            }
        }
    }

    private static func writeNumbers(_ numbers: [Double], _ encoding: Encoding, into sink: inout FileSink) throws {
        switch encoding {
        case .text:
            for number in numbers { try sink.write("\(number)\n") }
        case .binary:
            let swapped = numbers.map(\.bitPattern.bigEndian)
            try swapped.withUnsafeBytes { try sink.write($0) }
            try sink.write("\n")
        }
    }
}
