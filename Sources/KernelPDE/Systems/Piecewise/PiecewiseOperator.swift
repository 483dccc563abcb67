import LinearAlgebra

/// The linearised system on pieces: one dense factorisation a piece, joined at the breaks.
///
/// On a piece, sum_k a_{e,i,k} u_i^(k) = f_e at N nodes with u_i = h^m J^m v_i + null-space polynomials. The core (the v_i) is
/// solved for the source and for every null-space polynomial; continuity of u_i, ..., u_i^(m-1) at the breaks and the
/// conditions then fix the constants. O(P (d N)^3) for d functions on P pieces.
struct PiecewiseOperator: SystemOperator {
    private let discretization: PiecewiseDiscretization
    private let slopes: [[[Double]?]]
    private let cores: [LU]
    private let rowScales: [[Double]]
    /// The v_i that belong to each null-space polynomial, by piece: d N rows, one column a polynomial.
    private let homogeneous: [Matrix]
    private let glue: SystemGlue

    var reciprocalCondition: Double { glue.reciprocalCondition }

    init(_ discretization: PiecewiseDiscretization, slopes: [[[Double]?]]) throws(PDEError) {
        self.discretization = discretization
        self.slopes = slopes
        let layout = discretization.layout
        var cores: [LU] = []
        var scales: [[Double]] = []
        var homogeneous: [Matrix] = []
        var ends: [SystemGlue.PieceEnds] = []
        var start = 0
        for (piece, cell) in layout.cells.enumerated() {
            var (core, border) = Self.matrices(discretization, slopes, piece: piece, start: start)
            let n = core.rowCount
            let factors = (0..<n).map { i -> Double in
                let largest = max(core.row(i).maximumMagnitude, .leastNormalMagnitude)
                return 1 / largest
            }
            core = core.scalingRows(by: Vector(factors))
            border = border.scalingRows(by: Vector(factors))
            guard let lu = try? LU(of: core) else {
                throw .dependentEquations(highest: discretization.formulation.highestNames)
            }
            let solution = -lu.solve(border)
            cores.append(lu)
            scales.append(factors)
            homogeneous.append(solution)
            ends.append(SystemGlue.PieceEnds(layout, piece: piece, homogeneous: solution))
            start += cell.size
        }
        self.cores = cores
        rowScales = scales
        self.homogeneous = homogeneous
        glue = SystemGlue(layout, conditions: discretization.conditions, ends: ends)
    }

    /// The largest |u| that a null-space polynomial of size one brings about on each piece.
    var growths: [Double] {
        let layout = discretization.layout
        return layout.cells.indices.map { piece in
            let cell = layout.cells[piece]
            return (0..<homogeneous[piece].columnCount).reduce(1) { largest, column in
                let values = homogeneous[piece].column(column).array
                return layout.orders.indices.reduce(largest) { size, i in
                    let v = Array(values[(i * cell.size)..<((i + 1) * cell.size)])
                    let zero = [Double](repeating: 0, count: layout.orders[i])
                    let u = PiecewiseLayout.series(v: v, constants: zero, halfLength: cell.interval.halfLength)[0]
                    return max(size, u.coefficients.reduce(0) { max($0, abs($1)) })
                }
            }
        }
    }

    /// The core and the columns of the null-space polynomials of a piece.
    private static func matrices(
        _ discretization: PiecewiseDiscretization, _ slopes: [[[Double]?]], piece: Int, start: Int
    ) -> (core: Matrix, border: Matrix) {
        let layout = discretization.layout
        let cell = layout.cells[piece]
        let (n, h) = (cell.size, cell.interval.halfLength)
        let d = layout.orders.count
        let table = IntegrationTable.of(n)
        let points = ChebyshevNodes.firstKind(n)
        var core = Matrix(rowCount: d * n, columnCount: d * n)
        var border = Matrix(rowCount: d * n, columnCount: layout.constantsPerPiece)
        for (e, row) in slopes.enumerated() {
            for (index, slope) in row.enumerated() {
                guard let slope else { continue }
                let derivative = discretization.formulation.derivatives[index]
                let (i, k) = (derivative.function, derivative.orders[0])
                let order = layout.orders[i]
                var scale = 1.0
                for _ in k..<order { scale *= h }
                table.powers[order - k].withUnsafePointer { source in
                    core.withUnsafeMutablePointer { target in
                        for column in 0..<n {
                            let from = source + column * n
                            let to = target + (i * n + column) * d * n + e * n
                            for r in 0..<n { to[r] += slope[start + r] * scale * from[r] }
                        }
                    }
                }
                var factor = 1.0
                for _ in 0..<k { factor /= h }
                let offset = layout.orders[0..<i].reduce(0, +)
                for j in 0..<order where j >= k {
                    let polynomial = IntegrationTable.polynomial(j, derivative: k)
                    for r in 0..<n {
                        border[e * n + r, offset + j] += slope[start + r] * factor * polynomial.value(at: points[r])
                    }
                }
            }
        }
        return (core, border)
    }

    func iterate(from state: [Double], residuals: [[Double]]) throws(PDEError) -> [Double] {
        let values = discretization.values(state)
        let sources = residuals.enumerated().map { e, residual in
            var source = residual.map { -$0 }
            for (d, slope) in slopes[e].enumerated() {
                if let slope { for i in source.indices { source[i] += slope[i] * values[d][i] } }
            }
            return source
        }
        return solve(sources, values: discretization.conditions.map(\.value))
    }

    func response(to sources: [[Double]]) throws(PDEError) -> [Double] {
        solve(sources, values: discretization.conditions.map { _ in 0 })
    }

    private func solve(_ sources: [[Double]], values: [Double]) -> [Double] {
        let layout = discretization.layout
        var particular: [Vector] = []
        var start = 0
        for (piece, cell) in layout.cells.enumerated() {
            let scales = rowScales[piece]
            var right = sources.flatMap { $0[start..<(start + cell.size)] }
            for i in right.indices { right[i] *= scales[i] }
            particular.append(cores[piece].solve(Vector(right)))
            start += cell.size
        }
        let constants = glue.constants(layout, particular: particular, values: values)
        var state = [Double](repeating: 0, count: layout.count)
        for (piece, cell) in layout.cells.enumerated() {
            let c = Vector(constants[piece])
            let v = particular[piece] + homogeneous[piece] * c
            for i in layout.orders.indices {
                let core = layout.core(piece: piece, function: i)
                for n in 0..<cell.size { state[core.lowerBound + n] = v[i * cell.size + n] }
                let offset = layout.orders[0..<i].reduce(0, +)
                for (j, place) in layout.constants(piece: piece, function: i).enumerated() { state[place] = c[offset + j] }
            }
        }
        return state
    }
}
