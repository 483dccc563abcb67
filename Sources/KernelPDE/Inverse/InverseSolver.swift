#if canImport(Glibc)
    import Glibc
#endif
import Expressions
import LinearAlgebra

/// The default solver of inverse problems: the posterior of unknown coefficients given observations.
///
/// The forward map is the system's own solver at a resolution chosen at the mode; its derivatives are solves of the linearised
/// equation. Constants: mode by Gauss-Newton, posterior by quadrature (``ConstantPosterior``), the noise integrated where it is
/// not given. A field: Gauss-Newton about the process prior with fitted and then averaged hyperparameters
/// (``FieldPosterior``). Bands of the functions are those of the posterior.
public struct InverseSolver: PDESolver {
    /// The solver with its defaults.
    public init() {}

    /// Infers the coefficients and solves the equations.
    ///
    /// - Throws: ``PDEError`` if the equations cannot be solved anywhere within the bounds, or a coefficient is not determined by
    ///   observations and bounds. A doubtful posterior is returned with the reasons among the warnings.
    public func solve(_ problem: InverseProblem) throws(PDEError) -> InverseSolution {
        problem.unknowns.contains { !$0.arguments.isEmpty }
            ? try solveField(problem) : try solveConstants(problem)
    }

    private func solveConstants(_ problem: InverseProblem) throws(PDEError) -> InverseSolution {
        var clock = PhaseClock()
        var model = try ForwardModel(problem, resolvedAt: nil)
        clock.mark("resolve")
        model = try ForwardModel(problem, resolvedAt: try ConstantPosterior(model).scan())
        let rough = try ConstantPosterior(model).mode(from: model.resolvedParameters)
        // The resolution is that of the most likely coefficients, not of the middle of the bounds.
        model = try ForwardModel(problem, resolvedAt: rough.solve.parameters)
        let posterior = ConstantPosterior(model)
        let mode = try posterior.mode(from: rough.solve.parameters)
        clock.mark("mode")
        let normal = try posterior.covariance(mode)
        var draft = InverseDraft(problem, model)
        draft.iterations = rough.iterations + mode.iterations
        if !mode.converged { draft.warnings.append("The search for the most likely coefficients did not converge.") }
        let mean: [Double]
        let covariance: Matrix
        let isSmall = mode.solve.parameters.count <= 3
        if isSmall, let nodes = try posterior.nodes(about: mode, covariance: normal) {
            mean = ConstantPosterior.mean(nodes)
            covariance = ConstantPosterior.covariance(nodes, mean)
            draft.meanState = (0..<mode.solve.state.count).map { i in nodes.reduce(0) { $0 + $1.weight * $1.state[i] } }
            draft.deviations = DeviationBasis.principal(
                nodes.map(\.state), weights: nodes.map(\.weight), mean: draft.meanState)
        } else {
            if isSmall {
                draft.warnings.append(
                    "The posterior is a thin curved ridge: the estimates are those of a normal approximation at its mode."
                )
            }
            (mean, covariance) = (mode.solve.parameters, normal)
            draft.meanState = mode.solve.state
            draft.deviations = DeviationBasis.propagated(mode.sensitivities, covariance: covariance)
        }
        clock.mark("posterior")
        draft.addConstants(mean, covariance)
        draft.addIdentifiability(mode.information)
        draft.addLogEvidence(mode, covariance: normal)
        return try draft.solution(parameters: mean, converged: mode.converged, clock: clock)
    }

    private func solveField(_ problem: InverseProblem) throws(PDEError) -> InverseSolution {
        var clock = PhaseClock()
        var model = try ForwardModel(problem, resolvedAt: nil)
        clock.mark("resolve")
        guard let field = model.field else { return try solveConstants(problem) }
        let rough = try FieldPosterior(model, field: field).run()
        model = try ForwardModel(problem, resolvedAt: rough.mean.array)
        let posterior = try FieldPosterior(model, field: field).run(from: rough)
        clock.mark("posterior")
        var draft = InverseDraft(problem, model)
        let solve = try model.solve(posterior.mean.array)
        draft.meanState = solve.state
        draft.deviations = DeviationBasis.propagated(
            try model.sensitivities(of: solve), covariance: posterior.covariance)
        draft.iterations = rough.iterations + posterior.iterations
        let constants = ForwardModel.constants(problem).count
        draft.addConstants(
            Array(posterior.mean.prefix(constants)),
            posterior.covariance.block(rows: 0..<constants, columns: 0..<constants))
        draft.addField(posterior, basis: field)
        draft.logEvidence = posterior.logEvidence
        if !posterior.converged { draft.warnings.append("The search for the most likely field did not converge.") }
        return try draft.solution(parameters: posterior.mean.array, converged: posterior.converged, clock: clock)
    }
}
