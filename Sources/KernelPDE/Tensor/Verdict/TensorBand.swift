/// The band around a solution on a box of several variables: an a-posteriori estimate, no posterior (see ``ErrorBand``).
///
/// Constant, 2.3 times the root mean square of the estimated error; where a variable stayed open, or the residual between the
/// nodes is large, of twice the change of u in the last growth. None where conditions contradict each other.
struct TensorBand {
    let kind: PDEReport.BandKind
    /// The root mean square of the estimated error.
    let difference: Double
    /// 4e-16 times the larger of |u| and |f| carried to u.
    let floor: Double

    private static let rounding = 4e-16
    private static let roundingsBelowWhichNothingIsKnown = 20.0

    init(outcome: TensorOutcome, check: TensorCheck, isConsistent: Bool) {
        let isDoubtful = outcome.isOpen || !(check.relativeResidual <= 1e-4)
        difference = max(check.difference, isDoubtful ? 2 * (outcome.lastChange ?? .infinity) : 0)
        floor = Self.rounding * max(check.inverseNorm * check.largestTerm, outcome.iterate.rootMeanSquare)
        guard isConsistent, outcome.iterate.converged, difference.isFinite, floor.isFinite else {
            kind = .none
            return
        }
        kind = difference <= Self.roundingsBelowWhichNothingIsKnown * floor ? .roundingOnly : .aPosteriori
    }

    /// Half the width of the 95 % band, divided by 1.96.
    var standardDeviation: Double {
        switch kind {
        case .aPosteriori: ErrorBand.factor * difference / 1.96
        case .roundingOnly: max(Self.roundingsBelowWhichNothingIsKnown * floor, ErrorBand.factor * difference / 1.96)
        default: .nan
        }
    }
}
