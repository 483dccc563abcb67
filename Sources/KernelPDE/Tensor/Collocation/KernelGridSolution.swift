import Expressions
import LinearAlgebra

/// A solution known by its values on a tensor grid, with a process along each variable between them.
public struct KernelGridSolution: PDESolution, TensorGridEvaluable {
    public let variables: [DomainVariable]
    public internal(set) var report: PDEReport
    /// u at the nodes, the first variable running fastest.
    public let values: Tensor
    /// The nodes of each variable.
    public var nodes: [[Double]] { lines.map(\.nodes) }
    private let lines: [KernelLine]

    init(values: Tensor, lines: [KernelLine], report: PDEReport) {
        variables = lines.map(\.variable)
        self.values = values
        self.lines = lines
        self.report = report
    }

    /// The values of a derivative of the mean; NaN where the process along a variable has none of that order.
    public func gridDerivative(orders: [Int], onGrid axes: [[Double]]) -> Tensor {
        var result = values
        for (d, line) in lines.enumerated() {
            guard let weights = try? line.evaluation(at: axes[d], order: orders[d]) else {
                return Tensor(shape: axes.map(\.count), repeating: .nan)
            }
            result = result.product(along: d, with: weights)
        }
        return result
    }

    public func derivative(orders: [Int], at points: Matrix) -> Vector {
        precondition(points.columnCount == variables.count, "A point has a coordinate for every variable.")
        var result = Vector(count: points.rowCount, repeating: .nan)
        let weights = lines.indices.compactMap { d in
            try? lines[d].evaluation(at: points.column(d).array, order: orders[d])
        }
        guard weights.count == lines.count else { return result }
        for i in 0..<points.rowCount {
            var part = values
            for d in lines.indices.reversed() { part = part.contracted(along: d, with: weights[d].row(i)) }
            result[i] = part.values[0]
        }
        return result
    }

    /// No band is offered: the posterior variance of the process does not see what the kernel cannot represent.
    public func standardDeviation(at points: Matrix) -> Vector { Vector(count: points.rowCount, repeating: .nan) }
}
