#if canImport(Glibc)
    import Glibc
#endif

// Goal: nodes and weights to rounding for any count, without a library eigensolver that could fail.
//
// Orthonormal polynomials of an even weight obey x p_k = b_{k+1} p_{k+1} + b_k p_{k-1}. The nodes are the eigenvalues of
// the Jacobi matrix with b_1, ..., b_{n-1} beside a zero diagonal (Golub and Welsch, Math. Comp. 23 (1969) 221). Here
// Sturm counts isolate each one, Newton's method on p_n polishes it, and the weight is Christoffel's
// 1 / sum_{k<n} p_k(x)^2, a sum of squares without cancellation. Rejected: weights from p_n' p_{n-1}, which lose digits
// near the ends, and first components of computed eigenvectors, which lose the small weights altogether.

/// The n-point Gauss rule of an even weight function given by its recurrence.
struct SymmetricGaussRule {
    var nodes: Vector
    var weights: Vector

    /// - Parameters:
    ///   - mass: the integral of the weight.
    ///   - bound: a number that every node's magnitude stays below.
    ///   - squaredCoefficient: b_k^2 for k = 1, 2, ...
    init(count n: Int, mass: Double, bound: Double, squaredCoefficient: (Int) -> Double) {
        let squares = (1...Swift.max(n, 1)).map { squaredCoefficient($0) }
        var nodes = Vector(count: n)
        var weights = Vector(count: n)
        for index in (n / 2)..<n {
            let isCentre = 2 * index + 1 == n
            var x = isCentre ? 0 : Self.isolate(index, n, bound, squares)
            var last = Self.evaluate(x, n, mass, squares)
            for _ in 0..<3 where !isCentre {
                x -= last.newton
                last = Self.evaluate(x, n, mass, squares)
            }
            nodes[index] = x
            nodes[n - 1 - index] = -x
            weights[index] = last.weight
            weights[n - 1 - index] = last.weight
        }
        self.nodes = nodes
        self.weights = weights
    }

    /// Bisects for the eigenvalue number `index` (ascending) of the Jacobi matrix, well inside its gap.
    private static func isolate(_ index: Int, _ n: Int, _ bound: Double, _ squares: [Double]) -> Double {
        var (lower, upper) = (0.0, bound)
        for _ in 0..<40 {
            let middle = 0.5 * (lower + upper)
            if countBelow(middle, n, squares) <= index { lower = middle } else { upper = middle }
        }
        return 0.5 * (lower + upper)
    }

    /// The number of eigenvalues below x: negative pivots of the shifted Jacobi matrix (Sylvester's law of inertia).
    private static func countBelow(_ x: Double, _ n: Int, _ squares: [Double]) -> Int {
        var count = 0
        var pivot = -x
        for k in 0..<n {
            if k > 0 { pivot = -x - squares[k - 1] / (pivot == 0 ? Double.leastNormalMagnitude : pivot) }
            if pivot < 0 { count += 1 }
        }
        return count
    }

    /// p_n / p_n' and the Christoffel weight at x, rescaled on the way so that nothing overflows.
    private static func evaluate(
        _ x: Double, _ n: Int, _ mass: Double, _ squares: [Double]
    ) -> (newton: Double, weight: Double) {
        var (older, value) = (0.0, 1 / mass.squareRoot())
        var (olderSlope, slope) = (0.0, 0.0)
        var sum = 0.0
        var reduction = 1.0
        var previous = 0.0
        for k in 0..<n {
            sum += value * value
            let b = squares[k].squareRoot()
            let next = (x * value - previous * older) / b
            let nextSlope = (value + x * slope - previous * olderSlope) / b
            (older, value, olderSlope, slope, previous) = (value, next, slope, nextSlope, b)
            if abs(value) > 1e100 || abs(slope) > 1e100 {
                older *= 1e-100
                value *= 1e-100
                olderSlope *= 1e-100
                slope *= 1e-100
                sum *= 1e-200
                reduction *= 1e-200
            }
        }
        return (value / slope, reduction / sum)
    }
}
