/// A method that lowers a differentiable objective from a starting point.
public protocol Minimizer: Sendable {
    /// Lowers `objective` within `bounds`, starting from the projection of `start`.
    ///
    /// - Throws: whatever the objective throws, and ``OptimizationError`` for a start that is not finite or whose
    ///   count is not that of the bounds. Failing to converge is no error: see ``OptimizationReport/status``.
    func minimize(
        _ objective: inout some Objective, from start: [Double], bounds: Bounds, progress: ProgressHandler?
    ) throws -> OptimizationReport
}

extension Minimizer {
    /// Lowers `objective` from `start`, without bounds unless some are given.
    public func minimize(
        _ objective: inout some Objective, from start: [Double], bounds: Bounds? = nil
    ) throws -> OptimizationReport {
        try minimize(
            &objective, from: start, bounds: bounds ?? .unbounded(count: start.count), progress: nil)
    }

    /// Lowers a closure that returns f(x) and its gradient.
    public func minimize(
        from start: [Double], bounds: Bounds? = nil, progress: ProgressHandler? = nil,
        _ function: @escaping ([Double]) throws -> ObjectiveValue
    ) throws -> OptimizationReport {
        var objective = ClosureObjective(function)
        return try minimize(
            &objective, from: start, bounds: bounds ?? .unbounded(count: start.count), progress: progress)
    }

    func checkStart(_ start: [Double], _ bounds: Bounds) throws(OptimizationError) {
        guard start.count == bounds.count else {
            throw .wrongCount(of: "coordinates in the starting point", expected: bounds.count, found: start.count)
        }
        if let i = start.firstIndex(where: { !$0.isFinite }) {
            throw .startNotFinite(coordinate: i, value: start[i])
        }
    }
}
