import Expressions

/// Solves a system in one variable and refines its pieces until every function passes.
///
/// A piece passes when the highest derivative of every function on it is resolved (``PieceVerdict``), its null-space solutions
/// do not explode, and the residual between the nodes is small. Initial value problems that are not linear are marched through
/// short windows first; Newton's method over the whole domain starts too far from a solution that winds or has fronts.
struct PiecewiseRefinement {
    let posed: PosedSystem
    var settings = SolverSettings()

    /// The largest number of coefficients of a function on a piece.
    private static let largestSize = 97
    private static let firstSize = 48
    private static let residualTolerance = 1e-9

    func run() throws(PDEError) -> SystemOutcome {
        let cells = zip(posed.breaks, posed.breaks.dropFirst()).map {
            CollocationMesh.Cell(interval: Interval($0, $1), size: Self.firstSize)
        }
        var failure: PDEError?
        func attempt(_ mesh: CollocationMesh, _ start: [Double]?) -> SystemOutcome? {
            do throws(PDEError) {
                return try refine(CollocationMesh(cells: mesh.cells), from: start, conditions: posed.endConditions)
            } catch {
                failure = error
                return nil
            }
        }
        if !posed.formulation.isLinear, posed.endConditions.startingEnd != nil,
            let (mesh, state) = march(), let outcome = attempt(mesh, state), outcome.converged
        {
            return outcome
        }
        if let outcome = attempt(CollocationMesh(cells: cells), nil) { return outcome }
        if posed.formulation.isLinear { throw failure ?? .noConvergence(steps: 1) }
        if let straight = straightState(CollocationMesh(cells: cells)),
            let outcome = attempt(CollocationMesh(cells: cells), straight)
        {
            return outcome
        }
        let newton = self.newton(on: PiecewiseDiscretization(posed.formulation, conditions: posed.endConditions, cells: cells))
        if let found = try newton.continued(), let outcome = attempt(CollocationMesh(cells: cells), found.state) {
            return outcome
        }
        throw failure ?? .noConvergence(steps: newton.maximumSteps)
    }

    private func newton(on discretization: PiecewiseDiscretization) -> SystemNewton {
        SystemNewton(
            discretization: discretization, coefficients: posed.coefficients(discretization.nodes), tolerance: 1e-12)
    }

    /// Newton and refinement in turn; nil where Newton's method fails.
    private func refine(
        _ start: CollocationMesh, from startState: [Double]?, conditions: [SystemCondition]
    ) throws(PDEError) -> SystemOutcome? {
        var mesh = start
        var state = startState
        var steps = 0
        var checks = 0
        let orders = posed.formulation.orders.map { $0[0] }
        for round in 1...settings.maximumRounds {
            let discretization = PiecewiseDiscretization(posed.formulation, conditions: conditions, cells: mesh.cells)
            let outcome = try newton(on: discretization).run(from: state, meetsConditions: state != nil)
            steps += outcome.steps
            var verdicts = verdicts(outcome, discretization)
            if !outcome.converged, round > 4 || verdicts.allSatisfy({ $0 == .resolved }) { return nil }
            if verdicts.allSatisfy({ $0 == .resolved }), checks < 6 {
                checks += 1
                verdicts = try residualVerdicts(outcome.state, discretization)
            }
            let open = verdicts.filter { $0 != .resolved }.count
            let unknowns = mesh.cells.reduce(0) { $0 + orders.count * $1.size }
            let hitLimit = round == settings.maximumRounds || unknowns > settings.maximumUnknowns / 2
            if open == 0 || hitLimit {
                guard outcome.linearOperator.reciprocalCondition > 1e-15 || conditions.startingEnd != nil else {
                    throw .singular(reciprocalCondition: outcome.linearOperator.reciprocalCondition)
                }
                return SystemOutcome(
                    posed: posed, discretization: discretization, state: outcome.state,
                    linearOperator: outcome.linearOperator, converged: outcome.converged,
                    openReasons: open == 0
                        ? [] : ["The limit of unknowns or rounds was met with \(open) pieces unresolved."],
                    steps: steps)
            }
            mesh = mesh.refined(verdicts, markingFraction: settings.markingFraction)
            let (old, layout) = (outcome.state, discretization.layout)
            let functions = orders.indices.map { layout.function(old, $0) }
            state = PiecewiseLayout(cells: mesh.cells, orders: orders).state { functions[$0].values(at: $1) }
        }
        return nil
    }

    private func verdicts(
        _ outcome: SystemNewton.Outcome, _ discretization: PiecewiseDiscretization
    ) -> [PieceVerdict] {
        let layout = discretization.layout
        let own = layout.orders.indices.map { layout.function(outcome.state, $0).scale }
        let largest = own.max() ?? 0
        // A function that is nothing but rounding of the others has no shape to resolve.
        let scales = own.map { $0 < 1e-12 * largest ? 1e-3 * largest : $0 }
        let growths = (outcome.linearOperator as? PiecewiseOperator)?.growths ?? []
        return layout.cells.enumerated().map { piece, cell in
            let interval = cell.interval
            guard interval.length > 1e-13 * max(abs(interval.lower), abs(interval.upper), 1e-300) else { return .resolved }
            if piece < growths.count, !(growths[piece] < settings.maximumGrowth) { return .halve(defect: .infinity) }
            return layout.orders.indices.reduce(PieceVerdict.resolved) { worst, i in
                let verdict = PieceVerdict.of(
                    v: Array(outcome.state[layout.core(piece: piece, function: i)]), interval: interval,
                    order: layout.orders[i], solutionScale: scales[i], tolerance: settings.solutionTolerance,
                    cap: Self.largestSize)
                return worst.joined(with: verdict, scale: scales[i])
            }
        }
    }

