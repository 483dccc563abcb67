/// A change from one kernel to another along one coordinate:
/// k(x, z) = (1 - g(x)) k₁(x, z) (1 - g(z)) + g(x) k₂(x, z) g(z), with g(x) = 1/(1 + exp(-s (x_c - t))).
///
/// The process is (1 - g) f₁ + g f₂ with independent f₁ and f₂: f₁ far left of the location t, f₂ far right, and a
/// transition of width about 4/s. For several changes, nest.
///
/// - Source: J. R. Lloyd, D. Duvenaud, R. Grosse, J. B. Tenenbaum and Z. Ghahramani, Automatic construction and
///   natural-language description of nonparametric regression models (2014), app. A.
public struct ChangePoint<Left: Kernel, Right: Kernel>: PairedKernel {
    /// The kernel before the change, k₁.
    public var left: Left
    /// The kernel after the change, k₂.
    public var right: Right
    /// The location t of the change, in the units of the coordinate.
    public var location: Parameter
    /// The steepness s > 0, in inverse units of the coordinate.
    public var steepness: Parameter
    /// The coordinate c along which kernels change.
    public let coordinate: Int

    /// The change from one kernel to another at a location of the given coordinate.
    public init(_ left: Left, _ right: Right, location: Double, steepness: Double = 1, coordinate: Int = 0) {
        precondition(coordinate >= 0, "There is no coordinate \(coordinate).")
        self.left = left
        self.right = right
        self.location = .real(location)
        self.steepness = .positive(steepness)
        self.coordinate = coordinate
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        left.visitParameters { visit("left." + $0, &$1) }
        right.visitParameters { visit("right." + $0, &$1) }
        visit("location", &location)
        visit("steepness", &steepness)
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if coordinate >= inputDimension {
            throw .coordinateOutOfRange(index: coordinate, inputDimension: inputDimension)
        }
        try left.validate(inputDimension: inputDimension)
        try right.validate(inputDimension: inputDimension)
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        left.fill(tile, at: pairs)
        side(.left).modulate(tile, at: pairs)
        right.withTile(like: tile, at: pairs) {
            side(.right).modulate($0, at: pairs)
            tile.add($0)
        }
        if pairs.coincide { tile.mirrorLowerTriangle() }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        left.fillDiagonal(values, at: points)
        side(.left).modulateDiagonal(values, at: points)
        right.withDiagonal(at: points) { other in
            side(.right).modulateDiagonal(other, at: points)
            for i in 0..<points.count { values[i] += other[i] }
        }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let own = gradient + left.parameterCount + right.parameterCount
        func pull(_ kernel: some Kernel, _ side: Modulation, _ part: UnsafeMutablePointer<Double>) -> Double {
            kernel.withWeightedAdjoint(adjoint, at: pairs) { side.pullback($0, at: pairs, into: own) }
            return side.withModulated(adjoint, at: pairs) { kernel.pullback($0, at: pairs, into: part) }
        }
        return pull(left, side(.left), gradient) + pull(right, side(.right), gradient + left.parameterCount)
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let own = gradient + left.parameterCount + right.parameterCount
        func pull(_ kernel: some Kernel, _ side: Modulation, _ part: UnsafeMutablePointer<Double>) -> Double {
            kernel.withDiagonal(at: points) { values in
                for i in 0..<points.count { values[i] *= weights[i] }
                side.pullbackDiagonal(values, at: points, into: own)
                for i in 0..<points.count { values[i] = weights[i] }
                side.modulateDiagonal(values, at: points)
                return kernel.pullbackDiagonal(values, at: points, into: part)
            }
        }
        return pull(left, side(.left), gradient) + pull(right, side(.right), gradient + left.parameterCount)
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        func pull(_ kernel: some Kernel, _ side: Modulation) {
            side.withModulated(adjoint, at: pairs) { kernel.pullbackInputs($0, at: pairs, into: gradient) }
            kernel.withWeightedAdjoint(adjoint, at: pairs) { side.pullbackInputs($0, at: pairs, into: gradient) }
        }
        pull(left, side(.left))
        pull(right, side(.right))
    }

    enum Side { case left, right }

    /// The factors g(x_i) g(z_j) of one side.
    func side(_ side: Side, x: Int = 0, z: Int = 0) -> Modulation {
        Modulation(
            function: Sigmoid(
                coordinate: coordinate, location: location.value, steepness: steepness.value,
                isRising: side == .right), xOrder: x, zOrder: z)
    }
}
