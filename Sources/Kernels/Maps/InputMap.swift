/// A map u = g(x) of the inputs in front of a kernel: a selection of columns, a scaling, a warp.
///
/// A kernel k on the right of a map is again a kernel, k(g(x), g(z)). See ``Mapped``.
public protocol InputMap: Parameterized {
    /// The number of coordinates of g(x) for inputs of the given dimension; throws when the map cannot act on them.
    func outputDimension(inputDimension: Int) throws(KernelError) -> Int

    /// The same number, where it is known that the map can act.
    func outputCount(_ inputDimension: Int) -> Int

    /// Writes g(x_i) into row i of `output`, n by the output dimension.
    func apply(_ points: Points, into output: Tile)

    /// Adds Σ_ie A_ie ∂g_e(x_i)/∂θ_p to `gradient[p]`; `adjoint` is n by the output dimension.
    func pullback(_ adjoint: Adjoint, at points: Points, into gradient: UnsafeMutablePointer<Double>)

    /// Adds Σ_e A_ie ∂g_e(x_i)/∂x_ic to entry (i, c) of `gradient`, n by the input dimension.
    func pullbackInputs(_ adjoint: Adjoint, at points: Points, into gradient: Tile)
}

extension InputMap {
    public func outputDimension(inputDimension: Int) throws(KernelError) -> Int {
        if inputDimension < 1 { throw .noCoordinates }
        return outputCount(inputDimension)
    }

    public func outputCount(_ inputDimension: Int) -> Int { inputDimension }

    public func pullback(_ adjoint: Adjoint, at points: Points, into gradient: UnsafeMutablePointer<Double>) {}

    /// Calls `body` with the images of the points.
    func withImages<R>(of points: Points, _ body: (Points) throws -> R) rethrows -> R {
        let width = outputCount(points.dimension)
        return try Tile.withScratch(rowCount: points.count, columnCount: width) { images in
            apply(points, into: images)
            return try body(
                Points(base: UnsafePointer(images.base), count: points.count, dimension: width, stride: points.count))
        }
    }

    /// Calls `body` with the images of both sets of points.
    func withImages<R>(of pairs: Pairs, _ body: (Pairs) throws -> R) rethrows -> R {
        try withImages(of: pairs.x) { x in
            if pairs.coincide { return try body(Pairs(within: x)) }
            return try withImages(of: pairs.z) { z in try body(Pairs(x, z)) }
        }
    }
}
