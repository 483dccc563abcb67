/// What the integral solver aims at and where it stops.
package struct SolverSettings: Sendable {
    /// Relative tolerance of the equation's formulas.
    package var dataTolerance = 1e-14
    /// Relative tolerance of v, the highest derivative.
    package var solutionTolerance = 1e-13
    /// The largest number of unknowns.
    package var maximumUnknowns = 20_000
    /// The largest number of rounds of refinement.
    package var maximumRounds = 80
    /// Pieces whose defect is below this part of the largest one wait for the next round.
    package var markingFraction = 1e-3
    /// Homogeneous solutions larger than this mean that a piece's core is nearly singular; such a piece is halved.
    package var maximumGrowth = 1e4

    /// In initial value problems, the least independence of the null-space solutions at the beginning of a piece.
    package var leastIndependence = 1e-4

    package init() {}

    /// Both tolerances at once.
    package init(tolerance: Double) {
        dataTolerance = 0.1 * tolerance
        solutionTolerance = tolerance
    }
}
