import LinearAlgebra

/// A candidate fitted without every seventh equation and judged on those.
struct CandidateTrial: Sendable {
    let features: any FeatureSet
    /// The root of the sum of squared residuals on the left-out equations.
    let leftOutNorm: Double
    /// The residual relative to the source there, or to the largest term of the equation where the source vanishes.
    let leftOutResidual: Double
    let rank: Int
    let freeCount: Int
    /// The fit without the left-out equations.
    let partialFit: FeatureExpansion

    /// Every seventh equation is left out, from the fourth on.
    static func isLeftOut(_ index: Int) -> Bool { index % 7 == 3 }

    init(_ features: any FeatureSet, problem: SampledProblem) throws {
        self.features = features
        let points = problem.samples.map(\.point)
        let source = Vector(problem.samples.map(\.value))
        let derivatives = features.derivatives(upTo: problem.order, at: points)
        let equations = problem.rows(of: derivatives, coefficients: problem.sampledCoefficients)
        let system = try ConstrainedSystem(
            equations: equations, conditions: problem.conditionRows(of: features),
            values: problem.conditions.map(\.value))
        let kept = points.indices.filter { !Self.isLeftOut($0) }
        let left = points.indices.filter { Self.isLeftOut($0) }
        let fit = try system.solution(rows: kept, source: source, relativeCutoff: features.relativeCutoff)
        partialFit = FeatureExpansion(features: features, coefficients: fit.coefficients)
        rank = fit.rank
        freeCount = system.freeCount
        let held = Vector(left.map { source[$0] })
        leftOutNorm = (multiply(equations.rows(left), fit.coefficients) - held).norm
        var scale = held.norm
        if scale == 0 {
            for (coefficient, derivative) in zip(problem.sampledCoefficients, derivatives) {
                let weights = Vector(left.map { coefficient[$0] })
                let term = entrywiseProduct(weights, multiply(derivative.rows(left), fit.coefficients)).norm
                scale = max(scale, term)
            }
        }
        leftOutResidual = scale > 0 ? leftOutNorm / scale : leftOutNorm
    }

    /// The fit to all equations.
    func refitted(to problem: SampledProblem) throws -> FeatureExpansion {
        let points = problem.samples.map(\.point)
        let derivatives = features.derivatives(upTo: problem.order, at: points)
        let system = try ConstrainedSystem(
            equations: problem.rows(of: derivatives, coefficients: problem.sampledCoefficients),
            conditions: problem.conditionRows(of: features), values: problem.conditions.map(\.value))
        let fit = try system.solution(
            rows: nil, source: Vector(problem.samples.map(\.value)), relativeCutoff: features.relativeCutoff)
        return FeatureExpansion(features: features, coefficients: fit.coefficients)
    }

    /// What a report says of it.
    var report: CandidateReport {
        CandidateReport(
            label: features.label, featureCount: features.count, leftOutResidual: leftOutResidual,
            reasonSkipped: nil, rank: rank)
    }
}
