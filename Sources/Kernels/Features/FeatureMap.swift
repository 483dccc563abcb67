/// m functions φ_1, ..., φ_m of one coordinate, with derivatives: the columns of a design matrix Φ(x).
public protocol FeatureMap: Sendable {
    /// The number of functions, m.
    var featureCount: Int { get }

    /// The highest derivative that exists; `Int.max` if all do.
    var smoothness: Int { get }

    /// Writes the n-th derivatives φ_f^(n)(x_i) into entry (i, f) of `features`.
    func fill(_ features: Tile, order n: Int, at points: Points)
}
