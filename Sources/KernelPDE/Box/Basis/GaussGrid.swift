import LinearAlgebra
import Synchronization

/// The n Gauss-Legendre nodes of [-1, 1] with the transforms between values there and orthonormal coefficients.
struct GaussGrid: Sendable {
    /// The nodes, ascending.
    let nodes: Vector
    let weights: Vector
    /// Values from coefficients: entry (i, k) is p_k at node i.
    let synthesis: Matrix
    /// Coefficients from values, the inverse of ``synthesis``: the transpose with the weights.
    let analysis: Matrix
    /// The same transforms at half the cost.
    let table: ParityTable

    var count: Int { nodes.count }

    private init(count: Int) {
        nodes = LegendreNodes.nodes(count)
        synthesis = OrthonormalLegendre.values(at: nodes, count: count)
        weights = LegendreNodes.weights(synthesis)
        analysis = synthesis.scalingRows(by: weights).transposed
        table = ParityTable(nodes: nodes, weights: weights, degreeCount: count)
    }

    private static let tables = Mutex<[Int: GaussGrid]>([:])

    /// The grid of n nodes, computed once in the life of the process for each n.
    static func of(_ count: Int) -> GaussGrid {
        if let known = tables.withLock({ $0[count] }) { return known }
        let made = GaussGrid(count: count)
        tables.withLock { $0[count] = made }
        return made
    }

    /// The Legendre coefficients of values on a tensor grid; n^3 flops a dimension.
    static func coefficients(ofValues values: Matrix, on grids: [GaussGrid]) -> Matrix {
        grids[1].table.coefficients(ofRows: grids[0].table.coefficients(ofColumns: values))
    }
}
