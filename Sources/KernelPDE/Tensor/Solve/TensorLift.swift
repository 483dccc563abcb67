import LinearAlgebra

// Goal: a function that meets the conditions on all faces of a box of any number of variables.
//
// Let B_dr be condition r of variable d with values g_dr, c_dr its cardinal polynomials. Variable after variable,
//     l <- l + sum_r c_dr(x_d) (g_dr - B_dr l).
// After the step all conditions of d hold. Those of an earlier e still do: B_es of the added part is
// c_dr (B_es g_dr - B_dr g_es), which vanishes where the data fit together on the edges. So edges and corners need no terms of
// their own, and nothing is evaluated there: the same as transfinite interpolation by the Boolean sum (Gordon, 1971).

/// A function that meets the conditions on all faces: a sum of cardinal polynomials of one variable times functions of the
/// others, all in coefficients along each variable (Legendre, or values on a grid).
struct TensorLift: Sendable {
    private struct Term: Sendable {
        let axis: Int
        let profile: Vector
        /// Coefficients in the other variables; one value in the index `axis`.
        let trace: Tensor
    }

    private var terms: [Term] = []

    init(lines: [LiftLine], faces: [[FaceCondition]]) throws(PDEError) {
        for d in lines.indices {
            var added: [Term] = []
            for (r, condition) in faces[d].enumerated()
            where condition.hasData || terms.contains(where: { $0.axis != d }) {
                var trace = try Self.trace(of: condition, lines: lines)
                let row = lines[d].rows.row(r)
                for term in terms {
                    var part = term.trace.contracted(along: d, with: row)
                    part = part.product(along: term.axis, with: Matrix(column: term.profile))
                    trace.add(part, scaledBy: -1)
                }
                if trace.norm > 0 { added.append(Term(axis: d, profile: lines[d].cardinals[r], trace: trace)) }
            }
            terms += added
        }
    }

    /// Whether the lift is zero.
    var isZero: Bool { terms.isEmpty }

    /// Adds scale times the lift, given per variable the matrix from coefficients to what is wanted (values of a
    /// derivative at places, coefficients of a derivative, a functional).
    func add(to target: inout Tensor, scaledBy scale: Double = 1, matrices: [Matrix]) {
        for term in terms {
            var part = term.trace
            for (mode, matrix) in matrices.enumerated() where mode != term.axis {
                part = part.product(along: mode, with: matrix)
            }
            let profile = multiply(matrices[term.axis], term.profile)
            Self.addOuter(part, profile, axis: term.axis, scale: scale, to: &target)
        }
    }

    /// target[..., i, ...] += scale profile[i] part[..., 0, ...].
    private static func addOuter(
        _ part: Tensor, _ profile: Vector, axis: Int, scale: Double, to target: inout Tensor
    ) {
        let inner = target.shape[..<axis].reduce(1, *)
        let outer = target.shape[(axis + 1)...].reduce(1, *)
        let n = profile.count
        target.withUnsafeMutablePointer { t in
            part.withUnsafePointer { p in
                profile.withUnsafePointer { c in
                    nonisolated(unsafe) let (t, p, c) = (t, p, c)
                    let work: @Sendable (Int) -> Void = { slab in
                        let source = p + slab * inner
                        for i in 0..<n {
                            let (factor, row) = (scale * c[i], t + (slab * n + i) * inner)
                            for k in 0..<inner { row[k] += factor * source[k] }
                        }
                    }
                    if outer * n * inner > 100_000 {
                        Parallelism.forEach(outer, work)
                    } else {
                        for slab in 0..<outer { work(slab) }
                    }
                }
            }
        }
    }

    /// The coefficients of the data of a face.
    private static func trace(of condition: FaceCondition, lines: [LiftLine]) throws(PDEError) -> Tensor {
        let others = lines.indices.filter { $0 != condition.axis }
        var shape = lines.map { $0.rows.columnCount }
        shape[condition.axis] = 1
        guard condition.hasData else { return Tensor(shape: shape) }
        var values = try condition.values(onGrid: others.map { lines[$0].places })
        for (mode, d) in others.enumerated() {
            if let analysis = lines[d].analysis { values.multiply(along: mode, by: analysis) }
        }
        var trace = Tensor(shape: shape, values: values.values)
        dropNoise(&trace)
        for (mode, d) in others.enumerated() where lines[d].rows.rowCount > 0 {
            var places = others.map { lines[$0].places }
            places[mode] = []
            try meetConditions(&trace, of: condition, at: d, places: places, others: others, lines: lines)
        }
        return trace
    }

    /// Changes a trace least so that the conditions of another variable, applied to it, give what they give for the formula.
    private static func meetConditions(
        _ trace: inout Tensor, of condition: FaceCondition, at d: Int, places: [[Double]], others: [Int],
        lines: [LiftLine]
    ) throws(PDEError) {
        let line = lines[d]
        // Only degrees that occur: higher ones would come back n^4 times as large in second derivatives.
        let degrees = (trace.largestMagnitudes(along: d).lastIndex { $0 > 0 } ?? -1) + 1
        let kept = min(line.rows.columnCount, max(2 * line.rows.rowCount, degrees))
        let rows = line.rows.block(rows: 0..<line.rows.rowCount, columns: 0..<kept)
        guard line.analysis != nil, let lu = try? LU(of: outerGramProduct(rows)), lu.reciprocalConditionNumber > 1e-13
        else { return }
        var shapes = Matrix(rowCount: line.rows.columnCount, columnCount: rows.rowCount)
        shapes.setBlock(
            multiply(rows, lu.solve(Matrix.identity(rows.rowCount)), transposingFirst: true), row: 0, column: 0)
        for (s, functional) in line.functionals.enumerated() {
            var shape = trace.shape
            shape[d] = 1
            var wanted = try condition.edgeValues(with: functional, axis: d, places: places)
            for (mode, e) in others.enumerated() {
                if e != d, let analysis = lines[e].analysis { wanted.multiply(along: mode, by: analysis) }
            }
            var gap = Tensor(shape: shape, values: wanted.values)
            gap.add(trace.contracted(along: d, with: line.rows.row(s)), scaledBy: -1)
            trace.add(gap.product(along: d, with: Matrix(column: shapes.column(s))))
        }
    }

    /// Sets coefficients that are rounding to zero: harmless in values, they reach derivatives at the ends times n^3 and more.
    private static func dropNoise(_ trace: inout Tensor) {
        let noise = 4 * Double.ulpOfOne * trace.values.maximumMagnitude
        let count = trace.count
        trace.withUnsafeMutablePointer { p in
            for i in 0..<count where abs(p[i]) <= noise { p[i] = 0 }
        }
    }
}
