import Kernels
import LinearAlgebra

/// Linear functionals of u at the nodes of a uniform grid, and the covariances between them by lag.
///
/// Row r observes a sum of terms a u^(p)(x): the equation at every node, then the conditions, whose terms stand at the ends.
/// With k^(n) the kernel's derivatives,
///
///     cov(a u^(p)(x), b u^(q)(y)) = a b (-1)^q k^(p+q)(x - y),      k^(n)(-d) = (-1)^n k^(n)(d),
///
/// so a Gram matrix costs O(n^2) from the table of N lags, and its pullback collects O(n^2) products by lag.
package struct GridObservations: Sendable {
    /// The distances 0, h, 2 h, ... between nodes.
    let lags: Vector
    /// The observed values: the source at every node, then the conditions' values.
    let values: Vector
    /// The orders n = p + q that occur.
    let kernelOrders: [Int]
    private let terms: [[Term]]

    private struct Term: Sendable {
        var node: Int
        var order: Int
        var coefficient: Double
    }

    var count: Int { terms.count }
    var largestKernelOrder: Int { kernelOrders.last ?? 0 }

    package init(_ problem: SampledProblem) throws(CollocationError) {
        guard let spacing = problem.uniformSpacing else { throw .notUniform }
        let last = problem.samples.count - 1
        lags = Vector((0...last).map { Double($0) * spacing })
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

    /// The lower triangle of the Gram matrix; what stands above the diagonal is zero.
    package func gram(_ kernel: some LagKernel) -> Matrix {
        let n = count
        var table = [Vector](repeating: Vector(count: 0), count: largestKernelOrder + 1)
        for order in kernelOrders { table[order] = kernel.lagDerivative(order: order, lags) }
        var result = Matrix(rowCount: n, columnCount: n)
        result.withUnsafeMutablePointer { target in
            Self.withRows(table) { rows in
                forEachPair { r, s, order, lag, coefficient in
                    target[r + s * n] += coefficient * rows[order][lag]
                }
            }
        }
        return result
    }

    /// The gradient of sum_{r, s} W_rs cov(r, s) / 2 in the kernel's parameters, where W is symmetric and given by its lower
    /// triangle: the products are collected by order and lag first.
    func halfPullback(_ w: Matrix, kernel: some LagKernel) -> [Double] {
        let n = count
        var table = (0...largestKernelOrder).map { _ in [Double](repeating: 0, count: lags.count) }
        w.withUnsafePointer { source in
            forEachPair { r, s, order, lag, coefficient in
                table[order][lag] += (r == s ? 0.5 : 1) * coefficient * source[r + s * n]
            }
        }
        var gradient = [Double](repeating: 0, count: kernel.parameterCount)
        for order in kernelOrders {
            let part = kernel.lagPullback(order: order, lags, weights: Vector(table[order]))
            for p in gradient.indices { gradient[p] += part[p] }
        }
        return gradient
    }

    /// The covariances of u^(k) at `point`, measured from the first node, with every observation.
    package func crossCovariance(_ k: Int, at point: Double, kernel: some LagKernel) -> Vector {
        let distances = lags.mapped { point - $0 }
        let orders = Set(terms.joined().map { k + $0.order })
        var table = [Vector](repeating: Vector(count: 0), count: (orders.max() ?? k) + 1)
        for order in orders { table[order] = kernel.lagDerivative(order: order, distances) }
        return Vector(
            terms.map { list in
                list.reduce(0.0) { sum, term in
                    let value = term.coefficient * table[k + term.order][term.node]
                    return term.order % 2 == 1 ? sum - value : sum + value
                }
            })
    }

    /// Calls `body` with a pointer to every row.
    private static func withRows(_ table: [Vector], _ body: ([UnsafePointer<Double>]) -> Void) {
        func descend(_ index: Int, _ rows: [UnsafePointer<Double>]) {
            guard index < table.count else { return body(rows) }
            table[index].withUnsafePointer { descend(index + 1, rows + [$0]) }
        }
        descend(0, [])
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
