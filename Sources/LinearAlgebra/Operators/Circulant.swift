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

    /// The number of entries of a result.
    public var rowCount: Int { transform.length }
    /// The number of entries of an argument.
    public var columnCount: Int { transform.length }

    /// C x: two Fourier transforms.
    public func apply(to x: Vector) -> Vector {
        transform.inverse(zip(transform.forward(x), eigenvalues).map { $0 * $1 })
    }

    /// C^T x: two Fourier transforms.
    public func applyTransposed(to x: Vector) -> Vector {
        transform.inverse(zip(transform.forward(x), eigenvalues).map { $0 * $1.conjugate })
    }
}
