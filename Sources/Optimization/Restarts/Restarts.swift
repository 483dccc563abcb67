/// The outcome of an optimisation from several starting points.
public struct RestartsReport: Sendable {
    /// One report a start that was tried, in order.
    public var reports: [OptimizationReport]
    /// The index of the report with the least finite value (0 if no value is finite).
    public var bestIndex: Int
    /// The report with the least finite value.
    public var best: OptimizationReport { reports[bestIndex] }
}

extension Minimizer {
    /// Lowers `objective` from every start in turn, until one run is cancelled.
    ///
    /// The runs are not parallel: the objective is `mutating`, and an evaluation that factorises a matrix uses all
    /// cores by itself.
    ///
    /// - Throws: ``OptimizationError/noStart``, and what a single run throws.
    public func minimizeWithRestarts(
        _ objective: inout some Objective, starts: [[Double]], bounds: Bounds? = nil,
        progress: ProgressHandler? = nil
    ) throws -> RestartsReport {
        guard !starts.isEmpty else { throw OptimizationError.noStart }
        var reports: [OptimizationReport] = []
        var bestIndex = 0
        for start in starts {
            let limits = bounds ?? .unbounded(count: start.count)
            reports.append(try minimize(&objective, from: start, bounds: limits, progress: progress))
            let last = reports.count - 1
            let best = reports[bestIndex].value
            if reports[last].value.isFinite && (!best.isFinite || reports[last].value < best) { bestIndex = last }
            if reports[last].status == .cancelled { break }
        }
        return RestartsReport(reports: reports, bestIndex: bestIndex)
    }
}

extension Bounds {
    /// `count` points spread over the box: in every coordinate each of `count` equal slices holds exactly one point
    /// (a Latin hypercube; McKay, Beckman, Conover 1979).
    ///
    /// - Throws: ``OptimizationError/unboundedCoordinate(_:)`` where a limit is infinite.
    public func scatteredPoints(
        count: Int, using generator: inout some RandomNumberGenerator
    ) throws(OptimizationError) -> [[Double]] {
        precondition(count >= 0, "There is no negative number of points.")
        if let i = lower.indices.first(where: { !lower[$0].isFinite || !upper[$0].isFinite }) {
            throw .unboundedCoordinate(i)
        }
        var points = [[Double]](repeating: [], count: count)
        for i in lower.indices {
            for (k, slice) in (0..<count).shuffled(using: &generator).enumerated() {
                let t = (Double(slice) + Double.random(in: 0..<1, using: &generator)) / Double(count)
                points[k].append(clamped(lower[i] * (1 - t) + upper[i] * t, at: i))
            }
        }
        return points
    }
}
