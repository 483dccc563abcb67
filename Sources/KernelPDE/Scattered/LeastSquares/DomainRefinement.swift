import LinearAlgebra

/// Raises the degree until the equations hold between the points, with corner functions where polynomials do not suffice.
struct DomainRefinement {
    static let largestFeatureCount = 3000
    /// A residual at the check points below this ends the refinement.
    static let target = 1e-11

    struct Result {
        var best: FeatureFunction
        var bestResidual: Double
        /// Another round's solution, for the error estimate.
        var previous: FeatureFunction?
        var degree: Int
        var cornerCount: Int
        var rounds: Int
        var newtonSteps: Int
        var newtonConverged: Bool
        var check: OffPointCheck
        var system: LeastSquaresSystem
        var residualHistory: [Double]
    }

    let problem: ScatteredProblem

    private var degrees: [Int] {
        switch problem.variables.count {
        case 1: [16, 32, 64, 128, 256, 512]
        case 2: [10, 16, 24, 34, 46, 60]
        default: [5, 8, 11, 14, 17]
        }
    }

    func run() throws(PDEError) -> Result {
        let coarse = problem.domain.boundary(resolution: problem.variables.count == 3 ? 24 : 64)
        let bounds = problem.domain.bounds(of: coarse)
        let corners = problem.domain.corners(of: coarse, step: problem.domain.extent / 64)
        var result: Result?
        let holes = problem.domain.holes()
        var enriched: [DomainCorner] = []
        var isEnriched = false
        var roundsOfKind = 0
        var polynomialDegrees = degrees
        while !polynomialDegrees.isEmpty {
            let degree = polynomialDegrees.removeFirst()
            let features = try features(degree, bounds, enriched, isEnriched ? holes : [])
            if features.count > Self.largestFeatureCount, result != nil { break }
            let round = try self.round(features, degree: degree, enriched, from: result)
            let before = result?.bestResidual ?? .infinity
            result = merge(round, into: result, corners: enriched)
            roundsOfKind += 1
            guard let reached = result else { break }
            // The round before gives the error estimate, so it must be of the same kind.
            if reached.bestResidual <= Self.target, roundsOfKind > 1 { break }
            if round.residual > 0.1 * before, before <= 1e-9, roundsOfKind > 1 { break }
            let isSlow = degree >= 16 && round.residual > 0.02 * before && round.residual > 1e-10
            if !isEnriched, !(corners.isEmpty && holes.isEmpty), isSlow {
                isEnriched = true
                roundsOfKind = 0
                enriched = corners
                polynomialDegrees = [10, 16, 22, 28]
            } else if isEnriched, round.residual > before, before <= 1e-6 {
                break
            }
        }
        guard let result else { throw .noConvergence(steps: 0) }
        return result
    }

    private struct Round {
        let outcome: DampedNewton.Outcome
        let residual: Double
        let check: OffPointCheck
        let system: LeastSquaresSystem
        let degree: Int
    }

    private func features(
        _ degree: Int, _ bounds: [ImplicitDomain.Bounds], _ corners: [DomainCorner], _ holes: [DomainHole]
    ) throws(PDEError) -> any PointFeatures {
        let smooth = TensorPolynomials(bounds: bounds, degree: degree)
        guard !(corners.isEmpty && holes.isEmpty) else { return smooth }
        var parts: [any PointFeatures] = [smooth]
        let boundary = problem.domain.boundary(resolution: 64)
        for corner in corners {
            // Reentrant corners decide; convex ones have weak singularities.
            let own = corner.opening > Double.pi ? min(degree / 2, 10) : min(degree / 4, 5)
            parts.append(
                SingularFeatures(
                    corner, isNatural: isNatural(corner, boundary), length: radius(of: corner, corners), degree: own))
        }
        for hole in holes.prefix(6) { parts.append(SingularFeatures(hole, count: max(degree / 2, 4), degree: 4)) }
        return JoinedFeatures(parts: parts)
    }

    private func radius(of corner: DomainCorner, _ corners: [DomainCorner]) -> Double {
        let others = corners.map { hypotenuse($0.position, corner.position) }.filter { $0 > 0 }
        return min(others.min() ?? .infinity, 0.5 * problem.domain.extent)
    }

    /// Whether the conditions next to a corner prescribe derivatives.
    private func isNatural(_ corner: DomainCorner, _ boundary: BoundaryPoints) -> (start: Bool, end: Bool) {
        func natural(_ level: Int) -> Bool {
            let own = (0..<boundary.count).filter { boundary.levels[$0] == level }
            guard
                let nearest = own.min(by: {
                    hypotenuse([boundary.columns[0][$0], boundary.columns[1][$0]], corner.position)
                        < hypotenuse([boundary.columns[0][$1], boundary.columns[1][$1]], corner.position)
                })
            else { return false }
            let point = boundary.chosen([nearest])
            return problem.edge.first { $0.chosen(from: point).count > 0 }.map { $0.equation.order > 0 } ?? false
        }
        return (natural(corner.startLevel), natural(corner.endLevel))
    }

    private func round(
        _ features: any PointFeatures, degree: Int, _ corners: [DomainCorner], from result: Result?
    ) throws(PDEError) -> Round {
        let reach = corners.map { radius(of: $0, corners) }.min() ?? problem.domain.extent
        let plan = PointPlan(problem, corners: corners, cornerRadius: 0.5 * reach)
        let isSolid = problem.variables.count == 3
        let enrichment = corners.isEmpty ? 1 : 2
        let blocks = try plan.blocks(
            interior: 2 * features.count, resolution: isSolid ? degree : max(2 * degree * enrichment, 16))
        let system = LeastSquaresSystem(features, blocks)
        let outcome = try DampedNewton(system: system, isLinear: problem.isLinear).run(from: result?.best)
        let check = OffPointCheck(
            blocks: try plan.blocks(
                interior: max(400, features.count / 2), resolution: isSolid ? degree : max(degree, 24), shift: 0.37,
                start: 1_000_003))
        let residual = try check.residuals(of: outcome.function).max() ?? .infinity
        return Round(outcome: outcome, residual: residual, check: check, system: system, degree: degree)
    }

    private func merge(_ round: Round, into result: Result?, corners: [DomainCorner]) -> Result {
        var new = fresh(round, corners)
        guard var known = result else { return new }
        known.rounds += 1
        known.residualHistory.append(round.residual)
        guard round.residual < known.bestResidual else {
            known.previous = round.outcome.function
            return known
        }
        new.previous = known.best
        new.rounds = known.rounds
        new.newtonSteps += known.newtonSteps
        new.residualHistory = known.residualHistory
        return new
    }

    private func fresh(_ round: Round, _ corners: [DomainCorner]) -> Result {
        Result(
            best: round.outcome.function, bestResidual: round.residual, previous: nil, degree: round.degree,
            cornerCount: corners.count, rounds: 1, newtonSteps: round.outcome.steps,
            newtonConverged: round.outcome.converged, check: round.check, system: round.system,
            residualHistory: [round.residual])
    }
}