    /// What a residual between the nodes asks for where the coefficients look resolved: aliased formulas.
    private func residualVerdicts(
        _ state: [Double], _ discretization: PiecewiseDiscretization
    ) throws(PDEError) -> [PieceVerdict] {
        let residual = try SystemResidual(of: state, on: discretization, posed: posed)
        var start = 0
        return zip(discretization.layout.cells, discretization.checkCounts).map { cell, count in
            defer { start += count }
            let worst = residual.values.indices.reduce(0.0) { worst, e in
                let largest = residual.values[e][start..<(start + count)].reduce(0) { max($0, abs($1)) }
                return max(worst, residual.largestTerms[e] > 0 ? largest / residual.largestTerms[e] : 0)
            }
            guard worst > max(Self.residualTolerance, cell.interval.roundingTolerance) else { return .resolved }
            return cell.size < Self.largestSize
                ? .raise(to: min(2 * cell.size, Self.largestSize), defect: worst) : .halve(defect: worst)
        }
    }

    /// The solution of u_i^(m) = 0 under the conditions, if there is just one.
    private func straightState(_ mesh: CollocationMesh) -> [Double]? {
        straightState(mesh, conditions: posed.endConditions)
    }

    private func straightState(_ mesh: CollocationMesh, conditions: [SystemCondition]) -> [Double]? {
        let discretization = PiecewiseDiscretization(posed.formulation, conditions: conditions, cells: mesh.cells)
        let count = discretization.nodes[0].count
        let formulation = posed.formulation
        let slopes = formulation.functions.indices.map { e in
            formulation.derivatives.map { derivative -> [Double]? in
                derivative.function == e && derivative.orders == formulation.orders[e]
                    ? [Double](repeating: 1, count: count) : nil
            }
        }
        let zero = formulation.functions.map { _ in [Double](repeating: 0, count: count) }
        guard let linear = try? discretization.linearized(slopes), linear.reciprocalCondition > 1e-14 else { return nil }
        return try? linear.iterate(from: discretization.zero, residuals: zero)
    }

    /// Solves an initial value problem window by window; nil where even a short window fails.
    ///
    /// Over a short window the Taylor polynomial of the initial state is close enough for Newton's method. A window that fails
    /// is cut to a third, one that succeeds makes the next half as long again.
    private func march() -> (mesh: CollocationMesh, state: [Double])? {
        guard let end = posed.endConditions.startingEnd, let first = posed.breaks.first, let last = posed.breaks.last
        else { return nil }
        let domain = Interval(first, last)
        let orders = posed.formulation.orders.map { $0[0] }
        var conditions = posed.endConditions
        var position = end == .lower ? domain.lower : domain.upper
        var length = domain.length / 16
        var parts: [(cells: [CollocationMesh.Cell], state: [Double])] = []
        var attempts = 0
        while end == .lower ? position < domain.upper : position > domain.lower {
            attempts += 1
            guard length > 1e-9 * domain.length, attempts < 4000 else { return nil }
            let next = end == .lower ? min(position + length, domain.upper) : max(position - length, domain.lower)
            let window = Interval(min(position, next), max(position, next))
            let points =
                [window.lower] + posed.breaks.filter { $0 > window.lower && $0 < window.upper } + [window.upper]
            let mesh = CollocationMesh(
                cells: zip(points, points.dropFirst()).map { .init(interval: Interval($0, $1), size: 32) })
            guard let guess = straightState(mesh, conditions: conditions),
                let solved = try? refine(mesh, from: guess, conditions: conditions), solved.converged,
                solved.openReasons.isEmpty, let found = solved.discretization as? PiecewiseDiscretization
            else {
                length /= 3
                continue
            }
            parts.append((found.layout.cells, solved.state))
            position = next
            let piece = end == .lower ? found.layout.cells.count - 1 : 0
            conditions = orders.enumerated().flatMap { i, order in
                let series = found.layout.series(solved.state, piece: piece, function: i)
                return (0..<order).map { k in
                    let ends = series[k].endValues
                    return SystemCondition(
                        terms: [.init(function: i, end: end, derivative: k, weight: 1)],
                        value: end == .lower ? ends.right : ends.left)
                }
            }
            length = min(1.5 * length, domain.length / 4)
        }
        if end == .upper { parts.reverse() }
        return (CollocationMesh(cells: parts.flatMap(\.cells)), parts.flatMap(\.state))
    }
}

extension PieceVerdict {
    /// The stricter of two verdicts on the same piece; the defect of the other is taken relative to `scale`.
    fileprivate func joined(with other: PieceVerdict, scale: Double) -> PieceVerdict {
        let size = scale > 0 ? scale : 1
        switch (self, other) {
        case (_, .resolved): return self
        case (.resolved, .raise(let count, let defect)): return .raise(to: count, defect: defect / size)
        case (.resolved, .halve(let defect)): return .halve(defect: defect / size)
        case (.halve(let a), _): return .halve(defect: max(a, other.defect / size))
        case (.raise(_, let a), .halve(let b)): return .halve(defect: max(a, b / size))
        case (.raise(let n, let a), .raise(let m, let b)): return .raise(to: max(n, m), defect: max(a, b / size))
        }
    }
}

extension SystemFormulation {
    /// The names of the highest derivatives, for messages.
    var highestNames: [String] {
        let names = DerivativeNames(unknowns: functions, variables: variables.map(\.name))
        return functions.indices.map { i in names.name(of: DerivativeName(unknown: functions[i], orders: orders[i])) }
    }
}
