/// The operator that multiplies entry i by `entries[i]`.
public struct DiagonalOperator: LinearOperator {
    /// The diagonal.
    public let entries: Vector

    /// The operator with the given diagonal.
    public init(_ entries: Vector) {
        self.entries = entries
    }

    /// The number of entries of a result.
    public var rowCount: Int { entries.count }
    /// The number of entries of an argument.
    public var columnCount: Int { entries.count }

    /// The entries of x, each times its own number.
    public func apply(to x: Vector) -> Vector { entrywiseProduct(entries, x) }
    /// The same as `apply`: a diagonal is symmetric.
    public func applyTransposed(to x: Vector) -> Vector { entrywiseProduct(entries, x) }
    /// The entries of X, each times its own number.
    public func apply(to x: Matrix) -> Matrix { x.scalingRows(by: entries) }
    /// The same as `apply`: a diagonal is symmetric.
    public func applyTransposed(to x: Matrix) -> Matrix { x.scalingRows(by: entries) }
}
