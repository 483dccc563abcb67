import LinearAlgebra

/// Functions phi_1 ... phi_n of one variable with exact derivatives, in which a solution u = sum_j c_j phi_j is sought.
///
/// They are the square root of a kernel of finite rank, k(x, x') = sum_j phi_j(x) phi_j(x'): working with features does
/// not square the condition number as a Gram matrix does.
public protocol FeatureSet: Sendable {
    /// A short name for reports.
    var label: String { get }
    /// The number of features, n.
    var count: Int { get }
    /// Singular directions below this times the largest are left out of a least-squares fit.
    var relativeCutoff: Double { get }
    /// The matrices phi_j^(k)(x_i), one row per point and one column per feature, for k = 0 ... `order`.
    func derivatives(upTo order: Int, at points: [Double]) -> [Matrix]
}

/// A function u = sum_j c_j phi_j with its derivatives.
public struct FeatureExpansion: Sendable {
    /// The functions phi_j.
    public let features: any FeatureSet
    /// The coefficients c_j.
    public let coefficients: Vector

    /// The expansion with one coefficient a feature.
    public init(features: any FeatureSet, coefficients: Vector) {
        precondition(features.count == coefficients.count, "Every feature needs one coefficient.")
        self.features = features
        self.coefficients = coefficients
    }

    /// u^(k) at the points, for k = 0 ... `order`; O(order n) a point.
    public func derivatives(upTo order: Int, at points: [Double]) -> [Vector] {
        features.derivatives(upTo: order, at: points).map { multiply($0, coefficients) }
    }
}
