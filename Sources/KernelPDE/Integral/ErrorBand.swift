/// The band around a solution whose formulas are exact: an a-posteriori estimate, no posterior.
///
/// u_2N - u_N is the solution of the same operator at twice the degree for the off-grid residual, under homogeneous
/// conditions. A constant band of 2.3 times its root mean square covered 95 to 99 % at every level of resolution measured
/// (1.96 would cover less, for the error oscillates like a sine). Where the difference is below twenty roundings, carried
/// from f to u by the norm of the inverse operator, no statement but that floor is possible.
package struct ErrorBand: Sendable {
    package static let factor = 2.3
    private static let roundingsBelowWhichNothingIsKnown = 20.0
    private static let rounding = 4e-16

    package let kind: PDEReport.BandKind
    /// u_2N - u_N.
    package let correction: PiecewiseSeries
    /// The root mean square of u_2N - u_N.
    package let difference: Double
    /// 4e-16 times the larger of |u| and |f| carried to u.
    package let floor: Double
    package let inverseNorm: Double

    /// Half the width of the 95 % band, divided by 1.96.
    package var standardDeviation: Double {
        switch kind {
        case .aPosteriori: Self.factor * difference / 1.96
        case .roundingOnly: max(floor, Self.factor * difference / 1.96)
        default: .nan
        }
    }

    /// - Parameters:
    ///   - fine: the operator at the higher degree.
    ///   - coarse: the operator that was solved, for the norm.
    ///   - isDeflated: whether both are taken without their null functions.
    package init(
        solution: PiecewiseSeries, residual: OffGridResidual, fine: LinearSystem, coarse: LinearSystem,
        isDeflated: Bool = false
    ) {
        inverseNorm = coarse.inverseNormEstimate(deflating: isDeflated ? coarse.nullFunction : nil)
        correction = fine.solveHomogeneous(
            sources: residual.series.map { ChebyshevSeries($0.coefficients.map { -$0 }) }
        ).deflated(by: isDeflated ? fine.nullFunction : nil)
        difference = correction.rootMeanSquare
        floor = Self.rounding * max(inverseNorm * residual.largestSource, solution.rootMeanSquare)
        guard difference.isFinite, floor.isFinite else {
            kind = .none
            return
        }
        kind = difference <= Self.roundingsBelowWhichNothingIsKnown * floor ? .roundingOnly : .aPosteriori
    }
}

extension LinearSystem {
    /// The same linear equation with every piece at twice its degree.
    func doubled(data: [PieceData], equation: LinearEquation, domainLength: Double) -> LinearSystem {
        let finer = zip(pieces, data).map { piece, data in
            Piece(data: data, size: 2 * piece.size, domainLength: domainLength, nodalRows: equation.rows)
        }
        return LinearSystem(pieces: finer, conditions: conditions, fluxes: equation.fluxes)
    }
}
