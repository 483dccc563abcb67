#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The state of Adam between steps: exponential means of the gradient and of its square.
///
/// For gradients from minibatches, which the caller computes as it likes:
///
///     var adam = AdamSteps(learningRate: 0.01)
///     for batch in batches { adam.step(&parameters, gradient: gradient(of: batch, at: parameters)) }
///
/// x ← x − α m̂ / (√v̂ + ε) with m̂ and v̂ the means corrected for their start at zero. Kingma and Ba, ICLR 2015,
/// algorithm 1. O(n) time and memory.
public struct AdamSteps: Sendable {
    /// The step length α, in the units of the coordinates; may be changed between steps.
    public var learningRate: Double
    /// The share of the old mean of the gradient that is kept, β₁.
    public let meanDecay: Double
    /// The share of the old mean of the squared gradient that is kept, β₂.
    public let squareDecay: Double
    /// The number ε added to the root of the mean square, in the units of the gradient.
    public let floor: Double
    /// The number of steps taken.
    public private(set) var count = 0
    private var mean: [Double] = []
    private var square: [Double] = []

    /// A fresh state; its size is that of the first gradient.
    public init(learningRate: Double, meanDecay: Double = 0.9, squareDecay: Double = 0.999, floor: Double = 1e-8) {
        precondition(learningRate > 0, "The learning rate must be positive.")
        precondition((0..<1).contains(meanDecay) && (0..<1).contains(squareDecay), "A decay lies in [0, 1).")
        self.learningRate = learningRate
        self.meanDecay = meanDecay
        self.squareDecay = squareDecay
        self.floor = floor
    }

    /// Moves `point` one step against `gradient`, then into `bounds` if there are any.
    ///
    /// - Returns: false, and nothing changes, if the gradient is not finite.
    @discardableResult
    public mutating func step(_ point: inout [Double], gradient: [Double], bounds: Bounds? = nil) -> Bool {
        precondition(point.count == gradient.count, "Point and gradient must have equal counts.")
        precondition(mean.isEmpty || mean.count == gradient.count, "The number of coordinates must not change.")
        guard gradient.allSatisfy(\.isFinite) else { return false }
        if mean.isEmpty {
            mean = [Double](repeating: 0, count: gradient.count)
            square = mean
        }
        count += 1
        let meanCorrection = 1 - pow(meanDecay, Double(count))
        let squareCorrection = 1 - pow(squareDecay, Double(count))
        for i in point.indices {
            let g = gradient[i]
            mean[i] = meanDecay * mean[i] + (1 - meanDecay) * g
            square[i] = squareDecay * square[i] + (1 - squareDecay) * g * g
            point[i] -=
                learningRate * (mean[i] / meanCorrection) / ((square[i] / squareCorrection).squareRoot() + floor)
            if let bounds { point[i] = bounds.clamped(point[i], at: i) }
        }
        return true
    }
}
