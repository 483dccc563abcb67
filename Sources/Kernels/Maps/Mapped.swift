/// The kernel k(g(x), g(z)): a base kernel k behind an input map g.
///
/// Maps nest: `kernel.mapped(by: a).mapped(by: b)` is k(a(b(x)), a(b(z))).
public struct Mapped<Base: Kernel, Map: InputMap>: Kernel {
    /// The kernel of the mapped inputs.
    public var base: Base
    /// The map g.
    public var map: Map

    /// The base kernel behind the map; usually written `base.mapped(by: map)`.
    public init(_ base: Base, by map: Map) {
        self.base = base
        self.map = map
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        map.visitParameters { visit("map." + $0, &$1) }
        base.visitParameters { visit(nestedPath($0, under: "map"), &$1) }
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        try base.validate(inputDimension: map.outputDimension(inputDimension: inputDimension))
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        map.withImages(of: pairs) { base.fill(tile, at: $0) }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        map.withImages(of: points) { base.fillDiagonal(values, at: $0) }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let mapCount = map.parameterCount
        return map.withImages(of: pairs) { images in
            if mapCount > 0 {
                // k is symmetric, so its derivative in the second argument is that in the first with roles exchanged.
                pullbackMap(adjoint, from: pairs.x, images, into: gradient)
                adjoint.withTransposed { pullbackMap($0, from: pairs.z, images.swapped, into: gradient) }
            }
            return base.pullback(adjoint, at: images, into: gradient + mapCount)
        }
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let mapCount = map.parameterCount
        return map.withImages(of: points) { images in
            if mapCount > 0 {
                Tile.withScratch(rowCount: images.count, columnCount: images.dimension) { slopes in
                    slopes.fill(repeating: 0)
                    for i in 0..<images.count {
                        // d k(u, u)/du is twice the derivative in the first argument.
                        base.pullbackInputs(
                            Adjoint(base: weights + i, rowCount: 1, columnCount: 1, stride: 1, scale: 2),
                            at: Pairs(within: images[i..<i + 1]), into: slopes[i..<i + 1, 0..<images.dimension])
                    }
                    map.pullback(slopes.asAdjoint, at: points, into: gradient)
                }
            }
            return base.pullbackDiagonal(weights, at: images, into: gradient + mapCount)
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        map.withImages(of: pairs) { images in
            withImageSlopes(adjoint, images) { map.pullbackInputs($0, at: pairs.x, into: gradient) }
        }
    }

    private func pullbackMap(
        _ adjoint: Adjoint, from x: Points, _ images: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) {
        withImageSlopes(adjoint, images) { map.pullback($0, at: x, into: gradient) }
    }

    /// Calls `body` with the sensitivities to the images of the first argument.
    private func withImageSlopes(_ adjoint: Adjoint, _ images: Pairs, _ body: (Adjoint) -> Void) {
        Tile.withScratch(rowCount: images.x.count, columnCount: images.x.dimension) { slopes in
            slopes.fill(repeating: 0)
            base.pullbackInputs(adjoint, at: images, into: slopes)
            body(slopes.asAdjoint)
        }
    }
}

extension Kernel {
    /// This kernel of mapped inputs, k(g(x), g(z)).
    public func mapped<Map: InputMap>(by map: Map) -> Mapped<Self, Map> { Mapped(self, by: map) }

    /// This kernel of the given columns of the inputs only, in the given order.
    public func on(columns: [Int]) -> Mapped<Self, Columns> { Mapped(self, by: Columns(columns)) }
}
