import LinearAlgebra

// Goal: one linear solve for all stages of a slab on all pieces, with the exact derivative of the equation, at a cost linear
// in the number of pieces and without loss of digits in thin or stiff pieces.
//
// On a piece the unknowns are the n + m coefficients of every stage, s (n + m) in all; the equation at the n nodes and s stage
// times leaves s m of them open. They are fixed by parameters q: u (and u', for m > 2) at the two ends. The local boundary
// value problem gives z = p + H q; for given ends its homogeneous solutions decay inwards and stay of the order of one,
// however stiff the equation. (With the null-space constants of the one-variable solver as parameters they grow like
// exp(h sqrt(lambda)).) Continuity at the breaks and the conditions at both ends are then a banded system for all q.
//
// Rejected: eigenvectors of the Radau matrix, which decouple the stages (a third of the cost a solve), since they need one
// Jacobian for the whole slab and Newton's method then only converges linearly.

/// The linearised equation on the pieces of a slab, joined.
struct SlabSystem {
    /// What the solve needs of a slab.
    struct Frame: Sendable {
        let statement: EvolutionStatement
        let stencil: TimeStencil
        let basis: CellBasis
        let mesh: SpaceMesh
        /// The length of the slab.
        let step: Double

        /// s (n + m), the unknowns of a piece.
        var cellCount: Int { stencil.stageCount * basis.count }
        /// s m, the parameters of a piece.
        var traceCount: Int { stencil.stageCount * basis.order }

        /// A derivative above a break over that below: one, or the jump of u' where a flux is continuous.
        func ratio(break b: Int, derivative: Int) -> Double {
            guard derivative == 1 else { return 1 }
            return statement.lines.fluxRatios[mesh.pieces[b].interval.upper] ?? 1
        }
    }

    let frame: Frame
    /// z = column 0 + the other columns times q, one a piece.
    private var cells: [Matrix]

    /// Condenses every piece.
    ///
    /// - Parameters:
    ///   - slopes: the derivatives of the equation by the derivatives of u, at piece, stage, node (nodes run fastest).
    ///   - residual: the right-hand side at the same places.
    /// - Returns: nil where a piece is singular.
    init?(_ frame: Frame, slopes: [[Double]], residual: [Double]) {
        self.frame = frame
        let pieces = frame.mesh.pieces
        var condensed = [Matrix?](repeating: nil, count: pieces.count)
        condensed.withUnsafeMutableBufferPointer { target in
            nonisolated(unsafe) let target = target
            Parallelism.forEach(pieces.count) { p in
                target[p] = Self.condensed(frame, piece: p, slopes: slopes, residual: residual)
            }
        }
        cells = []
        for cell in condensed {
            guard let cell else { return nil }
            cells.append(cell)
        }
    }

    /// The functionals that the parameters prescribe: ends (0 lower, 1 upper) and derivatives.
    private static func traces(_ order: Int) -> [(end: Int, derivative: Int)] {
        (0..<((order + 1) / 2)).map { (0, $0) } + (0..<(order / 2)).map { (1, $0) }
    }

    private static func condensed(
        _ frame: Frame, piece: Int, slopes: [[Double]], residual: [Double]
    ) -> Matrix? {
        let (basis, stencil) = (frame.basis, frame.stencil)
        let (n, s, count, size) = (basis.size, stencil.stageCount, basis.count, frame.cellCount)
        let offset = piece * s * n
        var matrix = Matrix(rowCount: size, columnCount: size)
        var right = Matrix(rowCount: size, columnCount: 1 + frame.traceCount)
        let h = frame.mesh.pieces[piece].interval.halfLength
        matrix.withUnsafeMutablePointer { a in
            for (slope, orders) in zip(slopes, frame.statement.derivatives) {
                var scale = 1.0
                for _ in 0..<orders.space { scale /= h }
                for _ in 0..<orders.time { scale /= frame.step }
                let weights = stencil.derivatives[orders.time]
                basis.nodal[orders.space].withUnsafePointer { x in
                    for i in 0..<s {
                        for j in 0..<s {
                            let weight = scale * weights[i, stencil.order + j]
                            guard weight != 0, orders.time > 0 || i == j else { continue }
                            slope.withUnsafeBufferPointer { c in
                                for k in 0..<count {
                                    let column = a + (j * count + k) * size + i * n
                                    let source = x + k * n
                                    let at = offset + i * n
                                    for l in 0..<n { column[l] += weight * c[at + l] * source[l] }
                                }
                            }
                        }
                    }
                }
            }
            right.withUnsafeMutablePointer { b in
                for i in 0..<(s * n) { b[i] = residual[offset + i] }
                // Rows are brought to one size, so that pivoting sees the equation beside the ends.
                for i in 0..<(s * n) {
                    var largest = 0.0
                    for j in 0..<size { largest = max(largest, abs(a[i + j * size])) }
                    guard largest > 0 else { continue }
                    for j in 0..<size { a[i + j * size] /= largest }
                    b[i] /= largest
                }
                for i in 0..<s {
                    for (r, trace) in traces(basis.order).enumerated() {
                        let row = s * n + i * basis.order + r
                        for k in 0..<count {
                            a[row + (i * count + k) * size] = basis.ends[trace.derivative][trace.end, k]
                        }
                        b[row + (1 + i * basis.order + r) * size] = 1
                    }
                }
            }
        }
        guard let lu = try? LU(of: matrix) else { return nil }
        return lu.solve(right)
    }

