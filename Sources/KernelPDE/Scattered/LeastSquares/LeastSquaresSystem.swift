import LinearAlgebra

/// The collocation equations of a list of features, linearised and solved in the sense of least squares.
///
/// Rows on the edge are brought to the size of the rows of the equation, columns to unit length; a complete orthogonal
/// factorisation with relative cut-off 1e-15 then needs no regularisation. Complexity: O(m N²) for m rows and N features.
struct LeastSquaresSystem {
    let blocks: [CollocationBlock]
    let features: any PointFeatures
    /// By block and derivative: one row a point, one column a feature.
    private let tables: [[Matrix]]

    init(_ features: any PointFeatures, _ blocks: [CollocationBlock]) {
        self.features = features
        self.blocks = blocks
        tables = blocks.map { block in
            block.equation.derivatives.map { features.values(orders: $0, at: block.points) }
        }
    }

    /// The values of the derivatives in all blocks.
    typealias State = [[[Double]]]

    func state(of coefficients: Vector) -> State {
        tables.map { $0.map { ($0 * coefficients).array } }
    }

    func state(of function: FeatureFunction) -> State { blocks.map { $0.state(of: function) } }

    /// The equations around a state: rows · c = right-hand side, and the scale that was given to each block.
    struct Linearized {
        var rows: Matrix
        var rightHandSide: Vector
        var scales: [Double]
    }

    func linearized(at state: State?) throws(PDEError) -> Linearized {
        var parts: [Matrix] = []
        var values: [[Double]] = []
        for (b, block) in blocks.enumerated() {
            let at = try block.equation.values(at: block.columns, state: state?[b])
            var rows = Matrix(rowCount: block.points.rowCount, columnCount: features.count)
            var right = at.residual.map { -$0 }
            for (k, slopes) in at.slopes.enumerated() {
                let isOne = slopes.allSatisfy { $0 == 1 }
                rows.add(isOne ? tables[b][k] : tables[b][k].scalingRows(by: Vector(slopes)))
                if let state {
                    for i in right.indices { right[i] += slopes[i] * state[b][k][i] }
                }
            }
            parts.append(rows.scalingRows(by: block.weights))
            values.append(zip(right, block.weights).map { $0 * $1 })
        }
        let sizes = parts.map { median(rowNorms($0)) }
        let reference = zip(blocks, sizes).first { !$0.0.isEdge }?.1 ?? 1
        let scales = zip(blocks, sizes).map { $0.isEdge && $1 > 0 ? reference / $1 : 1 }
        var all = parts[0] * scales[0]
        for (part, scale) in zip(parts, scales).dropFirst() { all = .stackedVertically(all, part * scale) }
        let right = zip(values, scales).flatMap { list, scale in list.map { $0 * scale } }
        return Linearized(rows: all, rightHandSide: Vector(right), scales: scales)
    }

    /// The least-squares solution for one or more right-hand sides.
    static func solve(_ rows: Matrix, _ rightHandSides: Matrix) throws(PDEError) -> Matrix {
        let norms = Vector(
            (0..<rows.columnCount).map { j -> Double in
                let norm = rows.column(j).norm
                return norm > 0 ? 1 / norm : 0
            })
        do {
            // The plain factorisation first: the pivoted one is several times slower a row.
            let factors = try QR(of: rows.scalingColumns(by: norms))
            let projected = factors.applyTransposedQ(to: rightHandSides)
            let height = min(rows.rowCount, rows.columnCount)
            let found = try leastSquares(factors.r, projected.rows(0..<height), relativeCutoff: 1e-15)
            return found.solution.scalingRows(by: norms)
        } catch { throw .unsupported("The collocation equations cannot be solved: \(error)") }
    }

    /// The weighted norm of the residual of a state.
    func residualNorm(of state: State, scales: [Double]) -> Double {
        var total = 0.0
        for (b, block) in blocks.enumerated() {
            guard let at = try? block.equation.values(at: block.columns, state: state[b]) else { return .infinity }
            for (value, weight) in zip(at.residual, block.weights) {
                let scaled = value * weight * scales[b]
                total += scaled * scaled
            }
        }
        return total.squareRoot()
    }

    private func rowNorms(_ matrix: Matrix) -> [Double] {
        var sums = [Double](repeating: 0, count: matrix.rowCount)
        matrix.withUnsafePointer { p in
            for j in 0..<matrix.columnCount {
                for i in sums.indices { sums[i] += p[i + j * matrix.rowCount] * p[i + j * matrix.rowCount] }
            }
        }
        return sums.map { $0.squareRoot() }
    }

    private func median(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.sorted()[values.count / 2] }
}
