import KernelLaws
import Kernels
import LinearAlgebra
import Testing

/// A correct squared exponential kernel in which a test breaks one thing.
struct Specimen: SmoothKernel {
    var base = SquaredExponential(lengthscales: 0.9)
    /// Changes the values of a tile after they were written.
    var afterFill: (@Sendable (Tile, Pairs) -> Void)?
    /// Changes the diagonal after it was written.
    var afterDiagonal: (@Sendable (UnsafeMutablePointer<Double>, Points) -> Void)?
    /// The factor on the parameter gradient, and on the inner product it returns.
    var gradientFactor = 1.0
    var innerFactor = 1.0
    /// Whether a pullback replaces what the gradient holds instead of adding to it.
    var overwrites = false
    /// The factor on the parameter gradient of the diagonal, in which the true one is zero, and on its value.
    var diagonalFactor = 1.0
    /// The factor on the input gradient.
    var inputFactor = 1.0
    /// A constant each call of `pullback` adds, so that results depend on the cut into tiles.
    var pullbackOffset = 0.0
    /// The factors on derivative blocks with z differentiated, and on their parameter gradient.
    var derivativeFactor = 1.0
    var derivativeGradientFactor = 1.0
    var smoothness: Int { .max }
    /// Whether second derivatives are refused against the claimed smoothness.
    var refusesSecondOrder = false
    /// Names parameters all alike.
    var duplicatesPaths = false
    /// Ignores writes through the visitor.
    var ignoresWrites = false

    mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        var ignored = base
        if ignoresWrites {
            ignored.visitParameters(visit)
        } else {
            base.visitParameters(visit)
        }
        if duplicatesPaths {
            var extra = Parameter.positive(1)
            visit("lengthscale", &extra)
        }
    }

    func fill(_ tile: Tile, at pairs: Pairs) {
        base.fill(tile, at: pairs)
        afterFill?(tile, pairs)
    }

    func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        base.fillDiagonal(values, at: points)
        afterDiagonal?(values, points)
    }

    func pullback(_ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>) -> Double {
        if overwrites { gradient[0] = 0 }
        gradient[0] += pullbackOffset
        return innerFactor * base.pullback(adjoint.scaled(by: gradientFactor), at: pairs, into: gradient)
            / gradientFactor
    }

    func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        diagonalFactor * base.pullbackDiagonal(weights, at: points, into: gradient)
    }

    func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        base.pullbackInputs(adjoint.scaled(by: inputFactor), at: pairs, into: gradient)
    }

    func allowsDerivative(_ index: MultiIndex) -> Bool { !refusesSecondOrder || index.total < 2 }

    func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        base.fillDerivative(tile, at: pairs, x: x, z: z)
        if z.total > 0 {
            for j in 0..<tile.columnCount { for i in 0..<tile.rowCount { tile[i, j] *= derivativeFactor } }
        }
    }

    func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        base.pullbackDerivative(
            adjoint.scaled(by: derivativeGradientFactor), at: pairs, x: x, z: z, into: gradient)
            / derivativeGradientFactor
    }
}

extension Specimen {
    init(_ change: (inout Specimen) -> Void) {
        self.init()
        change(&self)
    }
}

/// Expects a law to have been found broken.
func expectCaught(
    _ law: String, by violations: [Violation], sourceLocation: SourceLocation = #_sourceLocation
) {
    let names = Set(violations.map(\.law))
    #expect(names.contains(law), "only \(names.sorted()) were found broken", sourceLocation: sourceLocation)
}
