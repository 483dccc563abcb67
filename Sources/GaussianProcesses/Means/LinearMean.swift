import Kernels
import LinearAlgebra

/// The mean m(x) = c + Σ_j w_j x_j.
public struct LinearMean: MeanFunction, Codable, Equatable {
    /// The value c at the origin, in the units of the outputs.
    public var intercept: Parameter
    /// The slopes w_j, one a coordinate, in the units of the outputs per unit of the input; empty until they start at
    /// the least-squares estimate.
    public var slopes: [Parameter]
    private var isGiven: Bool

    /// A linear function whose parameters start at the least-squares fit of the observations.
    public init() {
        intercept = .real(0)
        slopes = []
        isGiven = false
    }

    /// The given linear function.
    public init(intercept: Double, slopes: [Double]) {
        self.intercept = .real(intercept)
        self.slopes = slopes.map(Parameter.real)
        isGiven = true
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("intercept", &intercept)
        for j in slopes.indices { visit("slopes[\(j)]", &slopes[j]) }
    }

    public func validate(inputDimension: Int) throws(ProcessError) {
        if isGiven && slopes.count != inputDimension {
            throw .slopeCount(expected: slopes.count, inputDimension: inputDimension)
        }
    }

    public func values(at x: Matrix) -> Vector {
        var result = Vector(count: x.rowCount, repeating: intercept.value)
        for (j, slope) in slopes.enumerated() { result.add(x.column(j), scaledBy: slope.value) }
        return result
    }

    public func pullback(_ weights: Vector, at x: Matrix) -> [Double] {
        [weights.sum] + slopes.indices.map { dot(weights, x.column($0)) }
    }

    public func derivatives(_ index: MultiIndex, at x: Matrix) -> Vector {
        guard index.total > 0 else { return values(at: x) }
        guard index.total == 1, let c = index.orders.firstIndex(of: 1), c < slopes.count else {
            return Vector(count: x.rowCount)
        }
        return Vector(count: x.rowCount, repeating: slopes[c].value)
    }

    public func pullbackDerivatives(_ index: MultiIndex, _ weights: Vector, at x: Matrix) -> [Double] {
        guard index.total > 0 else { return pullback(weights, at: x) }
        return [0] + slopes.indices.map { index.total == 1 && index[$0] == 1 ? weights.sum : 0 }
    }

    /// The scale of the targets, and for a slope that over the scale of its column.
    public func searchUnits(at observations: Observations) -> [Double] {
        let scale = Moments(of: observations.y).scale
        return [scale] + slopes.indices.map { scale / Moments(of: observations.x.column($0)).scale }
    }

    /// Least squares of minimum norm in centred and scaled columns, so that units do not matter and constant or
    /// dependent columns do no harm.
    public mutating func start(at observations: Observations) {
        guard !isGiven else { return }
        let (x, y) = (observations.x, observations.y)
        let moments = (0..<x.columnCount).map { Moments(of: x.column($0)) }
        let target = Moments(of: y)
        let scaled = Matrix(rowCount: x.rowCount, columnCount: x.columnCount) { moments[$1].standardized(x[$0, $1]) }
        let right = Matrix(column: y.mapped(target.standardized))
        // Entries are finite by construction, so there is nothing left to fail; zero slopes are the fallback.
        let solution = try? leastSquares(scaled, right, relativeCutoff: 1e-12).solution
        let values = moments.indices.map { j in
            moments[j].isConstant ? 0 : (solution?[j, 0] ?? 0) * target.scale / moments[j].scale
        }
        slopes = values.map(Parameter.real)
        intercept.value = target.mean - zip(values, moments).reduce(0) { $0 + $1.0 * $1.1.mean }
        isGiven = true
    }
}

extension MeanFunction where Self == LinearMean {
    /// A linear mean that starts at the least-squares fit of the observations.
    public static var linear: LinearMean { LinearMean() }
}
