import KernelPDE
import LinearAlgebra

/// Random problems with measurements: an equation that holds, too few conditions, noisy values at random points.
struct RandomObservedProblems {
    enum Class: String, CaseIterable {
        case oscillator = "u_xx + k^2 u = f, no conditions"
        case source = "u_xx = f, one condition"
        case laplace = "u_xx + u_yy = 0, no conditions"
        case poisson = "u_xx + u_yy = f, no conditions"
        case helmholtz = "u_xx + u_yy + 9 u = 0, one side"
    }

    var generator: SeededGenerator
    /// The noise relative to the root mean square of the values.
    var noise = 0.1

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func next(_ kind: Class, isNoiseKnown: Bool = false) throws -> PDEStatement {
        let isPlane = ![Class.oscillator, .source].contains(kind)
        var equation = "u_xx = manufactured"
        var conditions: [StatedCondition] = []
        let exact: String
        switch kind {
        case .oscillator:
            let k = generator.uniform(from: 2, to: 8)
            exact = "\(number())*sin(\(k)*x) + \(number())*cos(\(k)*x) + \(number())*exp(x)"
            equation = "u_xx + \(k * k)*u = manufactured"
        case .source:
            exact = "\(number())*sin(\(generator.uniform(from: 1, to: 12))*x) + \(number())*x + \(number())"
            conditions = [StatedCondition(on: "x = min", "u = \(exact)")]
        case .laplace:
            exact = harmonic()
            equation = "u_xx + u_yy = 0"
        case .poisson:
            exact = harmonic() + " + \(number())*sin(2*x + 3*y)"
            equation = "u_xx + u_yy = manufactured"
        case .helmholtz:
            let waves = (0..<4).map { _ -> String in
                let angle = generator.uniform(from: 0, to: 6.283)
                return
                    "\(number())*cos(3*cos(\(angle))*x + 3*sin(\(angle))*y + \(generator.uniform(from: 0, to: 6.283)))"
            }
            exact = waves.joined(separator: " + ")
            equation = "u_xx + u_yy + 9*u = 0"
            conditions = [StatedCondition(on: "x = min", "u = \(exact)")]
        }
        let variables: [PDEStatement.Variable] =
            isPlane ? [.init("x", "-1", "1"), .init("y", "-1", "1")] : [.init("x", "0", "2")]
        let count = isPlane ? 20 + generator.integer(below: 40) : 8 + generator.integer(below: 20)
        let points = Matrix(
            rows: (0..<count).map { _ in
                variables.map { _ in isPlane ? generator.uniform(from: -1, to: 1) : generator.uniform(from: 0, to: 2) }
            })
        let formula = try CompiledFormula(exact, variables.map(\.name))
        let truth = formula.values(points)
        let deviation = noise * (truth.norm / Double(count).squareRoot())
        let values = truth + generator.normals(count) * deviation
        return PDEStatement(
            variables: variables, equations: [equation], conditions: conditions, exact: ["u": exact],
            observations: PointObservations(
                points: points, series: [.init("u", values)],
                standardDeviation: isNoiseKnown ? Vector(count: count, repeating: deviation) : nil))
    }

    private mutating func number() -> String { "(\(generator.normal()))" }

    /// Re and Im of e^(kz) and z^n with random weights.
    private mutating func harmonic() -> String {
        let k = generator.uniform(from: 0.5, to: 3)
        return "\(number()) + \(number())*x + \(number())*y + \(number())*x*y + \(number())*(x^2 - y^2)"
            + " + \(number())*exp(\(k)*x)*cos(\(k)*y)/\(k) + \(number())*exp(-\(k)*y)*sin(\(k)*x)/\(k)"
    }
}
