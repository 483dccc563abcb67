/// Solves a non-linear boundary value problem: damped Newton steps on a mesh, refined until v passes, homotopy if needed.
///
/// Start: the linear part about u = 0, on the mesh that resolves it. If that fails, the straight (polynomial) solution of
/// u^(m) = 0. If that fails, the non-linear part is scaled by s from 0.1 upwards (times 1.6 on success, by 2.5 down on
/// failure, to a relative tolerance of 1e-4 on the way), keeping the mesh of the last success.
package struct NonlinearSolver: Sendable {
    package var settings: SolverSettings
    /// The largest degree of a piece; its dense factor costs the cube.
    package var largestSize = 97
    package var maximumAttempts = 60

    package init(settings: SolverSettings = SolverSettings()) {
        self.settings = settings
    }

    struct State {
        var mesh: CollocationMesh
        var series: PiecewiseSeries
        var meetsConditions: Bool
    }

    package func solve(
        _ equation: NonlinearEquation, conditions: [EndCondition], breaks: [Double]
    ) throws(PDEError) -> NonlinearSolution {
        let mesh = try startingMesh(equation, breaks: breaks)
        var steps = 0
        let zero = State(
            mesh: mesh, series: constantFunction(0, on: mesh, order: equation.order), meetsConditions: false)
        if let direct = refine(equation, conditions, from: zero, tolerance: settings.solutionTolerance, steps: &steps) {
            return direct
        }
        let straight = straightState(mesh, conditions: conditions, order: equation.order)
        if let straight,
            let direct = refine(
                equation, conditions, from: straight, tolerance: settings.solutionTolerance, steps: &steps)
        {
            return direct
        }
        if let marched = march(equation, conditions, breaks: breaks, steps: &steps),
            let final = refine(
                equation, conditions, from: marched, tolerance: settings.solutionTolerance, steps: &steps)
        {
            return final
        }
        // Derivative conditions only and no linear term about zero: try about a constant.
        for constant in [1.0, -1.0] where straight == nil {
            let state = State(
                mesh: mesh, series: constantFunction(constant, on: mesh, order: equation.order), meetsConditions: false)
            if let direct = refine(
                equation, conditions, from: state, tolerance: settings.solutionTolerance, steps: &steps)
            {
                return direct
            }
        }
        let result: Result<NonlinearSolution, PDEError>
        do throws(PDEError) {
            result = .success(try homotopy(equation, conditions, from: straight ?? zero, steps: &steps))
        } catch { result = .failure(error) }
        if case .success(let solved) = result, solved.converged { return solved }
        if let continued = continuation(equation, conditions, from: straight ?? zero, steps: &steps) {
            return continued
        }
        return try result.get()
    }

    private func homotopy(
        _ equation: NonlinearEquation, _ conditions: [EndCondition], from start: State, steps: inout Int
    ) throws(PDEError) -> NonlinearSolution {
        var state = start
        var reached = 0.0
        var increment = 0.1
        var best: NonlinearSolution?
        for _ in 0..<maximumAttempts {
            let s = min(1, reached + increment)
            let stage = equation.scaled(nonlinearPart: s)
            if var success = refine(stage, conditions, from: state, tolerance: 1e-4, steps: &steps) {
                state = State(
                    mesh: CollocationMesh(
                        cells: success.system.pieces.map { .init(interval: $0.interval, size: $0.size) }),
                    series: success.series, meetsConditions: true)
                reached = s
                increment = min(1, increment * 1.6)
                success.converged = false
                best = success
                if s >= 1 {
                    if var final = refine(
                        equation, conditions, from: state, tolerance: settings.solutionTolerance, steps: &steps)
                    {
                        final.usedHomotopy = true
                        return final
                    }
                    break
                }
            } else {
                increment /= 2.5
                if increment < 1e-5 { break }
            }
        }
        if var best {
            best.usedHomotopy = true
            best.steps = steps
            return best
        }
        throw .noConvergence(steps: steps)
    }

    /// Newton and refinement in turn; nil where Newton fails.
    func refine(
        _ equation: NonlinearEquation, _ conditions: [EndCondition], from start: State, tolerance: Double,
        isDeflating: Bool = false, steps: inout Int
    ) -> NonlinearSolution? {
        var state = start
        for round in 1...settings.maximumRounds {
            let isCoarse = tolerance > 1e-6
            var iteration = NewtonIteration(
                equation: equation, conditions: conditions, mesh: state.mesh, tolerance: isCoarse ? 1e-4 : 1e-12)
            iteration.isDeflating = isDeflating
            guard let outcome = iteration.run(from: state.series, meetsConditions: state.meetsConditions) else {
                return nil
            }
            steps += outcome.steps
            let scale = outcome.series.scale
            let verdicts = zip(state.mesh.cells, outcome.series.derivatives).map { cell, derivatives in
                let narrow =
                    cell.interval.length
                    < 1e-13 * max(abs(cell.interval.lower), abs(cell.interval.upper), 1e-300)
                return narrow
                    ? PieceVerdict.resolved
                    : PieceVerdict.of(
                        v: derivatives[equation.order].coefficients, interval: cell.interval, order: equation.order,
                        solutionScale: scale, tolerance: tolerance, cap: largestSize)
            }
            let open = verdicts.filter { $0 != .resolved }.count
            // A coarse mesh may keep Newton from converging: give it a few refinements before giving up.
            if !outcome.converged, open == 0 || round > 4 { return nil }
            let unknowns = state.mesh.unknowns(order: equation.order)
            let hitLimit = round == settings.maximumRounds || unknowns > settings.maximumUnknowns / 3
            if open == 0 || hitLimit {
                let isInitialValue = conditions.startingEnd != nil
                if outcome.system.glue.reciprocalCondition < 1e-15, !isInitialValue, !isDeflating { return nil }
                return NonlinearSolution(
                    series: outcome.series, system: outcome.system, steps: steps, converged: outcome.converged,
                    usedHomotopy: false, isDeflated: isDeflating && outcome.system.nullFunction != nil,
                    unresolvedPieces: open, residuals: outcome.residuals, rounds: round,
                    hitLimit: open > 0)
            }
            let mesh = state.mesh.refined(verdicts, markingFraction: settings.markingFraction)
            state = State(
                mesh: mesh, series: mesh.interpolated(outcome.series, order: equation.order), meetsConditions: true)
        }
        return nil
    }

    private func startingMesh(_ equation: NonlinearEquation, breaks: [Double]) throws(PDEError) -> CollocationMesh {
        var resolution = DataResolution(tolerance: settings.dataTolerance)
        resolution.firstCount = 24
        resolution.largestCount = 96
        resolution.largestCountDivided = 96
        let data = try resolution.pieces(of: equation.linearPart.rows, breaks: breaks)
        return CollocationMesh(
            cells: data.map { piece in
                let wanted = max(48, Int(1.12 * Double(piece.length)) + 6)
                return .init(interval: piece.interval, size: min(largestSize, wanted))
            })
    }

    private func constantFunction(_ value: Double, on mesh: CollocationMesh, order: Int) -> PiecewiseSeries {
        PiecewiseSeries(
            intervals: mesh.cells.map(\.interval),
            derivatives: mesh.cells.map { cell in
                (0...order).map { k in
                    var coefficients = [Double](repeating: 0, count: cell.size + order - k)
                    if k == 0 { coefficients[0] = value }
                    return ChebyshevSeries(coefficients)
                }
            })
    }

    /// The solution of u^(m) = 0 under the conditions, if there is just one.
    func straightState(_ mesh: CollocationMesh, conditions: [EndCondition], order: Int) -> State? {
        let length = mesh.domainLength
        let pieces = mesh.cells.map { cell in
            let rows = (0...order).map { [Double](repeating: $0 == order ? 1 : 0, count: cell.size) }
            return Piece(interval: cell.interval, nodalOperator: rows, domainLength: length)
        }
        let system = LinearSystem(pieces: pieces, conditions: conditions, fluxes: nil)
        guard system.glue.reciprocalCondition > 1e-14 else { return nil }
        let series = system.solve(sources: pieces.map { _ in ChebyshevSeries([0]) })
        return State(mesh: mesh, series: series, meetsConditions: true)
    }
}
