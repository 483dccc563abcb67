/// The band around a solution on a box: an a-posteriori estimate, no posterior (see ``ErrorBand`` for the reasons).
///
/// Constant, 2.3 times the root mean square of the estimated error; where a dimension stayed open, or the residual between the
/// nodes is large, of twice the change of u in the last growth. None where conditions contradict each other or nothing is known.
struct BoxBand {
    let kind: PDEReport.BandKind
    /// The root mean square of the estimated error.
    let difference: Double
    /// The largest of 4e-16 times |u|, the same of |f| carried to u, and what the rounding of the variables does to u.
    let floor: Double

    private static let rounding = 4e-16
    private static let roundingsBelowWhichNothingIsKnown = 20.0

    init(outcome: BoxOutcome, check: BoxCheck, isConsistent: Bool) {
        let isDoubtful = outcome.isOpen || !(check.relativeResidual <= 1e-4)
        difference = max(check.difference, isDoubtful ? 2 * (outcome.lastChange ?? .infinity) : 0)
        floor = max(
            Self.rounding * max(check.inverseNorm * check.largestTerm, outcome.iterate.rootMeanSquare),
            Self.argumentRounding(outcome.iterate))
        guard isConsistent, outcome.iterate.converged, difference.isFinite, floor.isFinite else {
            kind = .none
            return
        }
        kind = difference <= Self.roundingsBelowWhichNothingIsKnown * floor ? .roundingOnly : .aPosteriori
    }

    /// Formulas know a variable to half a unit in its last place, so u only to that times its slope: sum_i 1.1e-16 |x_i| |u_i|.
    private static func argumentRounding(_ iterate: BoxIterate) -> Double {
        let discretization = iterate.discretization
        return discretization.axes.indices.filter { discretization.axes[$0].order > 0 }.reduce(0) { total, axis in
            let variable = discretization.axes[axis].variable
            let slope = discretization.coefficients(iterate.y, orders: axis == 0 ? [1, 0] : [0, 1])
            return total + 0.5 * Double.ulpOfOne * max(abs(variable.lower), abs(variable.upper)) * 0.5 * slope.norm
        }
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
