/// A solved linear problem with everything needed to judge it.
package struct LinearSolution: Sendable {
    package var series: PiecewiseSeries
    package var system: LinearSystem
    package var data: [PieceData]
    /// Pieces whose highest derivative did not pass the tail test.
    package var unresolvedPieces: Int
    package var rounds: Int
    /// Whether the limit of unknowns or rounds was met.
    package var hitLimit: Bool
    package var unknowns: Int { system.pieces.reduce(0) { $0 + $1.size + $1.order } }
}
