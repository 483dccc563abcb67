import KernelPDE
import LinearAlgebra

/// Random inverse problems with known truth, drawn from what the prior says, to count how often 95 % bands hold it.
struct RandomInverseProblems {
    enum Kind: String, CaseIterable, Sendable {
        case diffusionGivenNoise = "diffusion constant, noise given"
        case diffusionUnknownNoise = "diffusion constant, noise unknown"
        case twoConstants = "reaction and diffusion constants"
        case source = "source field"
        case diffusionField = "diffusion field"
    }

    /// A problem with the truth by name: constants and functions.
    struct Item {
        let statement: PDEStatement
        var constants: [String: Double] = [:]
        var functions: [String: @Sendable (Matrix) -> Vector] = [:]
    }

    /// The shares of true values within 1.96 standard deviations of the mean.
    struct Coverage {
        var constants: [Bool] = []
        var functions: [String: [Double]] = [:]
    }

    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let square = [PDEStatement.Variable("x", "0", "1"), PDEStatement.Variable("t", "0", "0.2")]
    private static let line = [PDEStatement.Variable("x", "0", "1")]

    mutating func next(_ kind: Kind) throws -> Item {
        switch kind {
        case .diffusionGivenNoise, .diffusionUnknownNoise: try diffusion(isNoiseGiven: kind == .diffusionGivenNoise)
        case .twoConstants: try reaction()
        case .source:
            try field(equation: { "u_xx = \($0)" }, name: "f", range: (-.infinity, .infinity), formula: { $0 })
        case .diffusionField:
            try field(
                equation: { "-d(\($0)*u_x, x) = 10" }, name: "kappa", range: (0, .infinity),
                formula: { "exp(0.5*(\($0)))" })
        }
    }

    /// Solves and counts.
    static func coverage(_ item: Item) throws -> Coverage {
        let solution = try item.statement.problem().solve()
        var result = Coverage()
        for (name, truth) in item.constants.sorted(by: { $0.key < $1.key }) {
            guard let estimate = solution.report.parameters[name] else { continue }
            result.constants.append(abs(estimate.mean - truth) <= 1.96 * estimate.standardDeviation)
        }
        let inner = (0..<19).map { 0.05 * Double($0 + 1) }
        let points =
            item.statement.variables.count == 1
            ? Matrix(column: Vector(inner))
            : Matrix(rowCount: inner.count, columnCount: 2) { i, j in
                j == 0 ? inner[i] : 0.01 + 0.19 * inner[(7 * i) % 19]
            }
        for component in solution.components {
            guard let truth = item.functions[component.name]?(points) else { continue }
            let mean = component.solution.mean(at: points)
            let band = component.solution.standardDeviation(at: points)
            let inside = (0..<points.rowCount).filter { abs(mean[$0] - truth[$0]) <= 1.96 * band[$0] }
            result.functions[component.name] = [Double(inside.count) / Double(points.rowCount)]
        }
        return result
    }

    private mutating func observed(
        _ truth: any PDESolution, _ points: Matrix, noise: Double, isNoiseGiven: Bool
    ) -> PointObservations {
        let values = truth.mean(at: points)
        let deviation = noise * (values.norm / Double(values.count).squareRoot())
        return PointObservations(
            points: points,
            series: [.init("u", Vector((0..<values.count).map { values[$0] + deviation * generator.normal() }))],
            standardDeviation: isNoiseGiven ? Vector(count: values.count, repeating: deviation) : nil)
    }

    private mutating func diffusion(isNoiseGiven: Bool) throws -> Item {
        let kappa = generator.uniform(from: 0.5, to: 5)
        let amplitude = generator.uniform(from: -1, to: 1)
        let conditions = [
            StatedCondition(on: "t = 0", "u = sin(pi*x) + \(amplitude)*sin(2*pi*x)"),
            StatedCondition(on: "x = min", "u = 0"), StatedCondition(on: "x = max", "u = 0"),
        ]
        let truth = try SystemProblem(
            PDEStatement(variables: Self.square, equations: ["u_t = \(kappa)*u_xx"], conditions: conditions)
        ).solve()
        let points = Matrix(rowCount: 30, columnCount: 2) { _, j in generator.uniform() * (j == 0 ? 1 : 0.2) }
        let noise = generator.uniform(from: 0.02, to: 0.2)
        var item = Item(
            statement: PDEStatement(
                variables: Self.square, equations: ["u_t = kappa*u_xx"], conditions: conditions,
                unknowns: [.init("kappa", from: 0.5, through: 5)],
                observations: observed(truth, points, noise: noise, isNoiseGiven: isNoiseGiven)))
        item.constants = ["kappa": kappa]
        item.functions = ["u": { truth.mean(at: $0) }]
        return item
    }

    private mutating func reaction() throws -> Item {
        let diffusion = generator.uniform(from: 0.05, to: 1)
        let rate = generator.uniform(from: 0.5, to: 8)
        let conditions = [
            StatedCondition(on: "t = 0", "u = 0.3 + 0.25*cos(pi*x)"), StatedCondition(on: "x = min", "u_x = 0"),
            StatedCondition(on: "x = max", "u_x = 0"),
        ]
        let truth = try SystemProblem(
            PDEStatement(
                variables: Self.square, equations: ["u_t = \(diffusion)*u_xx + \(rate)*u*(1 - u)"],
                conditions: conditions)
        ).solve()
        let points = Matrix(rowCount: 30, columnCount: 2) { _, j in generator.uniform() * (j == 0 ? 1 : 0.2) }
        var item = Item(
            statement: PDEStatement(
                variables: Self.square, equations: ["u_t = D*u_xx + rate*u*(1 - u)"], conditions: conditions,
                unknowns: [.init("D", from: 0.05, through: 1), .init("rate", from: 0.5, through: 8)],
                observations: observed(
                    truth, points, noise: generator.uniform(from: 0.01, to: 0.05), isNoiseGiven: false)))
        item.constants = ["D": diffusion, "rate": rate]
        item.functions = ["u": { truth.mean(at: $0) }]
        return item
    }

    /// A field that is a draw of a process: a sum of many waves of random frequency and phase.
    private mutating func field(
        equation: (String) -> String, name: String, range: (Double, Double), formula: (String) -> String
    ) throws -> Item {
        let lengthscale = generator.uniform(from: 0.15, to: 0.6)
        let count = 60
        let amplitude = (2 / Double(count)).squareRoot()
        let waves = (0..<count).map { _ in
            "\(amplitude)*cos(\(generator.normal() / lengthscale)*x + \(generator.uniform(from: 0, to: 6.283)))"
        }
        let text = formula(waves.joined(separator: " + "))
        let conditions = [StatedCondition(on: "boundary", "u = 0")]
        let exact = try SystemProblem(
            PDEStatement(
                variables: Self.line, functions: ["u", "field"], equations: [equation(text), "field = \(text)"],
                conditions: conditions)
        ).solve()
        let points = Matrix(rowCount: 40, columnCount: 1) { i, _ in (Double(i) + 0.5) / 40 }
        let noise = generator.uniform(from: 0.005, to: 0.05)
        let isNoiseGiven = generator.uniform() < 0.5
        var item = Item(
            statement: PDEStatement(
                variables: Self.line, equations: [equation(name)], conditions: conditions,
                unknowns: [.init(name, of: ["x"], from: range.0, through: range.1)],
                observations: observed(exact, points, noise: noise, isNoiseGiven: isNoiseGiven)))
        item.functions = [
            "u": { exact.mean(at: $0) }, name: { exact.components[1].solution.mean(at: $0) },
        ]
        return item
    }
}
