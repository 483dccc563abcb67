import Kernels
import LinearAlgebra

/// The mean m(x) = 0.
public struct ZeroMean: MeanFunction, Codable, Equatable {
    /// The zero function.
    public init() {}

    public func values(at x: Matrix) -> Vector { Vector(count: x.rowCount) }

    public func pullback(_ weights: Vector, at x: Matrix) -> [Double] { [] }

    public func derivatives(_ index: MultiIndex, at x: Matrix) -> Vector { Vector(count: x.rowCount) }

    public func pullbackDerivatives(_ index: MultiIndex, _ weights: Vector, at x: Matrix) -> [Double] { [] }
}

extension MeanFunction where Self == ZeroMean {
    /// The mean m(x) = 0.
    public static var zero: ZeroMean { ZeroMean() }
}
