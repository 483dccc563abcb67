#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra

/// Gaussian conditioning by schoolbook elimination on nested arrays and one kernel call a pair: slow and independent.
struct Oracle {
    var covariance: [[Double]]
    var residual: [Double]
    var process: GaussianProcess
    var points: [[Double]]

    init(_ process: GaussianProcess, _ observations: Observations) {
        self.process = process
        points = observations.x.nestedRows
        let mean = process.mean.values(at: observations.x)
        residual = (0..<observations.count).map { observations.y[$0] - mean[$0] }
        let kernel = process.kernel
        let rows = points
        covariance = rows.map { a in rows.map { kernel(a, $0) } }
        for i in rows.indices {
            covariance[i][i] += (process.noise?.value ?? 0) + (observations.noiseVariances?[i] ?? 0)
        }
    }

    /// log N(y; m, C) from the eliminated pivots.
    var logEvidence: Double {
        let (solution, logDeterminant) = eliminate(covariance, residual)
        let quadratic = zip(solution, residual).reduce(0) { $0 + $1.0 * $1.1 }
        return -0.5 * (quadratic + logDeterminant + Double(residual.count) * log(2 * Double.pi))
    }

    /// Mean and variance of f at one point.
    func predict(_ point: [Double]) -> (mean: Double, variance: Double) {
        let cross = points.map { process.kernel($0, point) }
        let weights = eliminate(covariance, residual).solution
        let back = eliminate(covariance, cross).solution
        let base = process.mean.values(at: Matrix(rows: [point]))[0]
        return (
            base + zip(cross, weights).reduce(0) { $0 + $1.0 * $1.1 },
            process.kernel(point, point) - zip(cross, back).reduce(0) { $0 + $1.0 * $1.1 }
        )
    }
}

/// The solution of A x = b and log |det A| by Gaussian elimination with partial pivoting.
func eliminate(_ matrix: [[Double]], _ right: [Double]) -> (solution: [Double], logDeterminant: Double) {
    var (a, b) = (matrix, right)
    let n = b.count
    var logDeterminant = 0.0
    for p in 0..<n {
        let best = (p..<n).max { abs(a[$0][p]) < abs(a[$1][p]) } ?? p
        a.swapAt(p, best)
        b.swapAt(p, best)
        logDeterminant += log(abs(a[p][p]))
        for i in (p + 1)..<max(n, p + 1) {
            let factor = a[i][p] / a[p][p]
            for j in p..<n { a[i][j] -= factor * a[p][j] }
            b[i] -= factor * b[p]
        }
    }
    for p in (0..<n).reversed() {
        for j in (p + 1)..<max(n, p + 1) { b[p] -= a[p][j] * b[j] }
        b[p] /= a[p][p]
    }
    return (b, logDeterminant)
}
