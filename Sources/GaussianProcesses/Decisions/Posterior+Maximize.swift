import LinearAlgebra
import Optimization

/// Where an acquisition function is largest within a box.
public struct AcquisitionMaximum: Sendable, Equatable {
    /// The point, d coordinates.
    public var point: [Double]
    /// The worth there.
    public var value: Double
    /// How many searches ran, and how many of them converged.
    public var searches: Int
    /// The number of searches that met a convergence rule.
    public var convergedSearches: Int
}

extension Posterior {
    /// The point of a box that is most worth observing: the best of many scattered points, improved from the best few.
    ///
    /// - Parameters:
    ///   - candidateCount: how many points are scattered over the box (a Latin hypercube).
    ///   - searchCount: from how many of the best a search by L-BFGS starts.
    /// - Throws: ``ProcessError``, and `OptimizationError` when the box is infinite or has another dimension.
    public func maximize(
        _ acquisition: some Acquisition, in box: Bounds, candidateCount: Int = 512, searchCount: Int = 8,
        seed: UInt64 = 0
    ) throws -> AcquisitionMaximum {
        precondition(candidateCount >= 1 && searchCount >= 1, "A search needs a candidate.")
        guard box.count == observations.inputDimension else {
            throw ProcessError.inputDimension(expected: observations.inputDimension, found: box.count)
        }
        var generator = SeededGenerator(seed: seed)
        let candidates = try box.scatteredPoints(count: candidateCount, using: &generator)
        let prediction = predict(at: Matrix(rows: candidates))
        let deviation = prediction.standardDeviation
        let worth = candidates.indices.map {
            acquisition.value(mean: prediction.mean[$0], standardDeviation: deviation[$0]).value
        }
        let ranked = worth.indices.sorted { worth[$0] > worth[$1] }
        guard let first = ranked.first else { throw OptimizationError.noStart }
        var best = AcquisitionMaximum(
            point: candidates[first], value: worth[first], searches: 0, convergedSearches: 0)
        var objective = ClosureObjective { point in
            let (values, gradient) = try self.evaluate(acquisition, at: Matrix(rows: [point]))
            return ObjectiveValue(value: -values[0], gradient: gradient.row(0).map { -$0 })
        }
        for index in ranked.prefix(searchCount) {
            let report = try BoundedLBFGS().minimize(&objective, from: candidates[index], bounds: box) { _ in true }
            best.searches += 1
            if report.isConverged { best.convergedSearches += 1 }
            if -report.value > best.value { (best.point, best.value) = (report.point, -report.value) }
        }
        return best
    }
}
