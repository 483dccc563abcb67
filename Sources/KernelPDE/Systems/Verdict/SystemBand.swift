/// The bands around the functions of a system whose formulas are exact: an a-posteriori estimate, no posterior.
///
/// The residual between the nodes is cut to the resolution and solved for, which estimates the error that aliasing left; the
/// tail of each function stands for what lies beyond. Constant, 2.3 times the root mean square (see ``ErrorBand``).
struct SystemBand: Sendable {
    /// The estimated root mean square error, by function.
    let differences: [Double]
    /// Below this only rounding is known, by function.
    let floors: [Double]
    let sizes: [Double]
    /// An estimate from below of the norm of the inverse operator, from relative residuals to the largest function.
    let inverseNorm: Double
    /// Whether a band can be offered at all.
    let isAvailable: Bool

    private static let rounding = 4e-16
    private static let roundingsBelowWhichNothingIsKnown = 20.0

    init(_ outcome: SystemOutcome, residual: SystemResidual, isConsistent: Bool) throws(PDEError) {
        let discretization = outcome.discretization
        let indices = discretization.formulation.functions.indices
        let sources = residual.values.map { discretization.restricted($0).map { -$0 } }
        let correction = try outcome.linearOperator.response(to: sources)
        let sizes = indices.map { discretization.rootMeanSquare(outcome.state, function: $0, isHomogeneous: false) }
        self.sizes = sizes
        differences = indices.map { i in
            discretization.rootMeanSquare(correction, function: i, isHomogeneous: true)
                + discretization.tail(outcome.state, function: i) * sizes[i]
        }
        // Sources as large as the largest terms: what rounding them can do.
        let unit = try outcome.linearOperator.response(
            to: residual.largestTerms.map { term in discretization.nodes[0].map { _ in term } })
        let responses = indices.map { discretization.rootMeanSquare(unit, function: $0, isHomogeneous: true) }
        inverseNorm = responses.max() ?? 0
        floors = indices.map { Self.rounding * max(responses[$0], sizes[$0]) }
        isAvailable = isConsistent && outcome.converged && differences.allSatisfy(\.isFinite) && floors.allSatisfy(\.isFinite)
    }

    /// What the band of a function rests on.
    func kind(_ function: Int) -> PDEReport.BandKind {
        guard isAvailable else { return .none }
        return differences[function] <= Self.roundingsBelowWhichNothingIsKnown * floors[function]
            ? .roundingOnly : .aPosteriori
    }

    /// Half the width of the 95 % band, divided by 1.96.
    func standardDeviation(_ function: Int) -> Double {
        switch kind(function) {
        case .aPosteriori: ErrorBand.factor * differences[function] / 1.96
        case .roundingOnly:
            max(
                Self.roundingsBelowWhichNothingIsKnown * floors[function],
                ErrorBand.factor * differences[function] / 1.96)
        default: .nan
        }
    }
}
