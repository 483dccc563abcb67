/// The equation's coefficients and source on one piece, as Chebyshev series cut where rounding begins.
package struct PieceData: Sendable {
    package let interval: Interval
    /// a_0, ..., a_m and f.
    package let series: [ChebyshevSeries]
    /// The nodes at which the series were read.
    package let sampleCount: Int
    /// Whether the formula was given up as unresolvable at this width (a singular point lies inside).
    package let isRough: Bool

    /// The length of the longest series.
    package var length: Int { series.map(\.coefficients.count).max() ?? 1 }
    /// The length of the longest coefficient a_k.
    package var coefficientLength: Int { series.dropLast().map(\.coefficients.count).max() ?? 1 }
    package var operatorSeries: [ChebyshevSeries] { Array(series.dropLast()) }
    package var source: ChebyshevSeries { series[series.count - 1] }
}
