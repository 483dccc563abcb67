import LinearAlgebra

/// The Hankel matrix H_ij = f_{i+j} of n samples, (n/2 + 1) rows, applied by Fourier transforms in O(n log n).
struct HankelOperator {
    let rowCount: Int
    let columnCount: Int
    private let transform: RealFourierTransform
    private let spectrum: [ComplexNumber]

    init(samples: [Double]) {
        rowCount = samples.count / 2 + 1
        columnCount = samples.count - samples.count / 2
        // H v is a correlation whose indices stay below n: a cyclic one of length >= n does not wrap.
        transform = RealFourierTransform(length: Self.fastLength(atLeast: samples.count))
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

    /// The least even number with no prime factor above five that is not below `count`.
    private static func fastLength(atLeast count: Int) -> Int {
        var length = count + count % 2
        while true {
            var rest = length
            for prime in [2, 3, 5] { while rest % prime == 0 { rest /= prime } }
            if rest == 1 { return length }
            length += 2
        }
    }
}