    /// The coefficients of every piece, (n + m)-by-s, that are continuous but for `jumps` and meet the conditions.
    ///
    /// - Parameters:
    ///   - jumps: for every break, stage and derivative below m: by how much the value above shall exceed that below (in the
    ///     physical variable).
    ///   - values: for every condition and stage, its value.
    func solve(jumps: [Double], values: [[Double]]) -> [Matrix]? {
        let (basis, pieces) = (frame.basis, frame.mesh.pieces)
        let (s, m, width) = (frame.stencil.stageCount, frame.basis.order, frame.traceCount)
        let conditions = frame.statement.boundary.map(\.functional)
        let isLocal = conditions.map { Set($0.terms.map(\.end)).count == 1 }.allSatisfy { $0 }
        let lower = conditions.indices.filter { conditions[$0].terms.allSatisfy { $0.end == .lower } }
        let upper = conditions.indices.filter { !lower.contains($0) }
        let total = pieces.count * width
        var glue = GlueMatrix(order: total, bandwidth: isLocal ? 2 * width : nil)
        var right = Vector(count: total)
        var row = 0
        func functional(_ piece: Int, _ end: Int, _ derivative: Int, stage: Int, weight: Double) {
            // The value of z at an end: a constant and a row over q.
            var factor = weight
            for _ in 0..<derivative { factor /= pieces[piece].interval.halfLength }
            let e = basis.ends[derivative]
            let cell = cells[piece]
            cell.withUnsafePointer { z in
                for column in 0...width {
                    let source = z + column * frame.cellCount + stage * basis.count
                    var value = 0.0
                    for k in 0..<basis.count { value += e[end, k] * source[k] }
                    if column == 0 {
                        right[row] -= factor * value
                    } else {
                        glue.add(factor * value, row: row, column: piece * width + column - 1)
                    }
                }
            }
        }
        func addConditions(_ list: [Int]) {
            for stage in 0..<s {
                for index in list {
                    let terms = conditions[index].terms
                    let scale = rowScale(terms)
                    right[row] += scale * values[index][stage]
                    for term in terms {
                        let piece = term.end == .lower ? 0 : pieces.count - 1
                        functional(
                            piece, term.end == .lower ? 0 : 1, term.derivative, stage: stage,
                            weight: scale * term.weight)
                    }
                    row += 1
                }
            }
        }
        addConditions(lower)
        for b in 0..<(pieces.count - 1) {
            let h = min(pieces[b].interval.halfLength, pieces[b + 1].interval.halfLength)
            for stage in 0..<s {
                var scale = 1.0
                for derivative in 0..<m {
                    let ratio = frame.ratio(break: b, derivative: derivative)
                    right[row] += scale * jumps[(b * s + stage) * m + derivative]
                    functional(b + 1, 0, derivative, stage: stage, weight: scale)
                    functional(b, 1, derivative, stage: stage, weight: -scale * ratio)
                    scale *= h
                    row += 1
                }
            }
        }
        addConditions(upper)
        guard let q = glue.solve(right) else { return nil }
        return pieces.indices.map { p in
            var coefficients = Vector(count: 1 + width)
            coefficients[0] = 1
            for k in 0..<width { coefficients[1 + k] = q[p * width + k] }
            return Matrix(rowCount: basis.count, columnCount: s, flattened: multiply(cells[p], coefficients))
        }
    }

    /// One over the size of a condition's row in the reference variable of the outermost pieces.
    private func rowScale(_ terms: [EndCondition.Term]) -> Double {
        let pieces = frame.mesh.pieces
        var largest = 0.0
        for term in terms {
            var size = abs(term.weight)
            let h = (term.end == .lower ? pieces[0] : pieces[pieces.count - 1]).interval.halfLength
            for _ in 0..<term.derivative { size /= h }
            largest = max(largest, size)
        }
        return largest > 0 ? 1 / largest : 1
    }
}

/// The matrix of the joined parameters: banded, or full where a condition couples both ends of space.
private struct GlueMatrix {
    private var banded: BandedMatrix?
    private var full: Matrix?

    init(order: Int, bandwidth: Int?) {
        if let bandwidth, bandwidth < order {
            banded = BandedMatrix(order: order, lowerBandwidth: bandwidth, upperBandwidth: bandwidth)
        } else {
            full = Matrix(rowCount: order, columnCount: order)
        }
    }

    mutating func add(_ value: Double, row: Int, column: Int) {
        guard value != 0 else { return }
        if banded != nil { banded?[row, column] += value } else { full?[row, column] += value }
    }

    func solve(_ right: Vector) -> Vector? {
        if let banded { return (try? BandedLU(of: banded))?.solve(right) }
        return full.flatMap { try? LU(of: $0) }?.solve(right)
    }
}
