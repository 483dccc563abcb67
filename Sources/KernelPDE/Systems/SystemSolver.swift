import Expressions
import LinearAlgebra

/// The default solver of systems: processes on the highest derivative of every function, in integral form.
///
/// In one variable the functions live on common pieces, each a dense collocation joined at the breaks, halved or raised until
/// every function is resolved: O(P (d N)^3) for d functions, P pieces of N <= 97 coefficients. In two variables a tensor
/// product solved by one Schur or eigendecomposition and dense blocks across it: O(n (d n)^3), n <= 320 a dimension. Newton's
/// method around both, with marching for initial value problems and continuation in the non-linear part.
public struct SystemSolver: PDESolver {
    /// The solver with its default tolerances.
    public init() {}

    /// Solves the problem.
    ///
    /// - Throws: ``PDEError`` if the problem has no unique solution, a formula is not finite or Newton's method finds nothing. A
    ///   doubtful solution is returned with `converged` false and the reasons among the warnings.
    public func solve(_ problem: SystemProblem) throws(PDEError) -> SystemSolution {
        var clock = PhaseClock()
        let outcome = try problem.posed.solve()
        clock.mark("solve")
        let residual = try SystemResidual(of: outcome.state, on: outcome.discretization, posed: problem.posed)
        let band = try SystemBand(outcome, residual: residual, isConsistent: problem.corners.isEmpty)
        clock.mark("check")
        var functions: [SystemFunction] = []
        for i in problem.functions.indices {
            let verdict = SystemVerdict(outcome, residual: residual, band: band, function: i, corners: problem.corners)
            var report = PDEReport(method: "integral", kernel: "polynomial spectrum on the highest derivatives")
            outcome.discretization.describe(in: &report)
            report.residual = residual.relative.isFinite ? residual.relative : .greatestFiniteMagnitude
            report.bandKind = band.kind(i)
            report.iterations = outcome.steps
            report.converged = verdict.grade != .notResolved
            report.grade = verdict.grade
            report.inverseNorm = band.inverseNorm
            report.errorEstimate = band.kind(i) == .none ? nil : max(band.differences[i], band.floors[i])
            report.warnings = verdict.warnings
            var function = SystemFunction(
                variables: problem.variables, report: report, discretization: outcome.discretization,
                state: outcome.state, function: i, bandStandardDeviation: band.standardDeviation(i))
            function.report.compare(function, with: problem.compiledExact(problem.functions[i]))
            functions.append(function)
        }
        clock.mark("compare")
        for i in functions.indices {
            functions[i].report.phases = clock.phases
            functions[i].report.seconds = clock.total
        }
        return SystemSolution(
            variables: problem.variables, report: .worst(of: functions.map(\.report), names: problem.functions),
            components: zip(problem.functions, functions).map { name, function in
                SolutionComponent(name, function, exact: problem.compiledExact(name))
            })
    }
}

extension PosedSystem {
    /// Discretises, solves and refines.
    func solve() throws(PDEError) -> SystemOutcome {
        formulation.variables.count == 1
            ? try PiecewiseRefinement(posed: self).run() : try CoupledRefinement(posed: self).run()
    }
}

extension SystemDiscretization {
    /// Sizes for a report.
    func describe(in report: inout PDEReport) {
        let variables = formulation.variables
        if let tensor = self as? CoupledDiscretization {
            for (axis, variable) in variables.enumerated() {
                report.grid[variable.name] = tensor.sizes[axis]
                report.pieces[variable.name] = 1
                report.degree[variable.name] = tensor.sizes[axis] + (tensor.axes.map { $0[axis].order }.max() ?? 0) - 1
            }
        } else if let piecewise = self as? PiecewiseDiscretization {
            let cells = piecewise.layout.cells
            report.grid[variables[0].name] = cells.reduce(0) { $0 + $1.size }
            report.pieces[variables[0].name] = cells.count
            report.degree[variables[0].name] = (cells.map(\.size).max() ?? 1) - 1
        }
    }
}

extension SystemProblem {
    func compiledExact(_ function: String) -> CompiledExpression? {
        exactFunctions[function].flatMap {
            try? CompiledExpression($0, variables: variables.map(\.name), parameters: parameters)
        }
    }
}

extension PDEReport {
    /// Errors and coverage of a solution on 300 uniform points a variable, where the exact function is known.
    mutating func compare(_ solution: some PDESolution, with exact: CompiledExpression?) {
        guard let exact else { return }
        let axes = solution.variables.map {
            Vector.linearlySpaced(from: $0.lower, through: $0.upper, count: 300).array
        }
        let columns = axes.count == 1 ? [axes[0]] : tensorColumns(axes[0], axes[1])
        let truth = exact.evaluate(columns: columns)
        let points = Matrix(rowCount: truth.count, columnCount: columns.count, columnMajor: columns.flatMap { $0 })
        compare(
            mean: solution.mean(at: points).array, truth: truth,
            standardDeviations: solution.standardDeviation(at: points).array)
    }

    /// Enters errors and the share of points within 1.96 standard deviations.
    private mutating func compare(mean: [Double], truth: [Double], standardDeviations: [Double]) {
        let size = truth.reduce(0) { $0 + $1 * $1 }
        guard size.isFinite else {
            warnings.append("The exact solution is not finite on the test grid; no error is given.")
            return
        }
        let errors = zip(mean, truth).map { abs($0 - $1) }
        let squares = errors.reduce(0) { $0 + $1 * $1 }
        relativeL2Error = size > 0 ? (squares / size).squareRoot() : squares.squareRoot()
        maximumError = errors.max()
        if bandKind != .none {
            let inside = zip(errors, standardDeviations).filter { $0 <= 1.96 * $1 }.count
            coverage95 = Double(inside) / Double(max(errors.count, 1))
        }
    }

    /// The report on a system: the largest errors and estimates, the lowest grade, every warning with its function.
    static func worst(of reports: [PDEReport], names: [String]) -> PDEReport {
        var result = reports[0]
        for report in reports.dropFirst() {
            result.relativeL2Error = [result.relativeL2Error, report.relativeL2Error].compactMap { $0 }.max()
            result.maximumError = [result.maximumError, report.maximumError].compactMap { $0 }.max()
            result.errorEstimate = [result.errorEstimate, report.errorEstimate].compactMap { $0 }.max()
            result.coverage95 = [result.coverage95, report.coverage95].compactMap { $0 }.min()
            if report.bandKind == .aPosteriori, result.bandKind == .roundingOnly { result.bandKind = .aPosteriori }
            if report.grade == .notResolved || result.grade == .accepted { result.grade = report.grade }
        }
        result.converged = result.grade != .notResolved
        result.warnings = []
        for (report, name) in zip(reports, names) {
            for warning in report.warnings where !result.warnings.contains(where: { $0.hasSuffix(warning) }) {
                result.warnings.append("\(name): \(warning)")
            }
        }
        return result
    }
}
