import Optimization

private let infinity = Double.infinity

extension StandardProblem {
    private static func box(_ pieces: (Int, ClosedRange<Double>)...) throws -> Bounds {
        try Bounds(pieces.flatMap { [ClosedRange<Double>](repeating: $0.1, count: $0.0) })
    }

    private static func repeated(_ pattern: [Double], _ times: Int) -> [Double] {
        [[Double]](repeating: pattern, count: times).flatMap { $0 }
    }

    static func all() throws -> [StandardProblem] {
        let hill = [-1.2, 1.0]
        let free = -infinity...infinity
        return [
            .init(
                name: "Rosenbrock, 2", start: hill, minimum: 0, scipyEvaluations: 44, function: rosenbrock),
            .init(
                name: "Rosenbrock, 20", start: repeated(hill, 10), minimum: 0, scipyEvaluations: 152,
                function: rosenbrock),
            .init(
                name: "Rosenbrock below 1/2", start: hill, bounds: try box((1, -infinity...0.5), (1, free)),
                minimum: 0.25, scipyEvaluations: 29, function: rosenbrock),
            .init(
                name: "Rosenbrock, 20, boxed", start: repeated(hill, 10),
                bounds: try box((5, -2...0.8), (10, free), (5, 0.5...2)),
                minimum: 62.65649906005042, scipyEvaluations: 62, function: rosenbrock),
            .init(
                name: "Rosenbrock from a bound", start: [0.5, -2], bounds: try box((1, -2...0.5), (1, -2...2)),
                minimum: 0.25, scipyEvaluations: 32, function: rosenbrock),
            .init(
                name: "Powell, 4", start: [3, -1, 0, 1], minimum: 0, scipyEvaluations: 30, function: powell),
            .init(
                name: "Powell, 40", start: repeated([3, -1, 0, 1], 10), minimum: 0, scipyEvaluations: 34,
                function: powell),
            .init(name: "Beale", start: [1, 1], minimum: 0, scipyEvaluations: 16, function: beale),
            .init(name: "Booth", start: [0, 0], minimum: 0, scipyEvaluations: 6, function: booth),
            .init(name: "Himmelblau", start: [0, 0], minimum: 0, scipyEvaluations: 16, function: himmelblau),
            .init(
                name: "Himmelblau, boxed", start: [0, 0], bounds: try box((1, 0...2.5), (1, 0...5)),
                minimum: 6.566362580202333, scipyEvaluations: 10, function: himmelblau),
            .init(
                name: "Wood, boxed", start: [-3, -1, -3, -1], bounds: try box((4, -10...10)), minimum: 0,
                scipyEvaluations: 31, function: wood),
            .init(
                name: "Quadratic, condition 1e2", start: repeated([0], 50), minimum: 0, scipyEvaluations: 69,
                function: quadratic(condition: 1e2)),
            .init(
                name: "Quadratic, condition 1e4", start: repeated([0], 50), minimum: 0, scipyEvaluations: 516,
                function: quadratic(condition: 1e4)),
            .init(
                name: "Quadratic, condition 1e6", start: repeated([0], 50), minimum: 0, slack: 1e-4,
                scipyEvaluations: 4297, function: quadratic(condition: 1e6)),
            .init(
                name: "Quadratic, boxed", start: repeated([0], 50), bounds: try box((25, -1...0.5), (25, -1...2)),
                minimum: 65.79907405204193, slack: 1e-5, scipyEvaluations: 91, function: quadratic(condition: 1e4)),
        ]
    }
}
