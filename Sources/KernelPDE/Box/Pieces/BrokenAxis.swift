import LinearAlgebra

// Goal: the basis of ``BoxAxis`` on an axis that is broken into pieces, so that kinks, layers and jumps of coefficients stand
// at ends of pieces while the problem stays a tensor product of two axes.
//
// The highest derivatives are the orthonormal Legendre polynomials of every piece. Their m-fold integrals are continuous with
// m - 1 derivatives by construction; they vanish outside their piece for degrees of at least m, and leak to the right as a
// polynomial of degree below m for the first m degrees of a piece. The conditions at both ends are then met by subtracting
// null-space functions psi_r (the polynomials of degree below m, in the cardinal basis of the conditions). T_m stays the
// identity and T_0 the projected Green's operator, symmetric for self-adjoint conditions. Where a flux a u' is continuous in
// place of u', the derivative is scaled when it crosses the break.
//
// The psi_r are kept as last columns: boundary values then are coefficients like all others, and need no separate lift.
//
// Rejected: continuity as further equations (a saddle point system, no tensor product left).

/// One dimension of a box, broken into pieces, with its basis phi_0 ... phi_{N-1}, psi_0 ... psi_{m-1}.
struct BrokenAxis: Sendable {
    struct Piece: Sendable, Hashable {
        let interval: Interval
        /// The number of functions and nodes.
        var size: Int
    }

    let variable: DomainVariable
    let order: Int
    let pieces: [Piece]
    /// Where the nodes and functions of a piece begin.
    let offsets: [Int]
    /// The Gauss nodes of all pieces.
    let points: [Double]
    /// The local Legendre coefficients of the a-th derivatives of all functions, a = 0...m, by piece: (n + m)-by-(N + m).
    private let series: [[Matrix]]
    /// The a-th derivatives at the nodes: N-by-(N + m).
    let nodal: [Matrix]
    /// T_a: the coefficients in the highest derivatives' basis: N-by-(N + m).
    let truncated: [Matrix]

    /// N.
    var size: Int { points.count }

    /// Nil where the conditions do not fix the polynomials of degree below m (derivatives only, periodic).
    ///
    /// - Parameter fluxes: at some breaks, the ratio of u' above to u' below.
    init?(
        variable: DomainVariable, order m: Int, pieces: [Piece], conditions: [EndCondition],
        fluxes: [Double: Double] = [:]
    ) {
        var offsets: [Int] = []
        var points: [Double] = []
        for piece in pieces {
            offsets.append(points.count)
            points += GaussGrid.of(piece.size).nodes.map { piece.interval.middle + piece.interval.halfLength * $0 }
        }
        let size = points.count
        var builder = BrokenSeries(pieces: pieces, order: m, columnCount: size + m, fluxes: fluxes)
        for (p, piece) in pieces.enumerated() {
            for k in 0..<piece.size { builder.addIntegral(ofDegree: k, piece: p, column: offsets[p] + k) }
        }
        for r in 0..<m { builder.addStart(derivative: r, column: size + r) }
        guard builder.meet(conditions, nullColumns: size..<(size + m)) else { return nil }
        let series = builder.series
        self.variable = variable
        order = m
        self.pieces = pieces
        self.offsets = offsets
        self.points = points
        self.series = series
        let values = (0...m).map { a -> Matrix in
            var result = Matrix(rowCount: size, columnCount: size + m)
            for (p, piece) in pieces.enumerated() {
                let table = OrthonormalLegendre.values(at: GaussGrid.of(piece.size).nodes, count: piece.size + m)
                result.setBlock(table * series[a][p], row: offsets[p], column: 0)
            }
            return result
        }
        nodal = values
        let plan = pieces
        let begin = offsets
        truncated = values.enumerated().map { a, matrix in
            guard a < m else {
                return Matrix(rowCount: size, columnCount: size + m) { $0 == $1 ? 1 : 0 }
            }
            return Self.analyse(matrix, pieces: plan, offsets: begin)
        }
    }

    /// Coefficients in the highest derivatives' basis of values at the nodes, column by column.
    func analysed(_ values: Matrix) -> Matrix { Self.analyse(values, pieces: pieces, offsets: offsets) }

    private static func analyse(_ values: Matrix, pieces: [Piece], offsets: [Int]) -> Matrix {
        var result = Matrix(rowCount: values.rowCount, columnCount: values.columnCount)
        for (piece, offset) in zip(pieces, offsets) {
            let block = values.block(rows: offset..<(offset + piece.size), columns: 0..<values.columnCount)
            let factor = piece.interval.halfLength.squareRoot()
            result.setBlock(factor * (GaussGrid.of(piece.size).analysis * block), row: offset, column: 0)
        }
        return result
    }

    /// The a-th derivatives of all functions at points: points-by-(N + m).
    func table(at x: [Double], derivative a: Int) -> Matrix {
        let kept = min(a, order)
        var result = Matrix(rowCount: x.count, columnCount: size + order)
        for (p, members) in Dictionary(grouping: x.indices, by: { index(of: x[$0]) }) {
            let interval = pieces[p].interval
            let t = Vector(members.map { interval.parameter(x[$0]) })
            var local = series[kept][p]
            if a > kept {
                var scale = 1.0
                for _ in kept..<a { scale /= interval.halfLength }
                local = scale * OrthonormalLegendre.derivative(columnsOf: local, order: a - kept)
            }
            let part = OrthonormalLegendre.values(at: t, count: local.rowCount) * local
            for (i, row) in members.enumerated() {
                for j in 0..<result.columnCount { result[row, j] = part[i, j] }
            }
        }
        return result
    }

    private func index(of x: Double) -> Int { pieces.lastIndex { $0.interval.lower <= x } ?? 0 }

    /// The local Legendre coefficients of u: one matrix a piece, times coefficients of the basis.
    func localSeries(_ coefficients: Matrix) -> [Matrix] { series[0].map { $0 * coefficients } }

    /// The coefficients in the basis of g^(m) for a function g given by its values.
    func highestCoefficients(
        of function: ([Double]) throws(PDEError) -> [Double]
    ) throws(PDEError) -> [Double] {
        var result: [Double] = []
        for piece in pieces {
            let grid = GaussGrid.of(piece.size + order)
            let h = piece.interval.halfLength
            let values = try function(grid.nodes.map { piece.interval.middle + h * $0 })
            var coefficients = multiply(grid.analysis, Vector(values)).array
            for _ in 0..<order { coefficients = OrthonormalLegendre.derivative(coefficients).map { $0 / h } }
            result += coefficients.prefix(piece.size).map { $0 * h.squareRoot() }
        }
        return result
    }
}
