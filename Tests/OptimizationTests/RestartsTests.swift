import Optimization
import Testing

@Suite struct RestartsTests {
    /// A double well whose left minimum is the lower one.
    private func wells(_ x: [Double]) -> ObjectiveValue {
        let t = x[0]
        return ObjectiveValue(value: (t * t - 1) * (t * t - 1) + 0.3 * t, gradient: [4 * t * (t * t - 1) + 0.3])
    }

    @Test func returnsTheLowestOfAll() throws {
        var objective = ClosureObjective(wells)
        let report = try BoundedLBFGS().minimizeWithRestarts(&objective, starts: [[1.5], [-1.5], [0.9]])
        #expect(report.reports.count == 3)
        #expect(report.bestIndex == 1)
        #expect(report.best.point[0] < -1 && report.reports[0].point[0] > 0.9)
    }

    @Test func passesOverStartsWhereTheValueIsNotFinite() throws {
        var objective = ClosureObjective { x in x[0] > 2 ? .undefined(count: 1) : wells(x) }
        let report = try BoundedLBFGS().minimizeWithRestarts(&objective, starts: [[3], [-1.5]])
        #expect(report.reports[0].status == .nonFiniteStart)
        #expect(report.bestIndex == 1)
    }

    @Test func needsAStart() {
        var objective = ClosureObjective(wells)
        #expect(throws: OptimizationError.noStart) {
            try BoundedLBFGS().minimizeWithRestarts(&objective, starts: [])
        }
    }

    @Test func scattersOnePointASlice() throws {
        var generator = SeededGenerator(seed: 3)
        let bounds = try Bounds([0...10, -5...5, 2...2])
        let points = try bounds.scatteredPoints(count: 10, using: &generator)
        #expect(Set(points.map { Int($0[0]) }).count == 10)
        #expect(Set(points.map { Int($0[1] + 5) }).count == 10)
        #expect(points.allSatisfy { $0[2] == 2 })
        #expect(throws: OptimizationError.unboundedCoordinate(1)) {
            try Bounds([0...1, 0...(.infinity)]).scatteredPoints(count: 2, using: &generator)
        }
    }
}
