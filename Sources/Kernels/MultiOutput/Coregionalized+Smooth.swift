// Derivatives along the inputs pass to the kernel of the inputs; there is none along the index of the output.

extension Coregionalized: SmoothKernel where Base: SmoothKernel {
    public var smoothness: Int { base.smoothness }

    public func allowsDerivative(_ index: MultiIndex) -> Bool {
        index.orders.last == 0 && base.allowsDerivative(index.withoutLast)
    }

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        guard x.orders.last == 0 && z.orders.last == 0 else { return tile.fill(repeating: 0) }
        base.fillDerivative(tile, at: pairs.withoutLast, x: x.withoutLast, z: z.withoutLast)
        outputs.withTile(like: tile, at: pairs.last) { tile.multiply($0) }
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        guard x.orders.last == 0 && z.orders.last == 0 else { return 0 }
        let (x, z) = (x.withoutLast, z.withoutLast)
        base.withDerivative(adjoint.rowCount, adjoint.columnCount, at: pairs.withoutLast, x, z) { block in
            block.multiply(by: adjoint)
            _ = outputs.pullback(block.asAdjoint, at: pairs.last, into: gradient)
        }
        return outputs.withWeightedAdjoint(adjoint, at: pairs.last) {
            base.pullbackDerivative(
                $0, at: pairs.withoutLast, x: x, z: z, into: gradient + outputs.parameterCount)
        }
    }
}

extension MultiIndex {
    /// The orders without that of the last coordinate.
    fileprivate var withoutLast: MultiIndex { MultiIndex(Array(orders.dropLast())) }
}
