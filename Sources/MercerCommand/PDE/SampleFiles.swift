import Mercer

/// A function of the equation that is known only at points, read from a CSV file with the columns of the variable and the
/// function.
///
/// The equation is linear in the function, with weight w(x) on its right-hand side: it is stated with the function at
/// zero, and w f is added as samples.
struct SampleFiles {
    var name: String
    var samples: [SourceSample]
    var checks: [SourceSample]

    /// Reads the files of a problem; nil when it has only formulas.
    init?(_ file: ProblemFile, parameters: [String: Double]) throws {
        guard let (place, path) = file.samples.first else { return nil }
        let locator = ErrorLocator(file: file)
        guard file.samples.count == 1 else {
            throw locator.error("only one function can be given as samples", at: file.samples[1].name)
        }
        for (other, _) in file.checks where other.text != place.text {
            throw locator.error("'checks' names '\(other.text)', but the samples are of '\(place.text)'", at: other)
        }
        let variable = file.variables[0].name.text
        let weight = try Self.weight(of: place.text, variable: variable, parameters: parameters, file, locator)
        name = place.text
        samples = try Self.read(path.text, place.text, variable, weight)
        checks = try file.checks.flatMap { try Self.read($0.file.text, place.text, variable, weight) }
    }

    /// Minus the derivative of left - right in the function: what multiplies the samples on the right-hand side.
    private static func weight(
        of name: String, variable: String, parameters: [String: Double], _ file: ProblemFile, _ locator: ErrorLocator
    ) throws -> CompiledExpression {
        do {
            let slope = try Equation(parsing: file.equation.text).residual.differentiated(by: name).simplified()
            guard !slope.names.contains(name) else {
                throw CommandError("the equation must be linear in the sampled function '\(name)'")
            }
            if slope.constantValueIfAny == 0 {
                throw CommandError("the sampled function '\(name)' does not stand in the equation")
            }
            return try CompiledExpression(slope, variables: [variable], parameters: parameters)
        } catch { throw locator.error("\(error)", at: file.equation) }
    }

    private static func read(
        _ path: String, _ name: String, _ variable: String, _ weight: CompiledExpression
    ) throws -> [SourceSample] {
        let table = try CSVTable(path: path)
        let (x, f) = (try table.vector(column: variable), try table.vector(column: name))
        return zip(x, f).map { SourceSample(at: $0, value: -weight.evaluate(at: [$0]) * $1) }
    }
}

extension Expressions.Expression {
    /// The value, if the expression is a constant without names.
    var constantValueIfAny: Double? { names.isEmpty ? try? constantValue() : nil }
}
