import Kernels
import LinearAlgebra

/// Solves with the covariance of a problem's values on the edge and equations inside.
protocol ObservedCovariance {
    /// K_O^-1 y for the functionals with the given reaction, and what is known beside: u inside.
    func solve(_ y: Vector, reaction: Vector?) throws(PDEError) -> (weights: Vector, inside: Vector, iterations: Int)
}

/// By one dense Cholesky factor.
struct DenseCovariance<Covariance: SmoothKernel>: ObservedCovariance {
    let data: CollocationData
    let kernel: Covariance
    let shift: DiagonalShift

    func functionals(_ reaction: Vector?) -> PointFunctionals {
        PointFunctionals([CollocationData.values(at: data.edge), data.equationGroup(reaction: reaction)])
    }

    /// The factor of the covariance scaled to unit diagonal, and the scales.
    func factor(_ reaction: Vector?) throws(PDEError) -> (factor: Cholesky, sizes: Vector) {
        let observed = functionals(reaction)
        let gram = observed.covariance(with: observed, kernel)
        let sizes = gram.diagonal.mapped { $0.squareRoot() }
        let inverse = sizes.mapped { 1 / $0 }
        do {
            return (try Cholesky(of: gram.scalingRows(by: inverse).scalingColumns(by: inverse), shift: shift), sizes)
        } catch { throw .unsupported("The covariance of the collocated equations has no factor: \(error)") }
    }

    func solve(_ y: Vector, reaction: Vector?) throws(PDEError) -> (weights: Vector, inside: Vector, iterations: Int) {
        let (factor, sizes) = try factor(reaction)
        let scaled = y.combined(with: sizes) { $0 / $1 }
        let weights = factor.solve(Matrix(column: scaled)).column(0).combined(with: sizes) { $0 / $1 }
        let inside = PointFunctionals([CollocationData.values(at: data.inside)])
            .covariance(with: functionals(reaction), kernel)
        return (weights, inside * weights, 0)
    }
}

/// By conjugate gradients with the sparse factor of values and equations for products, preconditioned by the sparse factor of the
/// observed functionals alone (Chen, Owhadi and Schäfer 2024, section 4).
struct SparseCovariance<Covariance: SmoothKernel>: ObservedCovariance {
    let data: CollocationData
    let kernel: Covariance
    let shift: DiagonalShift
    let neighbors: Int
    private let whole: SparseInverseCholesky
    private let sizes: Vector
    /// Where the values on the edge and inside stand among all values, from coarse to fine.
    private let edgePlaces: [Int]
    private let insidePlaces: [Int]

    init(data: CollocationData, kernel: Covariance, shift: DiagonalShift, neighbors: Int) throws(PDEError) {
        self.data = data
        self.kernel = kernel
        self.shift = shift
        self.neighbors = neighbors
        let all = Matrix.stackedVertically(data.edge, data.inside)
        let order = MaximinOrdering(all).order
        var places = [Int](repeating: 0, count: order.count)
        for (place, index) in order.enumerated() { places[index] = place }
        edgePlaces = Array(places[..<data.edge.rowCount])
        insidePlaces = Array(places[data.edge.rowCount...])
        let functionals = PointFunctionals([
            CollocationData.values(at: all.rows(order)), data.equationGroup(reaction: nil),
        ])
        sizes = functionals.variances(kernel).mapped { $0.squareRoot() }
        let (valueCount, k) = (order.count, neighbors)
        whole = try Self.factor(
            functionals.divided(by: sizes), kernel, shift,
            sets: NeighborSets.nearest(functionals.points) { i in
                i < valueCount ? [(0..<i, k)] : [(0..<valueCount, k), (valueCount..<i, k)]
            })
    }

    private static func factor(
        _ functionals: PointFunctionals, _ kernel: Covariance, _ shift: DiagonalShift, sets: [[Int]]
    ) throws(PDEError) -> SparseInverseCholesky {
        do { return try SparseInverseCholesky(functionals, sets: sets, kernel: kernel, shift: shift) } catch {
            throw .unsupported("A covariance of neighbouring functionals has no factor: \(error)")
        }
    }

    func solve(_ y: Vector, reaction: Vector?) throws(PDEError) -> (weights: Vector, inside: Vector, iterations: Int) {
        let observed = PointFunctionals([
            CollocationData.values(at: data.edge), data.equationGroup(reaction: reaction),
        ])
        let own = observed.variances(kernel).mapped { $0.squareRoot() }
        let (edgeCount, k) = (data.edge.rowCount, neighbors)
        let reduced = try Self.factor(
            observed.divided(by: own), kernel, shift,
            sets: NeighborSets.nearest(observed.points) { i in
                i < edgeCount ? [(0..<i, k)] : [(0..<edgeCount, k / 2), (edgeCount..<i, 2 * k)]
            })
        let operation = Product(covariance: self, reaction: reaction, scales: own)
        let found = conjugateGradient(
            operation, y.combined(with: own) { $0 / $1 }, relativeTolerance: 1e-10, maximumIterations: 200,
            preconditioner: { reduced.applyInverse($0) })
        let weights = found.solution.combined(with: own) { $0 / $1 }
        let everything = spread(weights, reaction)
        return (weights, Vector(insidePlaces.map { everything[$0] }), found.iterations)
    }

    /// The covariance of all values and linear parts with the combination of observed functionals.
    fileprivate func spread(_ weights: Vector, _ reaction: Vector?) -> Vector {
        let valueCount = edgePlaces.count + insidePlaces.count
        var all = Vector(count: valueCount + insidePlaces.count)
        for (i, place) in edgePlaces.enumerated() { all[place] += weights[i] }
        for (i, place) in insidePlaces.enumerated() {
            let weight = weights[edgePlaces.count + i]
            all[valueCount + i] += weight
            if let reaction { all[place] += reaction[i] * weight }
        }
        return entrywiseProduct(sizes, whole.apply(entrywiseProduct(sizes, all)))
    }

    /// The observed functionals of a function given by its values and linear parts.
    fileprivate func gather(_ all: Vector, _ reaction: Vector?) -> Vector {
        let valueCount = edgePlaces.count + insidePlaces.count
        let equations = insidePlaces.enumerated().map { i, place in
            all[valueCount + i] + (reaction.map { $0[i] * all[place] } ?? 0)
        }
        return Vector(edgePlaces.map { all[$0] } + equations)
    }

    private struct Product: LinearOperator {
        let covariance: SparseCovariance
        let reaction: Vector?
        let scales: Vector
        var rowCount: Int { scales.count }
        var columnCount: Int { scales.count }

        func apply(to x: Vector) -> Vector {
            let all = covariance.spread(x.combined(with: scales) { $0 / $1 }, reaction)
            return covariance.gather(all, reaction).combined(with: scales) { $0 / $1 }
        }

        func applyTransposed(to x: Vector) -> Vector { apply(to: x) }
    }
}
