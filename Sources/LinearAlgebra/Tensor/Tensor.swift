/// A dense real array of any number of indices, the first running fastest; a number has none, a matrix two.
///
/// Entry (i_0, i_1, ...) of shape (n_0, n_1, ...) lies at i_0 + n_0 (i_1 + n_1 (i_2 + ...)). Value semantics, copied on
/// write.
public struct Tensor: Sendable, Equatable {
    /// The number of values each index takes.
    public let shape: [Int]
    /// All entries in order.
    public internal(set) var values: Vector

    /// A tensor with every entry equal to `value`.
    public init(shape: [Int], repeating value: Double = 0) {
        self.init(shape: shape, values: Vector(count: shape.reduce(1, *), repeating: value))
    }

    /// A tensor of the given entries, the first index running fastest.
    public init(shape: [Int], values: Vector) {
        precondition(shape.allSatisfy { $0 >= 0 }, "A tensor has no negative extent.")
        precondition(
            values.count == shape.reduce(1, *), "A tensor of shape \(shape) does not have \(values.count) entries.")
        self.shape = shape
        self.values = values
    }

    /// A tensor whose entries `initialize` must write, all of them.
    public init(shape: [Int], initializingWith initialize: (UnsafeMutablePointer<Double>) throws -> Void) rethrows {
        self.init(shape: shape, values: try Vector(count: shape.reduce(1, *), initializingWith: initialize))
    }

    /// The columns of a matrix one after the other: shape (rows, columns).
    public init(_ matrix: Matrix) {
        self.init(shape: [matrix.rowCount, matrix.columnCount], values: matrix.flattened)
    }

    /// The number of entries.
    public var count: Int { values.count }
    /// The square root of the sum of squares.
    public var norm: Double { values.norm }

    /// The entry at the given indices.
    public subscript(indices: Int...) -> Double { self[indices] }

    /// The entry at the given indices.
    public subscript(indices: [Int]) -> Double {
        precondition(indices.count == shape.count, "A tensor of shape \(shape) takes \(shape.count) indices.")
        var offset = 0
        for (index, extent) in zip(indices, shape).reversed() {
            precondition(index >= 0 && index < extent, "Index out of range.")
            offset = offset * extent + index
        }
        return values[offset]
    }

    /// Calls `body` with the entries.
    @discardableResult
    public func withUnsafePointer<R>(_ body: (UnsafePointer<Double>) throws -> R) rethrows -> R {
        try values.withUnsafePointer(body)
    }

    /// Calls `body` with the entries for writing.
    @discardableResult
    public mutating func withUnsafeMutablePointer<R>(
        _ body: (UnsafeMutablePointer<Double>) throws -> R
    ) rethrows -> R {
        try values.withUnsafeMutablePointer(body)
    }

    /// Adds `scale` times another tensor of the same shape.
    public mutating func add(_ other: Tensor, scaledBy scale: Double = 1) {
        precondition(shape == other.shape, "Tensors of shapes \(shape) and \(other.shape) cannot be added.")
        values.add(other.values, scaledBy: scale)
    }

    /// Multiplies every entry.
    public mutating func scale(by factor: Double) { values *= factor }

    /// The product of the extents before, at and after an index.
    func extents(around mode: Int) -> (inner: Int, size: Int, outer: Int) {
        precondition(mode >= 0 && mode < shape.count, "A tensor of shape \(shape) has no index \(mode).")
        return (shape[..<mode].reduce(1, *), shape[mode], shape[(mode + 1)...].reduce(1, *))
    }
}
