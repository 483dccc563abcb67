import Expressions
import LinearAlgebra

/// The solution of a ``TensorProblem``: a tensor product of integrated Legendre series.
public struct TensorSolution: PDESolution, TensorGridEvaluable {
    public let variables: [DomainVariable]
    public private(set) var report: PDEReport
    private let discretization: TensorDiscretization
    private let y: Tensor
    /// The Legendre coefficients of u.
    private let coefficients: Tensor
    private let bandStandardDeviation: Double

    init(_ iterate: TensorIterate, report: PDEReport, bandStandardDeviation: Double) {
        variables = iterate.discretization.problem.variables
        self.report = report
        discretization = iterate.discretization
        y = iterate.y
        coefficients = iterate.coefficients
        self.bandStandardDeviation = bandStandardDeviation
    }

    public func gridDerivative(orders: [Int], onGrid axes: [[Double]]) -> Tensor {
        precondition(axes.count == variables.count, "A grid takes one array of places a variable.")
        var result = series(orders)
        // The shrinking products first.
        let order = axes.indices.sorted {
            axes[$0].count * result.shape[$1] < axes[$1].count * result.shape[$0]
        }
        for d in order {
            let table = discretization.axes[d].legendre(at: axes[d], count: result.shape[d])
            result = result.product(along: d, with: table)
        }
        return result
    }

    /// - Complexity: O(N) a point for N coefficients; ``gridDerivative(orders:onGrid:)`` is far cheaper on a grid.
    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        precondition(points.columnCount == variables.count, "A point has a coordinate for every variable.")
        let series = self.series(orders)
        let rest = series.count / series.shape[0]
        // Blocks whose first product stays below 64 MiB.
        let block = max(1, min(512, 8_000_000 / max(rest, 1)))
        var result: [Double] = []
        for start in stride(from: 0, to: points.rowCount, by: block) {
            let rows = start..<min(start + block, points.rowCount)
            let part = points.rows(rows)
            let tables = variables.indices.map { d in
                discretization.axes[d].legendre(at: part.column(d).array, count: series.shape[d])
            }
            var values = series.product(along: 0, with: tables[0]).values
            // Index order: point, then the remaining variables; the last is summed out first.
            for d in variables.indices.dropFirst().reversed() {
                values = Self.contracted(values, points: rows.count, with: tables[d])
            }
            result += values
        }
        return Vector(result)
    }

    public func standardDeviation(at points: Matrix) -> Vector {
        Vector(count: points.rowCount, repeating: bandStandardDeviation)
    }

    /// Sums the last index with weights that differ from point to point.
    private static func contracted(_ values: Vector, points: Int, with table: Matrix) -> Vector {
        let rest = values.count / (points * table.columnCount)
        return Vector(count: points * rest) { target in
            target.initialize(repeating: 0, count: points * rest)
            values.withUnsafePointer { v in
                table.withUnsafePointer { t in
                    for k in 0..<table.columnCount {
                        for r in 0..<rest {
                            let (source, weights) = (v + (k * rest + r) * points, t + k * points)
                            for i in 0..<points { target[r * points + i] += weights[i] * source[i] }
                        }
                    }
                }
            }
        }
    }

    private func series(_ orders: [Int]) -> Tensor {
        precondition(orders.count == variables.count, "A derivative has an order for every variable.")
        return orders.allSatisfy { $0 == 0 } ? coefficients : discretization.coefficients(y, orders: orders)
    }

    /// Enters errors and coverage into the report, where the exact solution is known.
    mutating func compare(with problem: TensorProblem, band: TensorBand) {
        report.compare(
            self, exact: problem.exact, parameters: problem.parameters,
            bandLimit: band.kind == .none ? nil : 1.96 * bandStandardDeviation)
    }

    /// Enters the times into the report.
    mutating func book(_ clock: PhaseClock) {
        report.phases = clock.phases
        report.seconds = clock.total
    }
}
