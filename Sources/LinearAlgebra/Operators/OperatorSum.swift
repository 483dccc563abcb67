/// The sum of one or more operators of one shape.
public struct OperatorSum: LinearOperator {
    /// The terms.
    public let terms: [any LinearOperator]
    /// The number of entries of a result.
    public let rowCount: Int
    /// The number of entries of an argument.
    public let columnCount: Int

    /// The sum of the given terms, of which there must be one at least.
    public init(_ terms: [any LinearOperator]) {
        guard let first = terms.first else { preconditionFailure("A sum of operators needs a term.") }
        let (rows, columns) = (first.rowCount, first.columnCount)
        precondition(
            terms.allSatisfy { $0.rowCount == rows && $0.columnCount == columns }, "All terms need one shape.")
        self.terms = terms
        rowCount = rows
        columnCount = columns
    }

    /// The sum of the terms' images.
    public func apply(to x: Vector) -> Vector {
        terms.reduce(into: Vector(count: rowCount)) { $0 += $1.apply(to: x) }
    }

    /// The sum of the transposed terms' images.
    public func applyTransposed(to x: Vector) -> Vector {
        terms.reduce(into: Vector(count: columnCount)) { $0 += $1.applyTransposed(to: x) }
    }

    /// The sum of the terms' images.
    public func apply(to x: Matrix) -> Matrix {
        terms.reduce(into: Matrix(rowCount: rowCount, columnCount: x.columnCount)) { $0 += $1.apply(to: x) }
    }

    /// The sum of the transposed terms' images.
    public func applyTransposed(to x: Matrix) -> Matrix {
        terms.reduce(into: Matrix(rowCount: columnCount, columnCount: x.columnCount)) {
            $0 += $1.applyTransposed(to: x)
        }
    }
}
