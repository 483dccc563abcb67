#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// A posterior on its way to a solution with reports.
struct InverseDraft {
    let problem: InverseProblem
    let model: ForwardModel
    var meanState: [Double] = []
    var deviations: [[Double]] = []
    var warnings: [String] = []
    var estimates: [String: PDEReport.Estimate] = [:]
    var iterations = 0
    var logEvidence: Double?
    private var field: InferredField?

    /// A posterior whose standard deviation is at least this part of the prior's says that the data tell nothing.
    private static let uninformed = 0.85

    init(_ problem: InverseProblem, _ model: ForwardModel) {
        self.problem = problem
        self.model = model
    }

    /// Enters the constants, and says which of them the observations do not determine.
    mutating func addConstants(_ mean: [Double], _ covariance: Matrix) {
        let constants = ForwardModel.constants(problem).map { problem.unknowns[$0] }
        let deviations = constants.indices.map { max(covariance[$0, $0], 0).squareRoot() }
        for (j, unknown) in constants.enumerated() {
            estimates[unknown.name] = PDEReport.Estimate(mean: mean[j], standardDeviation: deviations[j])
            let width = unknown.upper - unknown.lower
            if width.isFinite, deviations[j] > Self.uninformed * width / 12.0.squareRoot() {
                warnings.append(
                    "The observations do not determine \(unknown.name): its posterior standard deviation \(deviations[j]) is "
                        + "that of the bounds [\(unknown.lower), \(unknown.upper)]. Observe where the solution depends on it, or "
                        + "fix it.")
            }
            for k in 0..<j {
                let correlation = covariance[j, k] / (deviations[j] * deviations[k])
                guard abs(correlation) > 0.995 else { continue }
                warnings.append(
                    "\(constants[k].name) and \(unknown.name) have a posterior correlation of \(correlation): only a "
                        + "combination of them is well determined.")
            }
        }
    }

    /// Says which constants only a combination of is determined, by the information at the mode.
    mutating func addIdentifiability(_ information: Matrix) {
        let names = ForwardModel.constants(problem).map { problem.unknowns[$0].name }
        let scales = names.indices.map { 1 / max(information[$0, $0], .leastNormalMagnitude).squareRoot() }
        let scaled = Matrix(rowCount: names.count, columnCount: names.count) { i, j in
            scales[i] * information[i, j] * scales[j]
        }
        guard names.count > 1, let eigen = try? SymmetricEigen(of: scaled), eigen.values[0] < 1e-5 else { return }
        let involved = names.indices.filter { abs(eigen.vectors[$0, 0]) > 0.1 }.map { names[$0] }
        warnings.append(
            "Only a combination of \(involved.joined(separator: " and ")) is determined by the observations; their own "
                + "estimates rest on the bounds. Fix one of them.")
    }

    /// The evidence of the normal approximation, where noise and bounds make it a density of the data.
    mutating func addLogEvidence(_ mode: ConstantPosterior.Mode, covariance: Matrix) {
        guard let noise = problem.data.standardDeviations, let cholesky = try? Cholesky(of: covariance) else { return }
        let widths = ForwardModel.constants(problem).map { ParameterRange(problem.unknowns[$0]).width }
        guard widths.allSatisfy(\.isFinite) else { return }
        let normalisation = noise.reduce(0) { $0 + log($1) + 0.5 * log(2 * Double.pi) }
        logEvidence =
            mode.logLikelihood - normalisation + 0.5 * Double(widths.count) * log(2 * Double.pi)
            + 0.5 * cholesky.logDeterminant - widths.reduce(0) { $0 + log($1) }
    }

