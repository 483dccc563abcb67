import Optimization
import Testing

@Suite struct OptimizationReportTests {
    @Test func progressCancels() throws {
        var seen: [Int] = []
        let report = try BoundedLBFGS().minimize(
            from: [-1.2, 1],
            progress: { progress in
                seen.append(progress.iteration)
                return progress.iteration < 5
            }, rosenbrock)
        #expect(report.status == .cancelled)
        #expect(seen == [1, 2, 3, 4, 5])
        #expect(report.iterations == 5 && report.trace.count == 6)
        #expect(report.value == report.trace.min())
    }

    @Test func aCancelledTaskEndsTheRun() async throws {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try BoundedLBFGS().minimize(from: [-1.2, 1], rosenbrock)
        }
        let report = try await task.value
        #expect(report.status == .cancelled)
        #expect(report.evaluations == 1 && report.point == [-1.2, 1])
    }

    @Test func honoursTheLimits() throws {
        let few = try BoundedLBFGS(stopping: StoppingRules(maximumEvaluations: 7)).minimize(
            from: [-1.2, 1], rosenbrock)
        #expect(few.status == .maximumEvaluations && few.evaluations == 7)
        let short = try BoundedLBFGS(stopping: StoppingRules(maximumIterations: 3)).minimize(
            from: [-1.2, 1], rosenbrock)
        #expect(short.status == .maximumIterations && short.iterations == 3)
        let none = try BoundedLBFGS(stopping: StoppingRules(maximumIterations: 0)).minimize(
            from: [-1.2, 1], rosenbrock)
        #expect(none.status == .maximumIterations && none.evaluations == 1 && none.point == [-1.2, 1])
    }

    @Test func returnsTheBestPointWhenEverythingAfterIsWorse() throws {
        // The gradient lies: every step uphill.
        let report = try BoundedLBFGS().minimize(from: [1]) { x in
            ObjectiveValue(value: x[0] * x[0], gradient: [-2 * x[0]])
        }
        #expect(report.status == .lineSearchFailed)
        #expect(report.point == [1] && report.value == 1)
    }

    @Test func aStartThatIsNotFiniteIsReported() throws {
        let report = try BoundedLBFGS().minimize(from: [1, 2]) { _ in .undefined(count: 2) }
        #expect(report.status == .nonFiniteStart)
        #expect(report.point == [1, 2] && report.evaluations == 1 && report.nonFiniteEvaluations == 1)
        #expect(throws: OptimizationError.startNotFinite(coordinate: 1, value: .infinity)) {
            try BoundedLBFGS().minimize(from: [0, .infinity], rosenbrock)
        }
    }

    @Test func badBoundsAndCountsAreRefused() throws {
        #expect(throws: OptimizationError.emptyInterval(coordinate: 1, lower: 2, upper: 1)) {
            try Bounds(lower: [0, 2], upper: [1, 1])
        }
        #expect(throws: OptimizationError.self) { try Bounds(lower: [.nan], upper: [1]) }
        #expect(throws: OptimizationError.wrongCount(of: "upper bounds", expected: 2, found: 1)) {
            try Bounds(lower: [0, 0], upper: [1])
        }
        #expect(throws: OptimizationError.self) {
            try BoundedLBFGS().minimize(from: [0, 0], bounds: .unbounded(count: 3), rosenbrock)
        }
        #expect(throws: OptimizationError.wrongCount(of: "partial derivatives", expected: 2, found: 1)) {
            try BoundedLBFGS().minimize(from: [0, 0]) { _ in ObjectiveValue(value: 0, gradient: [1]) }
        }
        for error in [OptimizationError.noStart, .unboundedCoordinate(3)] {
            #expect(error.description.hasSuffix("."))
        }
    }

    @Test func anObjectivesErrorReachesTheCaller() {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) { try BoundedLBFGS().minimize(from: [1]) { _ in throw Refusal() } }
    }

    @Test func anEmptyProblemIsSolved() throws {
        let report = try BoundedLBFGS().minimize(from: []) { _ in ObjectiveValue(value: 3, gradient: []) }
        #expect(report.status == .convergedByGradient && report.value == 3)
    }

    @Test func roundingAtTheMinimumCountsAsConvergence() throws {
        // Tolerances of zero: the value 1e3 hides decreases below 1e-13.
        let rules = StoppingRules(gradientTolerance: 0, decreaseTolerance: 0)
        let report = try BoundedLBFGS(stopping: rules).minimize(from: [-1.2, 1]) { z in
            let answer = rosenbrock(z)
            return ObjectiveValue(value: answer.value + 1e3, gradient: answer.gradient)
        }
        #expect(report.status == .convergedByDecrease)
        #expect(report.evaluations < 100)
        #expect(abs(report.point[0] - 1) < 1e-5)
    }
}
