import LinearAlgebra

/// Legendre polynomials up to a degree on an interval: for smooth solutions without oscillation.
public struct LegendreFeatures: FeatureSet {
    private let table: LegendreTable

    /// P_0 ... P_degree of t = 2 (x - lower) / (upper - lower) - 1.
    public init(degree: Int, lower: Double, upper: Double) {
        precondition(degree >= 1 && lower < upper, "Legendre polynomials need a degree and an interval.")
        table = LegendreTable(lower: lower, upper: upper, count: degree + 1)
    }

    /// The number of polynomials.
    public var count: Int { table.count }
    /// The family and its degree.
    public var label: String { "Legendre polynomials of degree \(count - 1)" }
    /// Two digits above rounding.
    public var relativeCutoff: Double { 1e-14 }

    /// See ``FeatureSet``; O(count order) a point.
    public func derivatives(upTo order: Int, at points: [Double]) -> [Matrix] {
        table.derivatives(upTo: order, at: points)
    }
}
