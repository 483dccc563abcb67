import Expressions
import LinearAlgebra

extension SampledOrdinarySolution {
    /// Fills in errors and coverage on 300 uniform points, where the exact solution is known.
    mutating func compare(with problem: SampledOrdinaryProblem) {
        let variable = problem.variables[0]
        guard let exact = problem.exact,
            let compiled = try? CompiledExpression(exact, variables: [variable.name], parameters: problem.parameters)
        else { return }
        let points = Vector.linearlySpaced(from: variable.lower, through: variable.upper, count: 300)
        let truth = Vector(compiled.evaluate(columns: [points.array]))
        guard truth.norm.isFinite else {
            report.warnings.append("The exact solution is not finite on the test grid; no error is given.")
            return
        }
        let errors = Vector(mean(at: points.array)) - truth
        report.relativeL2Error = truth.norm > 0 ? errors.norm / truth.norm : errors.norm
        report.maximumError = errors.maximumMagnitude
        guard report.bandKind != .none else { return }
        let deviations = standardDeviation(at: Matrix(column: points))
        let covered = zip(errors, deviations).filter { abs($0) <= 1.96 * $1 }.count
        report.coverage95 = Double(covered) / Double(points.count)
    }
}

extension PDEError {
    /// Runs `body`; what goes wrong inside a method is reported in its own words.
    static func translating<R>(_ body: () throws -> R) throws(PDEError) -> R {
        do {
            return try body()
        } catch let error as PDEError {
            throw error
        } catch let error as SampledProblemError {
            throw .unsuitableSamples(error)
        } catch {
            throw .unsupported("\(error)")
        }
    }
}
