/// A dense real matrix: column-major, contiguous, aligned to 64 bytes, with value semantics (copy-on-write).
///
/// Entry (i, j) of an m-by-n matrix lies at offset `i + j * m`; the leading dimension is always the row count, so a
/// pointer from `withUnsafePointer` goes to BLAS and LAPACK as it is. Symmetric matrices store the lower triangle
/// unless a function says otherwise.
///
/// The subscript checks uniqueness at every store and is meant for convenience; loops that matter take a pointer once.
public struct Matrix: Sendable {
    /// The number of rows, m.
    public let rowCount: Int
    /// The number of columns, n.
    public let columnCount: Int
    var storage: AlignedStorage

    /// The number of entries, m n.
    public var count: Int { rowCount * columnCount }
    /// Whether the matrix has as many rows as columns.
    public var isSquare: Bool { rowCount == columnCount }

    /// Creates an m-by-n matrix with every entry equal to `value`.
    public init(rowCount: Int, columnCount: Int, repeating value: Double = 0) {
        precondition(rowCount >= 0 && columnCount >= 0, "A matrix has no negative dimension.")
        self.rowCount = rowCount
        self.columnCount = columnCount
        storage = AlignedStorage.repeating(value, count: rowCount * columnCount)
    }

    /// Creates an m-by-n matrix whose m n entries, column by column, `initialize` must write.
    public init(
        rowCount: Int, columnCount: Int,
        initializingColumnMajorWith initialize: (UnsafeMutablePointer<Double>) throws -> Void
    ) rethrows {
        precondition(rowCount >= 0 && columnCount >= 0, "A matrix has no negative dimension.")
        self.rowCount = rowCount
        self.columnCount = columnCount
        storage = AlignedStorage.uninitialized(count: rowCount * columnCount)
        try initialize(storage.pointer)
    }

    /// Creates an m-by-n matrix from a function of the row and column index.
    public init(rowCount: Int, columnCount: Int, _ entry: (_ row: Int, _ column: Int) throws -> Double) rethrows {
        try self.init(rowCount: rowCount, columnCount: columnCount) { pointer in
            for j in 0..<columnCount {
                for i in 0..<rowCount { pointer[i + j * rowCount] = try entry(i, j) }
            }
        }
    }

    /// Creates a matrix from its rows, which must have equal length.
    public init(rows: [[Double]]) {
        let width = rows.first?.count ?? 0
        precondition(rows.allSatisfy { $0.count == width }, "Every row must have \(width) entries.")
        self.init(rowCount: rows.count, columnCount: width) { rows[$0][$1] }
    }

    /// Creates an m-by-n matrix from its entries listed column by column.
    public init(rowCount: Int, columnCount: Int, columnMajor entries: [Double]) {
        precondition(
            entries.count == rowCount * columnCount,
            "A \(rowCount)-by-\(columnCount) matrix has \(rowCount * columnCount) entries, not \(entries.count).")
        self.init(rowCount: rowCount, columnCount: columnCount) { pointer in
            entries.withUnsafeBufferPointer { source in
                guard let base = source.baseAddress else { return }
                pointer.initialize(from: base, count: source.count)
            }
        }
    }

    /// A single column.
    public init(column: Vector) {
        rowCount = column.count
        columnCount = 1
        storage = column.storage
    }

    /// The identity of the given order.
    public static func identity(_ order: Int) -> Matrix {
        var result = Matrix(rowCount: order, columnCount: order)
        result.withUnsafeMutablePointer { for i in 0..<order { $0[i + i * order] = 1 } }
        return result
    }

    /// A square matrix with the given diagonal and zeros elsewhere.
    public static func diagonal(_ entries: Vector) -> Matrix {
        var result = Matrix(rowCount: entries.count, columnCount: entries.count)
        let order = entries.count
        result.withUnsafeMutablePointer { for i in 0..<order { $0[i + i * order] = entries[i] } }
        return result
    }

    /// The entry in the given row and column.
    public subscript(row: Int, column: Int) -> Double {
        get {
            precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount, "Index out of range.")
            return storage.pointer[row + column * rowCount]
        }
        set {
            precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount, "Index out of range.")
            makeUnique()
            storage.pointer[row + column * rowCount] = newValue
        }
    }

    /// Calls `body` with the entries, column by column.
    @discardableResult
    public func withUnsafePointer<R>(_ body: (UnsafePointer<Double>) throws -> R) rethrows -> R {
        try withExtendedLifetime(storage) { try body(UnsafePointer($0.pointer)) }
    }

    /// Calls `body` with the entries, column by column, for writing.
    @discardableResult
    public mutating func withUnsafeMutablePointer<R>(
        _ body: (UnsafeMutablePointer<Double>) throws -> R
    ) rethrows -> R {
        makeUnique()
        return try withExtendedLifetime(storage) { try body($0.pointer) }
    }

    private mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&storage) { storage = storage.copied() }
    }
}
