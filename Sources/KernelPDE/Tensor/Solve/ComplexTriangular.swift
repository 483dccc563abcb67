import LinearAlgebra

/// A complex upper triangular R with A = Z W^H R W Z^T, for the real Schur vectors Z of A and a block-diagonal unitary W.
///
/// Each 2-by-2 block of the real Schur form is triangularised by one rotation of its two coordinates (Golub and Van Loan,
/// Matrix Computations, section 7.4), so real coordinates become complex ones in O(1) an entry and nothing is lost.
struct ComplexTriangular: Sendable {
    /// The rotation (x_k, x_{k+1}) -> (conj(c) x_k + s x_{k+1}, -s x_k + c x_{k+1}), s real.
    struct Rotation: Sendable {
        let index: Int
        let cosine: ComplexNumber
        let sine: Double
    }

    /// The order n.
    let order: Int
    /// Real and imaginary parts of R, column-major.
    let real: [Double]
    let imaginary: [Double]
    let rotations: [Rotation]

    init(_ schur: RealSchur) {
        let n = schur.triangular.rowCount
        var re = schur.triangular.flattened.array
        var im = [Double](repeating: 0, count: n * n)
        var rotations: [Rotation] = []
        for m in stride(from: n - 1, to: 0, by: -1) where re[m + (m - 1) * n] != 0 {
            let (k, below) = (m - 1, re[m + (m - 1) * n])
            let eigenvalue = schur.values[k]
            let shifted = eigenvalue - ComplexNumber(re[m + m * n], im[m + m * n])
            let length = (shifted.squaredMagnitude + below * below).squareRoot()
            let (c, s) = (1 / length * shifted, below / length)
            rotations.append(Rotation(index: k, cosine: c, sine: s))
            for j in k..<n {
                let a = ComplexNumber(re[k + j * n], im[k + j * n])
                let b = ComplexNumber(re[m + j * n], im[m + j * n])
                let (upper, lower) = (c.conjugate * a + s * b, c * b - s * a)
                (re[k + j * n], im[k + j * n]) = (upper.real, upper.imaginary)
                (re[m + j * n], im[m + j * n]) = (lower.real, lower.imaginary)
            }
            for i in 0...m {
                let a = ComplexNumber(re[i + k * n], im[i + k * n])
                let b = ComplexNumber(re[i + m * n], im[i + m * n])
                let (left, right) = (c * a + s * b, c.conjugate * b - s * a)
                (re[i + k * n], im[i + k * n]) = (left.real, left.imaginary)
                (re[i + m * n], im[i + m * n]) = (right.real, right.imaginary)
            }
            (re[m + k * n], im[m + k * n]) = (0, 0)
        }
        order = n
        real = re
        imaginary = im
        self.rotations = rotations
    }

    /// R_kl.
    func entry(_ k: Int, _ l: Int) -> ComplexNumber { ComplexNumber(real[k + l * order], imaginary[k + l * order]) }
}
