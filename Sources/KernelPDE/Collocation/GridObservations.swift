import LinearAlgebra

/// Linear functionals of u at the nodes of a uniform grid, and the covariances between them by lag.
///
/// Row r observes a sum of terms a u^(p)(x): the equation at every node, then the conditions, whose terms stand at the ends.
/// With k^(n) the kernel's derivatives,
///
///     cov(a u^(p)(x), b u^(q)(y)) = a b (-1)^q k^(p+q)(x - y),      k^(n)(-d) = (-1)^n k^(n)(d),
///
/// so a Gram matrix costs O(n^2) from the table of N lags, and its pullback collects O(n^2) products by lag.
struct GridObservations {
    /// The distances 0, h, 2 h, ... between nodes.
    let lags: [Double]
    /// The observed values: the source at every node, then the conditions' values.
    let values: Vector
    /// The orders n = p + q that occur.
    let kernelOrders: [Int]
    private let terms: [[Term]]

    private struct Term {
        var node: Int
        var order: Int
        var coefficient: Double
    }

    var count: Int { terms.count }
    var largestKernelOrder: Int { kernelOrders.last ?? 0 }

    init(_ problem: SampledProblem) throws(CollocationError) {
        guard let spacing = problem.uniformSpacing else { throw .notUniform }
        let last = problem.samples.count - 1
        lags = (0...last).map { Double($0) * spacing }
        var terms = (0...last).map { i in
            problem.sampledCoefficients.enumerated()
                .map { Term(node: i, order: $0, coefficient: $1[i]) }.filter { $0.coefficient != 0 }
        }
        for condition in problem.conditions {
            var row: [Term] = []
            for term in condition.terms where term.weight != 0 {
                let position = (term.point - problem.samples[0].point) / spacing
                let isFirst = abs(position) <= 1e-6
                guard isFirst || abs(position - Double(last)) <= 1e-6 * Double(last) else {
                    throw .conditionOffGrid(point: term.point)
                }
                row.append(Term(node: isFirst ? 0 : last, order: term.derivative, coefficient: term.weight))
            }
            terms.append(row)
        }
        self.terms = terms
        let orders = Set(terms.joined().map(\.order))
        kernelOrders = Set(orders.flatMap { p in orders.map { p + $0 } }).sorted()
        values = Vector(problem.samples.map(\.value) + problem.conditions.map(\.value))
    }

    /// The lower triangle of the Gram matrix from k^(n) at the lags; what stands above the diagonal is zero.
    func gram(_ kernel: [[Double]]) -> Matrix {
        let n = count
        var result = Matrix(rowCount: n, columnCount: n)
        result.withUnsafeMutablePointer { target in
            forEachPair { r, s, order, lag, coefficient in
                target[r + s * n] += coefficient * kernel[order][lag]
            }
        }
        return result
    }

    /// By order and lag, the sum of the coefficients with which k^(n)(lag) enters sum_{r, s} W_rs cov(r, s) / 2, where W is
    /// symmetric and given by its lower triangle.
    func halfAdjoint(_ w: Matrix) -> [[Double]] {
        let n = count
        var result = (0...largestKernelOrder).map { _ in [Double](repeating: 0, count: lags.count) }
        w.withUnsafePointer { source in
            forEachPair { r, s, order, lag, coefficient in
                let share = r == s ? 0.5 : 1.0
                result[order][lag] += share * coefficient * source[r + s * n]
            }
        }
        return result
    }

    /// The covariances of u^(k) at `point`, measured from the first node, with every observation.
    func crossCovariance(_ k: Int, at point: Double, mixture: OscillatingMixture) -> Vector {
        let orders = Set(terms.joined().map { k + $0.order }).sorted()
        let distances = lags.map { abs(point - $0) }
        let table = MixtureTable(mixture, distances: distances, order: orders.last ?? k).values(orders)
        return Vector(
            terms.map { list in
                list.reduce(0.0) { sum, term in
                    let total = k + term.order
                    var value = term.coefficient * table[total][term.node]
                    if term.order % 2 == 1 { value.negate() }
                    if point < lags[term.node], total % 2 == 1 { value.negate() }
                    return sum + value
                }
            })
    }

    /// Calls `body` with row r >= column s, order p + q, lag and the signed coefficient of k^(p+q) at it.
    private func forEachPair(_ body: (Int, Int, Int, Int, Double) -> Void) {
        for s in 0..<count {
            for right in terms[s] {
                let parity = right.order % 2 == 0 ? right.coefficient : -right.coefficient
                for r in s..<count {
                    for left in terms[r] {
                        let step = left.node - right.node
                        let order = left.order + right.order
                        let reflected = step < 0 && order % 2 == 1
                        body(r, s, order, abs(step), (reflected ? -parity : parity) * left.coefficient)
                    }
                }
            }
        }
    }
}
