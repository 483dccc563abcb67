import LinearAlgebra

/// All terms of a list of functionals that take the same derivative: W D^α f at the rows of `points`, where the sparse
/// matrix W has entry `coefficients[p]` in row `owners[p]` and column p.
package struct FunctionalStencil: Sendable {
    package let derivative: MultiIndex
    package let points: Matrix
    package let owners: [Int]
    package let coefficients: [Double]

    /// One stencil for each derivative that occurs.
    package static func stencils(of functionals: [LinearFunctional]) -> [FunctionalStencil] {
        var order: [MultiIndex] = []
        var groups: [MultiIndex: [(owner: Int, term: LinearFunctional.Term)]] = [:]
        for (owner, functional) in functionals.enumerated() {
            for term in functional.terms {
                if groups[term.derivative] == nil { order.append(term.derivative) }
                groups[term.derivative, default: []].append((owner, term))
            }
        }
        return order.map { index in
            let group = groups[index] ?? []
            return FunctionalStencil(
                derivative: index,
                points: Matrix(rowCount: group.count, columnCount: index.dimension) { group[$0].term.point[$1] },
                owners: group.map(\.owner), coefficients: group.map(\.term.coefficient))
        }
    }

    var count: Int { owners.count }

    /// The terms in pieces whose covariances with `otherCount` terms take some 32 MB at most.
    func pieces(against otherCount: Int) -> [FunctionalStencil] {
        let width = Swift.max(1, 4_000_000 / Swift.max(otherCount, 1))
        guard count > width else { return [self] }
        return stride(from: 0, to: count, by: width).map { start in
            let range = start..<Swift.min(start + width, count)
            return FunctionalStencil(
                derivative: derivative, points: points.rows(range), owners: Array(owners[range]),
                coefficients: Array(coefficients[range]))
        }
    }

    /// Adds W_left B W_right^T to `target`, for the covariances B of the terms.
    static func add(_ block: Matrix, _ left: FunctionalStencil, _ right: FunctionalStencil, to target: inout Matrix) {
        let n = target.rowCount
        target.withUnsafeMutablePointer { out in
            block.withUnsafePointer { source in
                for (q, owner) in right.owners.enumerated() {
                    let (column, entries) = (out + owner * n, source + q * left.count)
                    let scale = right.coefficients[q]
                    for p in 0..<left.count { column[left.owners[p]] += scale * left.coefficients[p] * entries[p] }
                }
            }
        }
    }

    /// W_left^T A W_right: the adjoint of the covariances of the terms from that of the functionals' covariances.
    static func adjoint(_ a: Matrix, _ left: FunctionalStencil, _ right: FunctionalStencil) -> Matrix {
        Matrix(rowCount: left.count, columnCount: right.count) { p, q in
            left.coefficients[p] * right.coefficients[q] * a[left.owners[p], right.owners[q]]
        }
    }
}
