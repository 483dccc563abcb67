import Foundation
import Optimization
import Testing

/// A standard test function with its start, bounds and known answer.
struct StandardProblem: Sendable, CustomTestStringConvertible {
    var name: String
    var start: [Double]
    var bounds: Bounds?
    /// The least value, exact or from SciPy run to tolerances of 1e-14.
    var minimum: Double
    /// How far above `minimum` a run with the default rules may end.
    var slack = 1e-6
    /// Function evaluations of `scipy.optimize.minimize(f, x0, jac=True, method="L-BFGS-B", bounds=bounds)`, SciPy
    /// 1.17.1 with its default options (m = 10, ftol = 2.22e-9, gtol = 1e-5), on this function and start.
    var scipyEvaluations: Int
    var function: @Sendable ([Double]) -> ObjectiveValue
    var testDescription: String { name }
}

/// Chained Rosenbrock function, Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)².
@Sendable func rosenbrock(_ x: [Double]) -> ObjectiveValue {
    var value = 0.0
    var gradient = [Double](repeating: 0, count: x.count)
    for i in 0..<(x.count - 1) {
        let (a, b) = (x[i + 1] - x[i] * x[i], 1 - x[i])
        value += 100 * a * a + b * b
        gradient[i] += -400 * a * x[i] - 2 * b
        gradient[i + 1] += 200 * a
    }
    return ObjectiveValue(value: value, gradient: gradient)
}

@Sendable func powell(_ x: [Double]) -> ObjectiveValue {
    var value = 0.0
    var gradient = [Double](repeating: 0, count: x.count)
    for i in stride(from: 0, to: x.count, by: 4) {
        let (a, b) = (x[i] + 10 * x[i + 1], x[i + 2] - x[i + 3])
        let (c, d) = (x[i + 1] - 2 * x[i + 2], x[i] - x[i + 3])
        value += a * a + 5 * b * b + c * c * c * c + 10 * d * d * d * d
        gradient[i] += 2 * a + 40 * d * d * d
        gradient[i + 1] += 20 * a + 4 * c * c * c
        gradient[i + 2] += 10 * b - 8 * c * c * c
        gradient[i + 3] += -10 * b - 40 * d * d * d
    }
    return ObjectiveValue(value: value, gradient: gradient)
}

@Sendable func beale(_ z: [Double]) -> ObjectiveValue {
    let (x, y) = (z[0], z[1])
    var value = 0.0
    var gradient = [0.0, 0.0]
    var power = 1.0
    for (k, target) in [(1.0, 1.5), (2.0, 2.25), (3.0, 2.625)] {
        let previous = power
        power *= y
        let residual = target - x + x * power
        value += residual * residual
        gradient[0] += 2 * residual * (power - 1)
        gradient[1] += 2 * residual * x * k * previous
    }
    return ObjectiveValue(value: value, gradient: gradient)
}

@Sendable func booth(_ z: [Double]) -> ObjectiveValue {
    let (a, b) = (z[0] + 2 * z[1] - 7, 2 * z[0] + z[1] - 5)
    return ObjectiveValue(value: a * a + b * b, gradient: [2 * a + 4 * b, 4 * a + 2 * b])
}

@Sendable func himmelblau(_ z: [Double]) -> ObjectiveValue {
    let (x, y) = (z[0], z[1])
    let (a, b) = (x * x + y - 11, x + y * y - 7)
    return ObjectiveValue(value: a * a + b * b, gradient: [4 * a * x + 2 * b, 2 * a + 4 * b * y])
}

@Sendable func wood(_ x: [Double]) -> ObjectiveValue {
    let (a, b, c, d) = (x[0], x[1], x[2], x[3])
    let (p, q) = (b - a * a, d - c * c)
    let squares = 100 * p * p + (1 - a) * (1 - a) + 90 * q * q + (1 - c) * (1 - c)
    let rest = 10.1 * ((b - 1) * (b - 1) + (d - 1) * (d - 1)) + 19.8 * (b - 1) * (d - 1)
    return ObjectiveValue(
        value: squares + rest,
        gradient: [
            -400 * a * p - 2 * (1 - a), 200 * p + 20.2 * (b - 1) + 19.8 * (d - 1),
            -360 * c * q - 2 * (1 - c), 180 * q + 20.2 * (d - 1) + 19.8 * (b - 1),
        ])
}

/// ½ Σ w_i (x_i − 1)² with w from 1 to `condition` in geometric progression, 50 coordinates.
func quadratic(condition: Double) -> @Sendable ([Double]) -> ObjectiveValue {
    let weights = (0..<50).map { pow(condition, Double($0) / 49) }
    return { x in
        let gradient = x.indices.map { weights[$0] * (x[$0] - 1) }
        return ObjectiveValue(value: x.indices.reduce(0) { $0 + 0.5 * gradient[$1] * (x[$1] - 1) }, gradient: gradient)
    }
}
