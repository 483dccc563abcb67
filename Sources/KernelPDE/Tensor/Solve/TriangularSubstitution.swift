import LinearAlgebra

// Goal: y from (c_0 Pi + c_1 Sigma) y = g, where Pi = R_1 (x) ... (x) R_j is the product of upper triangular matrices, Sigma
// the sum over d of Pi with R_d replaced by the identity, and c_0, c_1 differ from tuple to tuple of eigenvalues of the other
// variables.
//
// Back-substitution over the last index: with r = R_kk,
//     (c_0 Pi + c_1 Sigma) restricted to k  =  (c_0 r + c_1) Pi' + c_1 r Sigma'
// in the remaining indices, so the coefficients of the smaller problem are c_0' = c_0 r + c_1 and c_1' = c_1 r, and what the
// later l contribute is (c_0 Pi' + c_1 Sigma') sum_l R_kl y_l. Without indices left it is a division by c_0. This is the
// Bartels-Stewart idea for any number of variables, without ever dividing by an eigenvalue of R: those of integration
// operators are tiny. O(N sum n) operations for N entries.
//
// Rejected: eigenvectors of the R (useless for initial value operators), Kronecker sums of their inverses (eps n^4).

/// The back-substitution for a group of tuples: arrays [tuples, n_1, ..., n_j], the tuples fastest, real and imaginary apart.
struct TriangularSubstitution {
    private let triangles: [ComplexTriangular]
    private let tuples: Int
    /// The entries of a slice below level j: tuples n_1 ... n_j.
    private let lengths: [Int]
    /// |c_0| over the sizes of its terms, at the least.
    private(set) var smallestDivisor = Double.infinity

    init(_ triangles: [ComplexTriangular], tuples: Int) {
        self.triangles = triangles
        self.tuples = tuples
        lengths = triangles.reduce(into: [tuples]) { $0.append($0[$0.count - 1] * $1.order) }
    }

    /// Coefficients c_0 and c_1 of every tuple, and the size of the terms of c_0.
    struct Coefficients {
        var real0: [Double]
        var imaginary0: [Double]
        var real1: [Double]
        var imaginary1: [Double]
        var size: [Double]

        init(real0: [Double], real1: [Double], size: [Double]) {
            self.real0 = real0
            self.real1 = real1
            self.size = size
            imaginary0 = real0.map { _ in 0 }
            imaginary1 = imaginary0
        }

        /// Those of the problem at index k of the last variable.
        func reduced(by r: ComplexNumber) -> Coefficients {
            var next = self
            let modulus = r.magnitude
            for t in real0.indices {
                next.real0[t] = real0[t] * r.real - imaginary0[t] * r.imaginary + real1[t]
                next.imaginary0[t] = real0[t] * r.imaginary + imaginary0[t] * r.real + imaginary1[t]
                next.real1[t] = real1[t] * r.real - imaginary1[t] * r.imaginary
                next.imaginary1[t] = real1[t] * r.imaginary + imaginary1[t] * r.real
                next.size[t] = size[t] * modulus + abs(real1[t]) + abs(imaginary1[t])
            }
            return next
        }
    }

    /// Replaces real coordinates by y: rotates them, substitutes, rotates back.
    mutating func solve(_ x: UnsafeMutablePointer<Double>, _ coefficients: Coefficients) {
        let count = lengths[triangles.count]
        var imaginary = [Double](repeating: 0, count: count)
        imaginary.withUnsafeMutableBufferPointer { buffer in
            guard let im = buffer.baseAddress else { return }
            for level in triangles.indices { rotate(x, im, level: level, forward: true) }
            substitute(x, im, level: triangles.count, coefficients)
            for level in triangles.indices { rotate(x, im, level: level, forward: false) }
        }
    }

    private func rotate(
        _ re: UnsafeMutablePointer<Double>, _ im: UnsafeMutablePointer<Double>, level: Int, forward: Bool
    ) {
        let (inner, n) = (lengths[level], triangles[level].order)
        for slab in 0..<(lengths[triangles.count] / (inner * n)) {
            for rotation in triangles[level].rotations {
                let upper = (slab * n + rotation.index) * inner
                let lower = upper + inner
                let (c, d) = (rotation.cosine.real, rotation.cosine.imaginary)
                let s = forward ? rotation.sine : -rotation.sine
                // Forward (conj(c), s; -s, c), back its adjoint (c, -s; s, conj(c)).
                let e = forward ? d : -d
                for i in 0..<inner {
                    let (a, b) = (re[upper + i], im[upper + i])
                    let (p, q) = (re[lower + i], im[lower + i])
                    re[upper + i] = c * a + e * b + s * p
                    im[upper + i] = c * b - e * a + s * q
                    re[lower + i] = c * p - e * q - s * a
                    im[lower + i] = c * q + e * p - s * b
                }
            }
        }
    }