    /// Enters the field with its hyperparameters.
    mutating func addField(_ posterior: FieldPosterior.Result, basis: FieldBasis) {
        let first = ForwardModel.constants(problem).count
        let all = first..<(first + basis.count)
        let covariance = posterior.covariance.block(rows: all, columns: all)
        let prior = posterior.prior.block(rows: all, columns: all)
        field = InferredField(
            variables: problem.variables, report: PDEReport(method: "", kernel: ""), basis: basis,
            mean: Vector(posterior.mean.array[all]), covariance: covariance)
        let name = basis.unknown.name
        let length = problem.variables[basis.axis].length
        func logNormal(_ index: Int, scale: Double) -> PDEReport.Estimate {
            let mean = scale * exp(posterior.hyperparameters[index])
            return PDEReport.Estimate(mean: mean, standardDeviation: mean * posterior.hyperparameterDeviations[index])
        }
        estimates["\(name).lengthscale"] = logNormal(0, scale: length)
        estimates["\(name).standard_deviation"] = logNormal(1, scale: 1)
        if problem.data.standardDeviations == nil {
            for (index, group) in problem.data.groups.enumerated() {
                estimates["\(problem.system.functions[group.function]).noise"] = logNormal(2 + index, scale: 1)
            }
        }
        if covariance.trace > Self.uninformed * Self.uninformed * prior.trace {
            warnings.append(
                "The observations hardly narrow the field \(name): its posterior is as wide as its prior. Observe more, or "
                    + "where the solution depends on it.")
        }
    }

    /// The solution with its reports.
    func solution(parameters: [Double], converged: Bool, clock: PhaseClock) throws(PDEError) -> InverseSolution {
        var clock = clock
        let outcome = try ForwardModel.outcome(problem, model.field, parameters)
        let residual = try SystemResidual(of: outcome.state, on: outcome.discretization, posed: outcome.posed)
        let band = try SystemBand(outcome, residual: residual, isConsistent: problem.system.corners.isEmpty)
        clock.mark("check")
        var functions: [InferredFunction] = []
        for i in problem.system.functions.indices {
            let verdict = SystemVerdict(
                outcome, residual: residual, band: band, function: i, corners: problem.system.corners)
            var report = self.report(residual: residual.relative)
            report.grade = converged || verdict.grade == .notResolved ? verdict.grade : .approximate
            report.converged = report.grade != .notResolved && converged
            report.warnings = warnings + verdict.warnings
            report.errorEstimate = band.kind(i) == .none ? nil : max(band.differences[i], band.floors[i])
            var function = InferredFunction(
                variables: problem.variables, report: report, discretization: model.discretization, function: i,
                mean: meanState, deviations: deviations)
            function.report.compare(function, with: problem.system.compiledExact(problem.system.functions[i]))
            functions.append(function)
        }
        var components = zip(problem.system.functions, functions).map { name, function in
            SolutionComponent(name, function, exact: problem.system.compiledExact(name))
        }
        if var field {
            let name = field.basis.unknown.name
            field.report = functions[0].report
            (field.report.relativeL2Error, field.report.maximumError, field.report.coverage95) = (nil, nil, nil)
            field.report.errorEstimate = nil
            field.report.compare(field, with: problem.exactFields[name])
            components.append(SolutionComponent(name, field, exact: problem.exactFields[name]))
        }
        clock.mark("compare")
        var report = PDEReport.worst(of: functions.map(\.report), names: problem.system.functions)
        report.warnings = functions.reduce(into: [String]()) { list, function in
            for warning in function.report.warnings where !list.contains(warning) { list.append(warning) }
        }
        report.phases = clock.phases
        report.seconds = clock.total
        return InverseSolution(variables: problem.variables, report: report, components: components)
    }

    private func report(residual: Double) -> PDEReport {
        var report = PDEReport(
            method: "integral",
            kernel: model.field == nil
                ? "polynomial spectrum on the highest derivatives; constants with flat priors"
                : "polynomial spectrum on the highest derivatives; squared exponential process for the field")
        model.discretization.describe(in: &report)
        report.residual = residual.isFinite ? residual : .greatestFiniteMagnitude
        report.bandKind = .posterior
        report.iterations = iterations
        report.parameters = estimates
        report.logEvidence = logEvidence
        return report
    }
}
