/// The Hankel matrix H_ij = f_{i+j} of n samples, (n/2 + 1) rows, applied by Fourier transforms in O(n log n).
struct Hankel {
    let rowCount: Int
    let columnCount: Int
    private let transform: RealFourierTransform
    private let spectrum: [ComplexNumber]

    init(samples: [Double]) {
        rowCount = samples.count / 2 + 1
        columnCount = samples.count - samples.count / 2
        // H v is a correlation whose indices stay below n: a cyclic one of length >= n does not wrap.
        transform = RealFourierTransform(length: 2 * Toeplitz.fastLength(atLeast: (samples.count + 1) / 2))
        spectrum = transform.forward(Self.padded(samples, to: transform.length))
    }

    /// H V, column by column.
    func applied(to vectors: Matrix) -> Matrix { correlated(vectors, height: rowCount) }

    /// H^T V, column by column.
    func transposeApplied(to vectors: Matrix) -> Matrix { correlated(vectors, height: columnCount) }

    private func correlated(_ vectors: Matrix, height: Int) -> Matrix {
        var result = Matrix(rowCount: height, columnCount: vectors.columnCount)
        for j in 0..<vectors.columnCount {
            let image = transform.forward(Self.padded(vectors.column(j), to: transform.length))
            let product = transform.inverse(zip(spectrum, image).map { $0 * $1.conjugate })
            result.withUnsafeMutablePointer { target in
                for i in 0..<height { target[i + j * height] = product[i] }
            }
        }
        return result
    }

    private static func padded(_ values: some RandomAccessCollection<Double>, to length: Int) -> Vector {
        Vector(count: length) { target in
            target.initialize(repeating: 0, count: length)
            for (i, value) in values.enumerated() { target[i] = value }
        }
    }
}
