/// Why a matrix could not be factorised, or a system not solved.
public enum FactorizationError: Error, Equatable, Sendable {
    /// The entry in the given row and column is NaN or infinite.
    case notFinite(row: Int, column: Int, value: Double)
    /// The leading minor of order `pivot + 1` is not positive: the zero-based pivot and its value after elimination.
    case notPositiveDefinite(pivot: Int, value: Double)
    /// The matrix has different numbers of rows and columns.
    case notSquare(rowCount: Int, columnCount: Int)
    /// The zero-based pivot is exactly zero, so the system has no unique solution.
    case singular(pivot: Int)
    /// An iteration of the named algorithm ended with this many quantities unfinished.
    case noConvergence(algorithm: String, unfinished: Int)
    /// A X + X B = C has no unique solution, because A and -B share an eigenvalue (to rounding).
    case spectraMeet
}

extension FactorizationError: CustomStringConvertible {
    /// One sentence on what is wrong and one on a way out.
    public var description: String {
        switch self {
        case .notFinite(let row, let column, let value):
            "Entry (\(row), \(column)) of the matrix is \(value). Look for overflow or missing values in its inputs."
        case .notPositiveDefinite(let pivot, let value):
            "The matrix is not positive definite: pivot \(pivot) is \(value). "
                + "Row \(pivot) is nearly a combination of earlier rows; drop near-duplicates, raise the noise, "
                + "or ask for a diagonal shift."
        case .notSquare(let rowCount, let columnCount):
            "The matrix is \(rowCount)-by-\(columnCount), but this needs a square one."
        case .singular(let pivot):
            "The matrix is singular: pivot \(pivot) is zero. Use least squares, or remove dependent rows."
        case .noConvergence(let algorithm, let unfinished):
            "\(algorithm) left \(unfinished) quantities unfinished. Rescale the matrix and try again."
        case .spectraMeet:
            "A X + X B = C has no unique solution: A and -B share an eigenvalue. Shift one of them."
        }
    }
}
