import Foundation
import Optimization
import Testing

/// The search is seen through one iteration of the minimiser from a point where the gradient is known.
@Suite struct StrongWolfeSearchTests {
    /// Falling at 0, with one minimum each; the first is function 1 of Moré and Thuente (1994).
    static let rays: [@Sendable (Double) -> (value: Double, slope: Double)] = [
        { t in (-t / (t * t + 2), (t * t - 2) / ((t * t + 2) * (t * t + 2))) },
        { t in (exp(-t) + 0.05 * t * t, -exp(-t) + 0.1 * t) },
        { t in (cosh(t - 3), sinh(t - 3)) },
    ]

    @Test(arguments: rays.indices, [1e-3, 1e-1, 1e1, 1e3])
    func everyIterationSatisfiesBothConditions(index: Int, first: Double) throws {
        let ray = Self.rays[index]
        // The coordinate is stretched so that the first trial, of unit length, is `first` in t.
        let rules = StoppingRules(gradientTolerance: 0, decreaseTolerance: 0, maximumIterations: 1)
        let report = try BoundedLBFGS(stopping: rules).minimize(from: [0]) { x in
            let answer = ray(x[0] * first)
            return ObjectiveValue(value: answer.value, gradient: [answer.slope * first])
        }
        let start = ray(0)
        let step = report.point[0] * first
        #expect(step > 0)
        #expect(report.value <= start.value + 1e-3 * step * start.slope)
        #expect(abs(ray(step).slope) <= 0.9 * abs(start.slope))
        #expect(report.evaluations <= 13)
    }
}
