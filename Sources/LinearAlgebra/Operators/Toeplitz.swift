/// A square Toeplitz matrix of order n, constant along diagonals, applied in O(n log n).
///
/// The matrix is the leading block of a circulant one of length at least 2 n - 1, whose first column holds the first
/// column of the matrix, zeros, and the first row backwards.
public struct Toeplitz: LinearOperator {
    /// The order n.
    public let order: Int
    private let embedding: Circulant

    /// The matrix with T_ij = column[i - j] for i >= j and row[j - i] for j > i; `row[0]` is not read.
    public init(firstColumn column: Vector, firstRow row: Vector) {
        precondition(column.count == row.count && column.count > 0, "First column and row need one equal length.")
        order = column.count
        let length = Self.fastLength(atLeast: 2 * column.count - 1)
        var generator = Vector(count: length)
        for k in 0..<column.count { generator[k] = column[k] }
        for k in 1..<Swift.max(column.count, 1) { generator[length - k] = row[k] }
        embedding = Circulant(firstColumn: generator)
    }

    /// The symmetric matrix with T_ij = column[|i - j|].
    public init(symmetric column: Vector) {
        self.init(firstColumn: column, firstRow: column)
    }

    /// The number of entries of a result.
    public var rowCount: Int { order }
    /// The number of entries of an argument.
    public var columnCount: Int { order }

    /// T x by the circulant embedding.
    public func apply(to x: Vector) -> Vector { embedded(x) { embedding.apply(to: $0) } }

    /// T^T x by the circulant embedding.
    public func applyTransposed(to x: Vector) -> Vector { embedded(x) { embedding.applyTransposed(to: $0) } }

    private func embedded(_ x: Vector, _ act: (Vector) -> Vector) -> Vector {
        precondition(x.count == order, "The operator acts on vectors of \(order) entries, not \(x.count).")
        var padded = Vector(count: embedding.rowCount)
        padded.withUnsafeMutablePointer { target in x.withUnsafePointer { target.update(from: $0, count: order) } }
        return Vector(act(padded).prefix(order))
    }

    /// The smallest product of powers of 2, 3 and 5 that is not below `minimum`: lengths that transform fast.
    static func fastLength(atLeast minimum: Int) -> Int {
        var candidate = Swift.max(minimum, 1)
        while true {
            var rest = candidate
            for prime in [2, 3, 5] { while rest % prime == 0 { rest /= prime } }
            if rest == 1 { return candidate }
            candidate += 1
        }
    }
}
