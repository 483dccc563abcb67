import Foundation
import Optimization
import Testing

@Suite struct BoundedLBFGSTests {
    @Test(arguments: try StandardProblem.all())
    func needsNotManyMoreEvaluationsThanSciPy(problem: StandardProblem) throws {
        let report = try BoundedLBFGS().minimize(from: problem.start, bounds: problem.bounds, problem.function)
        #expect(report.isConverged)
        #expect(report.value - problem.minimum < problem.slack)
        #expect(Double(report.evaluations) <= 1.2 * Double(problem.scipyEvaluations) + 3)
    }

    @Test func leavesTheSaddleOfWood() throws {
        // SciPy 1.17.1 stops at the saddle, f = 7.877, after 20 evaluations; so do we, by the same rule.
        let report = try BoundedLBFGS().minimize(from: [-3, -1, -3, -1], wood)
        let strict = try BoundedLBFGS(stopping: StoppingRules(decreaseTolerance: 0))
            .minimize(from: [-3, -1, -3, -1], wood)
        #expect(report.isConverged && abs(report.value - 7.877) < 1e-3)
        #expect(strict.value < 1e-9)
    }

    @Test func staysBelowABarrier() throws {
        // SciPy 1.17.1 ends here after 66 evaluations with status ABNORMAL and f = NaN.
        let report = try BoundedLBFGS().minimize(from: [-1.2, 1]) { z in
            let room = 1.2 - z[0] - z[1]
            guard room > 0 else { return .undefined(count: 2) }
            var answer = rosenbrock(z)
            answer.value -= 0.01 * log(room)
            answer.gradient = answer.gradient.map { $0 + 0.01 / room }
            return answer
        }
        #expect(report.isConverged)
        #expect(report.nonFiniteEvaluations > 0)
        #expect(report.projectedGradientNorm < 1e-3)
        #expect(report.evaluations < 66)
    }

    @Test func stopsOnNoise() throws {
        let report = try BoundedLBFGS().minimize(from: [-1.2, 1]) { z in
            var answer = rosenbrock(z)
            answer.value += 1e-6 * sin(1e7 * z[0] + 3e6 * z[1])
            return answer
        }
        #expect(report.isConverged || report.status == .lineSearchFailed)
        #expect(report.evaluations <= 150)
        #expect(abs(report.point[0] - 1) < 3e-3)
        #expect(report.value < 3e-6)
    }

    @Test func answersAtOnceWhenEveryCoordinateIsFixed() throws {
        let bounds = try Bounds(lower: [-1.2, 1], upper: [-1.2, 1])
        let report = try BoundedLBFGS().minimize(from: [0, 0], bounds: bounds, rosenbrock)
        #expect(report.status == .convergedByGradient)
        #expect(report.point == [-1.2, 1])
        #expect(report.evaluations == 1)
        #expect(report.boundsHit == [0, 1])
    }

    @Test(arguments: [1e-100, 1e-60, 1e-12, 1e12, 1e60, 1e100])
    func survivesExtremeScales(scale: Double) throws {
        let rules = StoppingRules(gradientTolerance: 1e-6 * min(scale, 1), decreaseTolerance: 1e-14, valueScale: scale)
        for bounds in [nil, try Bounds([-2...0.5, -2...2]), try Bounds([-.infinity...0.5, -.infinity...(.infinity)])] {
            let report = try BoundedLBFGS(stopping: rules).minimize(from: [-1.2, 1], bounds: bounds) { z in
                let answer = rosenbrock(z)
                return ObjectiveValue(value: answer.value * scale, gradient: answer.gradient.map { $0 * scale })
            }
            #expect(report.isConverged)
            #expect(abs(report.value / scale - (bounds == nil ? 0 : 0.25)) < 1e-9)
        }
    }
}
