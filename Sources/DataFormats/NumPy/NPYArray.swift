import LinearAlgebra

/// An array in an NPY file, mapped into memory and converted to doubles when asked for.
public struct NPYArray: Sendable {
    /// The extents of the axes.
    public let shape: [Int]
    /// The kind of the stored elements.
    public let element: NPYElement
    /// Whether the first axis varies fastest in the file.
    public let isFortranOrder: Bool
    /// The number of elements.
    public var count: Int { shape.reduce(1, *) }

    private let bytes: MappedBytes
    private let offset: Int
    private let source: String

    /// Reads the header of the file at `path` and maps its data.
    ///
    /// - Throws: ``NPYError``.
    public init(path: String) throws(NPYError) {
        let bytes: MappedBytes
        do throws(FileError) { bytes = try MappedBytes(path: path) } catch { throw .file(error) }
        try self.init(bytes, range: 0..<bytes.count, source: path == "-" ? "standard input" : "'\(path)'")
    }

    /// Reads the array in a range of bytes; errors call it `source`.
    package init(_ bytes: MappedBytes, range: Range<Int>, source: String) throws(NPYError) {
        let result = bytes.withUnsafeBytes { raw in
            Result { () throws(NPYError) in
                try NPYHeader(UnsafeRawBufferPointer(rebasing: raw[range]), source: source)
            }
        }
        let header = try result.get()
        guard let element = NPYElement(descriptor: header.descriptor) else {
            throw .unsupportedElements(source: source, descriptor: header.descriptor)
        }
        var needed = element.size
        for extent in header.shape {
            let (product, overflow) = needed.multipliedReportingOverflow(by: extent)
            if overflow { throw .malformedHeader(source: source, reason: "the shape is too large") }
            needed = product
        }
        let found = range.count - header.dataOffset
        guard found >= needed else { throw .truncated(source: source, expectedBytes: needed, foundBytes: found) }
        shape = header.shape
        self.element = element
        isFortranOrder = header.isFortranOrder
        self.bytes = bytes
        offset = range.lowerBound + header.dataOffset
        self.source = source
    }

    /// The array as points: one row an index of the first axis, the other axes flattened in C order. An array with one
    /// axis becomes a single column, a scalar a single entry.
    public func matrix() -> Matrix {
        let rows = shape.first ?? 1
        let columnOffsets = offsetsOfColumns()
        let rowStride = isFortranOrder ? 1 : columnOffsets.count
        let size = element.size
        return bytes.withUnsafeBytes { raw in
            Matrix(rowCount: rows, columnCount: columnOffsets.count) { target in
                // Tiles of rows: a strided read then finds its cache lines again for the next column.
                for first in stride(from: 0, to: rows, by: 64) {
                    let last = min(first + 64, rows)
                    for (j, columnOffset) in columnOffsets.enumerated() {
                        for i in first..<last {
                            target[i + j * rows] = element.value(
                                raw, at: offset + (i * rowStride + columnOffset) * size)
                        }
                    }
                }
            }
        }
    }

    /// The elements of an array with one axis, or with a single long one.
    ///
    /// - Throws: ``NPYError/wrongShape(source:shape:wanted:)``.
    public func vector() throws(NPYError) -> Vector {
        guard shape.filter({ $0 != 1 }).count <= 1 else {
            throw .wrongShape(source: source, shape: shape, wanted: "one axis")
        }
        return bytes.withUnsafeBytes { raw in
            Vector(count: count) { target in
                for i in 0..<count { target[i] = element.value(raw, at: offset + i * element.size) }
            }
        }
    }

    /// Where the elements of a row lie, in elements, in C order of the axes after the first.
    private func offsetsOfColumns() -> [Int] {
        let axes = shape.dropFirst()
        let width = axes.reduce(1, *)
        guard isFortranOrder else { return Array(0..<width) }
        var offsets = [0]
        var step = shape.first ?? 1
        for extent in axes {
            offsets = offsets.flatMap { base in (0..<extent).map { base + $0 * step } }
            step *= extent
        }
        return offsets
    }
}
