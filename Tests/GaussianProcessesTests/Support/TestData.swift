import GaussianProcesses
import Kernels
import LinearAlgebra

/// Points and values made by exact arithmetic, the same on every machine: x_ij = frac((i + 1) √p_j), p = 2, 3, 5, …
func weylPoints(_ count: Int, dimension: Int, skipping first: Int = 0) -> Matrix {
    let roots = [2.0, 3, 5, 7, 11, 13, 17, 19].map { $0.squareRoot() }
    return Matrix(rowCount: count, columnCount: dimension) { i, j in
        let v = Double(first + i + 1) * roots[j]
        return v - v.rounded(.down)
    }
}

/// x₀² - 1.5 x₁ x₂ + 0.25 x₂ at every point, with missing coordinates read as one half.
func smoothTarget(_ x: Matrix) -> Vector {
    Vector(
        (0..<x.rowCount).map { i in
            func c(_ j: Int) -> Double { j < x.columnCount ? x[i, j] : 0.5 }
            return (c(0) * c(0) - 1.5 * c(1) * c(2)) + 0.25 * c(2)
        })
}

func smoothData(_ count: Int, dimension: Int = 3, skipping first: Int = 0) throws -> Observations {
    let x = weylPoints(count, dimension: dimension, skipping: first)
    return try Observations(x, smoothTarget(x))
}

/// A process with three lengthscales, as in most tests here.
func standardProcess(noiseVariance: Double? = 0.02) -> GaussianProcess {
    GaussianProcess(
        kernel: 1.3 * SquaredExponential(lengthscales: .perCoordinate([0.5, 0.7, 1.1])), mean: .constant(0.3),
        noiseVariance: noiseVariance)
}

func largestDifference(_ a: some Sequence<Double>, _ b: some Sequence<Double>) -> Double {
    let (a, b) = (Array(a), Array(b))
    guard a.count == b.count else { return .infinity }
    return zip(a, b).reduce(0) { worst, pair in
        let difference = abs(pair.0 - pair.1)
        return difference <= worst ? worst : difference
    }
}

func entries(_ matrix: Matrix) -> [Double] { matrix.nestedRows.flatMap { $0 } }
