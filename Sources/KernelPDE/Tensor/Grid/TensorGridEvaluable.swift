import LinearAlgebra

/// A solution that can be evaluated on a tensor grid faster than point by point.
///
/// Any solution has ``PDESolution/field(orders:onGrid:)``; those of this protocol answer it by products along each variable,
/// O(N p) instead of O(N) a point.
public protocol TensorGridEvaluable: PDESolution {
    /// A partial derivative of the mean on the grid of the given places, the first variable running fastest.
    ///
    /// - Parameters:
    ///   - orders: how often to differentiate, per variable.
    ///   - axes: the places of each variable.
    /// - Returns: a tensor with as many entries an index as there are places.
    func gridDerivative(orders: [Int], onGrid axes: [[Double]]) -> Tensor
}

extension PDESolution {
    /// The mean on a tensor grid: entry (i, j, ...) is u at (axes[0][i], axes[1][j], ...).
    public func field(onGrid axes: [[Double]]) -> Tensor { field(orders: variables.map { _ in 0 }, onGrid: axes) }

    /// A partial derivative of the mean on a tensor grid, by products along each variable where the solution can, else at the
    /// points in blocks of 8192.
    public func field(orders: [Int], onGrid axes: [[Double]]) -> Tensor {
        precondition(
            axes.count == variables.count && orders.count == variables.count,
            "A grid takes one array of places a variable.")
        if let fast = self as? any TensorGridEvaluable { return fast.gridDerivative(orders: orders, onGrid: axes) }
        let grid = GridColumns(axes)
        var values: [Double] = []
        values.reserveCapacity(grid.count)
        for start in stride(from: 0, to: grid.count, by: 8192) {
            let range = start..<min(start + 8192, grid.count)
            let points = Matrix(
                rowCount: range.count, columnCount: axes.count, columnMajor: grid.columns(range).flatMap { $0 })
            values += derivative(orders: orders, at: points)
        }
        return Tensor(shape: axes.map(\.count), values: Vector(values))
    }
}

extension BoxSolution: TensorGridEvaluable {
    public func gridDerivative(orders: [Int], onGrid axes: [[Double]]) -> Tensor {
        Tensor(derivative(orders: orders, onGrid: axes))
    }
}
