/// The circulant matrix C_ij = c_{(i - j) mod n} of a first column c, applied by Fourier transforms in O(n log n).
public struct Circulant: LinearOperator {
    /// The eigenvalues sum_j c_j exp(-2 pi i j k / n) for k = 0 ... n / 2; the rest are their conjugates.
    public let eigenvalues: [ComplexNumber]
    private let transform: RealFourierTransform

    /// The circulant matrix with the given, non-empty first column.
    public init(firstColumn: Vector) {
        precondition(firstColumn.count > 0, "A circulant matrix needs a first column.")
        transform = RealFourierTransform(length: firstColumn.count)
        eigenvalues = transform.forward(firstColumn)
    }

    public var rowCount: Int { transform.length }
    public var columnCount: Int { transform.length }

    public func apply(to x: Vector) -> Vector {
        transform.inverse(zip(transform.forward(x), eigenvalues).map { $0 * $1 })
    }

    public func applyTransposed(to x: Vector) -> Vector {
        transform.inverse(zip(transform.forward(x), eigenvalues).map { $0 * $1.conjugate })
    }
}
