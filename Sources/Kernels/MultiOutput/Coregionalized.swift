/// The kernel of several outputs that share latent functions: k((x, a), (z, b)) = B_ab k(x, z), on inputs whose last
/// column is the index 0, 1, ..., p - 1 of an output, with a covariance B = W Wᵀ + diag(κ) between outputs.
///
/// Output a is Σ_r W_ar g_r plus a function of its own of variance κ_a, with independent g_r of kernel k: the intrinsic
/// model of coregionalisation. A sum of several such kernels is the linear model: outputs may share some functions (of
/// one lengthscale, say) and not others. Rows may observe any output: none need be known everywhere. Where all are,
/// Kronecker inference is faster.
///
/// - Source: P. Goovaerts, Geostatistics for Natural Resources Evaluation (1997), sect. 4.2; M. A. Álvarez,
///   L. Rosasco and N. D. Lawrence, Kernels for vector-valued functions: a review (2012), sect. 4.2.
public struct Coregionalized<Base: Kernel>: Kernel {
    /// The covariance B between outputs.
    public var outputs: Categorical
    /// The kernel k of the inputs without the index of the output.
    public var base: Base

    /// The kernel of the inputs with a covariance between outputs.
    public init(_ base: Base, outputs: Categorical) {
        self.outputs = outputs
        self.base = base
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        outputs.visitParameters { visit("outputs." + $0, &$1) }
        base.visitParameters { visit(nestedPath($0, under: "outputs"), &$1) }
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if inputDimension < 2 {
            throw .unsupported(
                kernel: "Coregionalized",
                reason:
                    "the inputs have \(inputDimension) columns, but it needs at least one input and, last, the index "
                    + "of the output.")
        }
        try base.validate(inputDimension: inputDimension - 1)
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        base.fill(tile, at: pairs.withoutLast)
        outputs.withTile(like: tile, at: pairs.last) { tile.multiply($0) }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        base.fillDiagonal(values, at: points.withoutLast)
        outputs.withDiagonal(at: points.last) { own in
            for i in 0..<points.count { values[i] *= own[i] }
        }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        base.withWeightedAdjoint(adjoint, at: pairs.withoutLast) {
            _ = outputs.pullback($0, at: pairs.last, into: gradient)
        }
        return outputs.withWeightedAdjoint(adjoint, at: pairs.last) {
            base.pullback($0, at: pairs.withoutLast, into: gradient + outputs.parameterCount)
        }
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        base.withDiagonal(at: points.withoutLast) { values in
            for i in 0..<points.count { values[i] *= weights[i] }
            _ = outputs.pullbackDiagonal(values, at: points.last, into: gradient)
        }
        return outputs.withDiagonal(at: points.last) { own in
            for i in 0..<points.count { own[i] *= weights[i] }
            return base.pullbackDiagonal(own, at: points.withoutLast, into: gradient + outputs.parameterCount)
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        outputs.withWeightedAdjoint(adjoint, at: pairs.last) {
            base.pullbackInputs(
                $0, at: pairs.withoutLast, into: gradient[0..<gradient.rowCount, 0..<gradient.columnCount - 1])
        }
    }
}

extension Points {
    /// The points without their last coordinate.
    var withoutLast: Points { Points(base: base, count: count, dimension: dimension - 1, stride: stride) }
    /// The last coordinate alone.
    var last: Points { selecting(dimension - 1) }
}

extension Pairs {
    var withoutLast: Pairs { Pairs(x: x.withoutLast, z: z.withoutLast, coincide: coincide) }
    var last: Pairs { coordinate(x.dimension - 1) }
}
