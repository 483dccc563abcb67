import LinearAlgebra

/// Functions on the pieces of a mesh: coefficients in a ``CellBasis``, one column a function.
struct SlabState: Sendable {
    let basis: CellBasis
    let mesh: SpaceMesh
    /// (n + m)-by-c, one a piece.
    var cells: [Matrix]

    /// The a-th derivatives at points of one piece: one row a point.
    func values(inPiece piece: Int, at x: [Double], derivative: Int = 0) -> Matrix {
        let interval = mesh.pieces[piece].interval
        let table = CellBasis.values(at: x.map(interval.parameter), count: basis.count)
        var scale = 1.0
        for _ in 0..<derivative { scale /= interval.halfLength }
        return scale * (table * (basis.series[derivative] * cells[piece]))
    }

    /// The same functions on another mesh: exact where that is finer, interpolated where it is coarser.
    func transferred(to other: SpaceMesh) -> SlabState {
        let nodes = ChebyshevNodes.firstKind(basis.size)
        let columnCount = cells.first?.columnCount ?? 0
        var result: [Matrix] = []
        var at = 0
        for piece in other.pieces {
            while at + 1 < mesh.pieces.count, mesh.pieces[at].interval.upper <= piece.interval.lower { at += 1 }
            if mesh.pieces[at].interval == piece.interval {
                result.append(cells[at])
                continue
            }
            let (h, m) = (piece.interval.halfLength, basis.order)
            let x = piece.interval.points(nodes)
            let start = (0..<m).map { values(inPiece: at, at: [piece.interval.lower], derivative: $0) }
            var highest = Matrix(rowCount: x.count, columnCount: columnCount)
            // Nodes descend; a coarser piece spans several old ones.
            var groups: [Int: [Int]] = [:]
            for (i, place) in x.enumerated() {
                var old = at
                while old + 1 < mesh.pieces.count, mesh.pieces[old].interval.upper <= place { old += 1 }
                groups[old, default: []].append(i)
            }
            for (old, members) in groups {
                let part = values(inPiece: old, at: members.map { x[$0] }, derivative: m)
                for (row, i) in members.enumerated() {
                    for c in 0..<columnCount { highest[i, c] = part[row, c] }
                }
            }
            var powers = [1.0]
            for _ in 0..<m { powers.append(powers[powers.count - 1] * h) }
            var cell = Matrix(rowCount: basis.count, columnCount: columnCount)
            for c in 0..<columnCount {
                let column = basis.coefficients(
                    highestAtNodes: highest.column(c).map { $0 * powers[m] },
                    atLower: (0..<m).map { start[$0][0, c] * powers[$0] })
                cell.setColumn(c, to: Vector(column))
            }
            result.append(cell)
        }
        return SlabState(basis: basis, mesh: other, cells: result)
    }

    /// The largest of the last three Chebyshev coefficients of a piece, over the columns.
    func tail(ofPiece piece: Int, columns: Range<Int>) -> Double {
        Self.tail(basis.series[0] * cells[piece], columns: columns)
    }

    static func tail(_ series: Matrix, columns: Range<Int>) -> Double {
        var largest = 0.0
        for c in columns {
            for k in (series.rowCount - 3)..<series.rowCount { largest = max(largest, abs(series[k, c])) }
        }
        return largest
    }

    /// The largest |u| at the nodes, over the columns.
    func magnitude(columns: Range<Int>) -> Double {
        cells.reduce(0) { largest, cell in
            max(largest, (basis.nodal[0] * cell.block(rows: 0..<basis.count, columns: columns)).maximumMagnitude)
        }
    }
}

extension SlabState {
    /// The initial values u, u_t, ... on a mesh that is halved until it resolves them.
    ///
    /// At a kink or jump halving stops at ``SpaceMesh/deepestLevel``.
    static func initial(
        _ statement: EvolutionStatement, basis: CellBasis, breaks: [Double], tolerance: Double
    ) throws(PDEError) -> SlabState {
        var mesh = SpaceMesh(breaks: breaks)
        let nodes = ChebyshevNodes.firstKind(basis.count)
        let extra = [-0.9871, -0.3172, 0.0871, 0.5531, 0.9937]
        while true {
            var series: [Matrix] = []
            var defects: [[Double]] = []
            var scales = [Double](repeating: 0, count: statement.timeOrder)
            for piece in mesh.pieces {
                let columns = try statement.initialValues(at: piece.interval.points(nodes))
                var matrix = Matrix(rowCount: basis.count, columnCount: columns.count)
                for (c, values) in columns.enumerated() {
                    matrix.setColumn(c, to: Vector(ChebyshevTransform.coefficients(ofValues: values)))
                    scales[c] = max(scales[c], values.reduce(0) { max($0, abs($1)) })
                }
                let between = try statement.initialValues(at: piece.interval.points(extra))
                let interpolated = CellBasis.values(at: extra, count: basis.count) * matrix
                series.append(matrix)
                defects.append(
                    columns.indices.map { c in
                        extra.indices.reduce(tail(matrix, columns: c..<(c + 1))) {
                            max($0, abs(interpolated[$1, c] - between[c][$1]))
                        }
                    })
            }
            let marked = defects.map { defect in
                zip(defect, scales).contains { $0 > tolerance * $1 }
            }
            guard marked.contains(true), mesh.pieces.count < SlabMarch.maximumPieces,
                let finer = mesh.halving(marked, hold: 0)
            else {
                let cells = series.map { matrix in
                    var cell = matrix
                    for c in 0..<matrix.columnCount {
                        cell.setColumn(c, to: Vector(basis.coefficients(ofSeries: matrix.column(c).array)))
                    }
                    return cell
                }
                return SlabState(basis: basis, mesh: mesh, cells: cells)
            }
            mesh = finer
        }
    }

    /// The state with siblings joined wherever the joined piece still resolves every column to `tolerance` (per column).
    func coarsened(tolerances: [Double]) -> SlabState {
        var state = self
        var i = 0
        while i + 1 < state.mesh.pieces.count {
            guard state.mesh.areSiblings(i) else {
                i += 1
                continue
            }
            let parent = SpaceMesh(pieces: [state.mesh.parent(i)])
            let pair = SlabState(
                basis: basis, mesh: SpaceMesh(pieces: Array(state.mesh.pieces[i...(i + 1)])),
                cells: Array(state.cells[i...(i + 1)]))
            let joined = pair.transferred(to: parent)
            let fits = tolerances.indices.allSatisfy { c in
                guard joined.tail(ofPiece: 0, columns: c..<(c + 1)) <= tolerances[c] else { return false }
                return (0...1).allSatisfy { side in
                    let interval = pair.mesh.pieces[side].interval
                    let x = [-0.7, 0.1, 0.8, 1].map(interval.point)
                    let (a, b) = (pair.values(inPiece: side, at: x), joined.values(inPiece: 0, at: x))
                    return x.indices.allSatisfy { abs(a[$0, c] - b[$0, c]) <= tolerances[c] }
                }
            }
            guard fits else {
                i += 1
                continue
            }
            state = SlabState(
                basis: basis,
                mesh: SpaceMesh(
                    pieces: Array(state.mesh.pieces[..<i]) + parent.pieces + Array(state.mesh.pieces[(i + 2)...])),
                cells: Array(state.cells[..<i]) + joined.cells + Array(state.cells[(i + 2)...]))
            i = max(0, i - 1)
        }
        return state
    }
}

extension SpaceMesh {
    init(pieces: [Piece]) { self.pieces = pieces }
}
