/// The sum of one or more operators of one shape.
public struct OperatorSum: LinearOperator {
    /// The terms.
    public let terms: [any LinearOperator]
    public let rowCount: Int
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

    public func apply(to x: Vector) -> Vector {
        terms.reduce(into: Vector(count: rowCount)) { $0 += $1.apply(to: x) }
    }

    public func applyTransposed(to x: Vector) -> Vector {
        terms.reduce(into: Vector(count: columnCount)) { $0 += $1.applyTransposed(to: x) }
    }

    public func apply(to x: Matrix) -> Matrix {
        terms.reduce(into: Matrix(rowCount: rowCount, columnCount: x.columnCount)) { $0 += $1.apply(to: x) }
    }

    public func applyTransposed(to x: Matrix) -> Matrix {
        terms.reduce(into: Matrix(rowCount: columnCount, columnCount: x.columnCount)) {
            $0 += $1.applyTransposed(to: x)
        }
    }
}