    private mutating func substitute(
        _ re: UnsafeMutablePointer<Double>, _ im: UnsafeMutablePointer<Double>, level: Int, _ c: Coefficients
    ) {
        guard level > 0 else {
            for t in 0..<tuples {
                let square = c.real0[t] * c.real0[t] + c.imaginary0[t] * c.imaginary0[t]
                let relative = c.size[t] > 0 ? square.squareRoot() / c.size[t] : 0
                if !(relative >= smallestDivisor) { smallestDivisor = relative }
                let (a, b) = (re[t], im[t])
                re[t] = (a * c.real0[t] + b * c.imaginary0[t]) / square
                im[t] = (b * c.real0[t] - a * c.imaginary0[t]) / square
            }
            return
        }
        let triangle = triangles[level - 1]
        let length = lengths[level - 1]
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * length) { buffer in
            guard let sum = buffer.baseAddress else { return }
            let imaginarySum = sum + length
            for k in stride(from: triangle.order - 1, through: 0, by: -1) {
                let (target, imaginaryTarget) = (re + k * length, im + k * length)
                if k + 1 < triangle.order {
                    sum.initialize(repeating: 0, count: 2 * length)
                    for l in (k + 1)..<triangle.order {
                        let r = triangle.entry(k, l)
                        Self.add(r, re + l * length, im + l * length, to: sum, imaginarySum, length)
                    }
                    apply(sum, imaginarySum, level: level - 1, c, includingSigma: true)
                    for i in 0..<length {
                        target[i] -= sum[i]
                        imaginaryTarget[i] -= imaginarySum[i]
                    }
                }
                substitute(target, imaginaryTarget, level: level - 1, c.reduced(by: triangle.entry(k, k)))
            }
        }
    }

    /// Replaces w by (c_0 Pi + c_1 Sigma) w, or by c_0 Pi w, in the indices below a level.
    private func apply(
        _ re: UnsafeMutablePointer<Double>, _ im: UnsafeMutablePointer<Double>, level: Int, _ c: Coefficients,
        includingSigma: Bool
    ) {
        guard level > 0 else {
            for t in 0..<tuples {
                let (a, b) = (re[t], im[t])
                re[t] = a * c.real0[t] - b * c.imaginary0[t]
                im[t] = a * c.imaginary0[t] + b * c.real0[t]
            }
            return
        }
        let triangle = triangles[level - 1]
        let length = lengths[level - 1]
        var onlyProduct = c
        (onlyProduct.real0, onlyProduct.imaginary0) = (c.real1, c.imaginary1)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * length) { buffer in
            guard let sum = buffer.baseAddress else { return }
            // Row k of R w needs rows k and later, so going upward w may be overwritten.
            for k in 0..<triangle.order {
                sum.initialize(repeating: 0, count: 2 * length)
                for l in k..<triangle.order {
                    Self.add(triangle.entry(k, l), re + l * length, im + l * length, to: sum, sum + length, length)
                }
                apply(sum, sum + length, level: level - 1, c, includingSigma: includingSigma)
                let (target, imaginaryTarget) = (re + k * length, im + k * length)
                if includingSigma {
                    apply(target, imaginaryTarget, level: level - 1, onlyProduct, includingSigma: false)
                    for i in 0..<length {
                        target[i] += sum[i]
                        imaginaryTarget[i] += sum[length + i]
                    }
                } else {
                    target.update(from: sum, count: length)
                    imaginaryTarget.update(from: sum + length, count: length)
                }
            }
        }
    }

    /// y += r x for complex arrays.
    @inline(__always)
    private static func add(
        _ r: ComplexNumber, _ re: UnsafePointer<Double>, _ im: UnsafePointer<Double>,
        to target: UnsafeMutablePointer<Double>, _ imaginaryTarget: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        let (a, b) = (r.real, r.imaginary)
        for i in 0..<count {
            target[i] += a * re[i] - b * im[i]
            imaginaryTarget[i] += a * im[i] + b * re[i]
        }
    }
}
