import Kernels
import LinearAlgebra

/// The mean m(x) = c.
public struct ConstantMean: MeanFunction, Codable, Equatable {
    /// The constant c, in the units of the outputs.
    public var value: Parameter
    /// Whether c was given; otherwise it starts at the mean of the observations.
    public private(set) var isGiven: Bool

    /// A constant; without a value it is zero until it starts at the mean of the observations.
    public init(_ value: Double? = nil) {
        self.value = .real(value ?? 0)
        isGiven = value != nil
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("value", &value)
    }

    public func values(at x: Matrix) -> Vector { Vector(count: x.rowCount, repeating: value.value) }

    public func pullback(_ weights: Vector, at x: Matrix) -> [Double] { [weights.sum] }

    public func derivatives(_ index: MultiIndex, at x: Matrix) -> Vector {
        index.total == 0 ? values(at: x) : Vector(count: x.rowCount)
    }

    public func pullbackDerivatives(_ index: MultiIndex, _ weights: Vector, at x: Matrix) -> [Double] {
        [index.total == 0 ? weights.sum : 0]
    }

    public func searchUnits(at observations: Observations) -> [Double] { [Moments(of: observations.y).scale] }

    public mutating func start(at observations: Observations) {
        guard !isGiven else { return }
        value.value = observations.y.mean
        isGiven = true
    }
}

extension MeanFunction where Self == ConstantMean {
    /// A constant mean that starts at the mean of the observations.
    public static var constant: ConstantMean { ConstantMean() }

    /// The constant mean m(x) = `value`.
    public static func constant(_ value: Double) -> ConstantMean { ConstantMean(value) }
}
