/// The pairs (x_i, z_j) at which a kernel is asked for a tile.
public struct Pairs: Sendable {
    /// The points along the tile's rows.
    public let x: Points
    /// The points along the tile's columns.
    public let z: Points
    /// Whether x and z are the same observations in the same order, so that entry (i, i) pairs an observation with
    /// itself. Independent noise (``White``) lives there and nowhere else.
    public let coincide: Bool

    /// The pairs of two sets of points.
    public init(_ x: Points, _ z: Points) {
        self.x = x
        self.z = z
        coincide = false
    }

    /// The pairs of a set of observations with itself.
    public init(within x: Points) {
        self.x = x
        z = x
        coincide = true
    }

    /// The pairs with the two arguments exchanged.
    public var swapped: Pairs { Pairs(x: z, z: x, coincide: coincide) }

    init(x: Points, z: Points, coincide: Bool) {
        self.x = x
        self.z = z
        self.coincide = coincide
    }
}
