#if canImport(Glibc)
    import Glibc
#endif
import KernelPDE
import Testing

/// Kinks, jumps and spikes given by values alone: the recursion ends, and nothing false is said.
@Suite struct IntegralTerminationTests {
    private func poisson(_ source: @escaping @Sendable (Double) -> Double) -> LinearEquation {
        LinearEquation(order: 2) { points in
            let zero = points.map { _ in 0.0 }
            return [zero, zero, points.map { _ in 1 }, points.map(source)]
        }
    }

    private func largestError(
        _ series: PiecewiseSeries, _ exact: (Double) -> Double
    ) -> Double {
        (0...1000).map { abs(series.value(at: Double($0) / 1000) - exact(Double($0) / 1000)) }.max() ?? 0
    }

    @Test(arguments: [0, 1e-12, 0.37, 1], [2.5, 2.6, 3, 3.7])
    func powersOfADistance(center: Double, power: Double) throws {
        let exact = { @Sendable (x: Double) in pow(abs(x - center), power) }
        let equation = poisson { power * (power - 1) * pow(abs($0 - center), power - 2) }
        let (series, report) = try IntegralSolver().solve(
            equation, conditions: [.value(exact(0), at: .lower), .value(exact(1), at: .upper)], breaks: [0, 1])
        #expect(largestError(series, exact) < 1e-10)
        #expect(report.grade == .accepted)
        #expect(report.pieces["x"] ?? 1000 < 120)
    }

    @Test(arguments: [1.0 / 3, 0.5, 0.5 + 1e-6, 0.25 - 1e-6, 1e-6, 0.37])
    func discontinuousSource(jump: Double) throws {
        let exact = { @Sendable (x: Double) in x < jump ? 0 : (x - jump) * (x - jump) / 2 }
        let (series, report) = try IntegralSolver().solve(
            poisson { $0 < jump ? 0 : 1 },
            conditions: [.value(0, at: .lower), .value(exact(1), at: .upper)], breaks: [0, 1])
        #expect(largestError(series, exact) < 1e-13)
        #expect(report.pieces == ["x": 2])
        #expect(series.intervals[0].upper == jump)
    }

    /// (a u')' = 1 with a jump of a that only the values show, at dyadic points and a millionth beside them.
    @Test(arguments: [1.0 / 3, 0.5, 0.5 + 1e-6, 0.5 - 1e-6, 0.75 + 1e-6, 0.9])
    func interfaceWithoutAHint(jump: Double) throws {
        let coefficient = { @Sendable (x: Double) in x < jump ? 1.0 : 10.0 }
        let equation = LinearEquation(
            order: 2,
            rows: { points in
                let zero = points.map { _ in 0.0 }
                return [zero, zero, points.map(coefficient), points.map { _ in 1 }]
            }, fluxes: { [[1, 0], [0, coefficient($0)]] })
        let k = -(jump * jump / 2 + (1 - jump * jump) / 20) / (jump + (1 - jump) / 10)
        let (series, report) = try IntegralSolver().solve(
            equation, conditions: [.value(0, at: .lower), .value(0, at: .upper)], breaks: [0, 1])
        let error = largestError(series) { x in
            x < jump
                ? x * x / 2 + k * x
                : jump * jump / 2 + k * jump + (x * x - jump * jump) / 20 + k * (x - jump) / 10
        }
        #expect(error < 1e-13)
        #expect(report.pieces == ["x": 2])
        #expect(report.grade == .accepted)
    }

    /// A spike of width 1e-9 may be missed; what is reported must then be true of the points that were seen.
    @Test(arguments: [0.3712345, 0.5])
    func narrowSpike(center: Double) throws {
        let source = { @Sendable (x: Double) in
            let s = (x - center) / 1e-9
            return 1 + exp(-s * s)
        }
        let (series, report) = try IntegralSolver().solve(
            poisson(source), conditions: [.value(0, at: .lower), .value(0.5, at: .upper)], breaks: [0, 1])
        // The spike moves u by at most its area.
        #expect(largestError(series) { $0 * $0 / 2 } < 2e-9)
        #expect(report.residual ?? 1 < 1e-8 || report.grade != .accepted)
    }

    @Test func spikeOnASeenPointIsResolved() throws {
        let source = { @Sendable (x: Double) in
            let s = (x - 0.3712345) / 1e-4
            return 1 + 1e4 * exp(-s * s)
        }
        let (series, report) = try IntegralSolver().solve(
            poisson(source), conditions: [.value(0, at: .lower), .value(0, at: .upper)],
            breaks: [0, 0.3712345, 1])
        #expect(report.grade == .accepted)
        // Far from the spike the solution is that of a point source of the same area.
        let area = Double.pi.squareRoot()
        let exact = { (x: Double) in (x * x - x) / 2 - area * (x < 0.3712345 ? x * 0.6287655 : 0.3712345 * (1 - x)) }
        #expect(abs(series.value(at: 0.1) - exact(0.1)) < 1e-12)
        #expect(abs(series.value(at: 0.8) - exact(0.8)) < 1e-12)
    }

    @Test func sourceThatIsNotFiniteIsRefused() throws {
        #expect(throws: PDEError.self) {
            try IntegralSolver().solve(
                poisson { 1 / ($0 - 0.5) }, conditions: [.value(0, at: .lower), .value(0, at: .upper)], breaks: [0, 1])
        }
    }
}
