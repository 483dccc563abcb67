#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The mode of softmax observations times independent priors N(f_c; 0, K), by Newton's method with halved steps.
///
/// As for one function the weights a_c = K⁻¹ f_c are what is searched, so that K⁻¹ never appears. The posterior is
/// log-concave, so there is one mode.
struct SoftmaxMode: Sendable {
    /// The weights a_c of every class.
    let weights: [Vector]
    /// The class probabilities at the mode, one vector a class.
    let probabilities: [Vector]
    let curvature: SoftmaxCurvature
    /// log p(y | f) - ½ Σ_c a_c^T f_c at the mode.
    let logJoint: Double
    /// The number of Newton steps.
    let iterations: Int

    init(labels: [Int], classCount: Int, gram: Matrix, maximumIterations: Int) throws(ProcessError) {
        let zero = [Vector](repeating: Vector(count: labels.count), count: classCount)
        var point = SoftmaxPoint(f: zero, weights: zero, labels: labels)
        var (last, iteration) = (Double.infinity, 0)
        while true {
            let curvature = try SoftmaxCurvature(gram: gram, probabilities: point.probabilities)
            let gradient = point.gradient(labels)
            let reduced = curvature.apply(to: gradient.map { multiply(symmetric: gram, $0) })
            let step = zip(gradient, reduced).map { $0 - $1 }
            let change = step.map { multiply(symmetric: gram, $0) }
            let decrement = zip(gradient, change).reduce(0) { $0 + dot($1.0, $1.1) }
            let unit = 1 + abs(point.logJoint)
            let isStalled = decrement < 1e-12 * unit && decrement > 0.25 * last
            if decrement <= 1e-22 * unit || isStalled {
                (weights, probabilities) = (point.weights, point.probabilities)
                (self.curvature, logJoint, iterations) = (curvature, point.logJoint, iteration)
                return
            }
            last = decrement
            guard iteration < maximumIterations,
                let next = point.advanced(weights: step, f: change, decrement: decrement, labels: labels)
            else { throw .approximation(.modeNotFound(iterations: iteration, decrement: decrement)) }
            point = next
            iteration += 1
        }
    }
}

/// A point of the search.
private struct SoftmaxPoint {
    var f: [Vector]
    var weights: [Vector]
    var probabilities: [Vector]
    var logJoint: Double

    init(f: [Vector], weights: [Vector], labels: [Int]) {
        self.f = f
        self.weights = weights
        probabilities = f
        logJoint = -0.5 * zip(f, weights).reduce(0) { $0 + dot($1.0, $1.1) }
        for i in labels.indices {
            let largest = f.reduce(-Double.infinity) { Swift.max($0, $1[i]) }
            let sum = f.reduce(0) { $0 + exp($1[i] - largest) }
            logJoint += f[labels[i]][i] - largest - log(sum)
            for c in f.indices { probabilities[c][i] = exp(f[c][i] - largest) / sum }
        }
    }

    /// ∇ log p(y | f) - a for every class.
    func gradient(_ labels: [Int]) -> [Vector] {
        var result = zip(probabilities, weights).map { -($0 + $1) }
        for (i, label) in labels.enumerated() { result[label][i] += 1 }
        return result
    }

    /// The point a whole step away, or the first of its halves that raises the joint density by a fair share of what its
    /// slope promises; nil when none does.
    func advanced(weights step: [Vector], f change: [Vector], decrement: Double, labels: [Int]) -> SoftmaxPoint? {
        guard decrement.isFinite else { return nil }
        let slack = 1e-13 * (1 + abs(logJoint))
        var share = 1.0
        while share > 1e-12 {
            let candidate = SoftmaxPoint(
                f: zip(f, change).map { $0 + share * $1 }, weights: zip(weights, step).map { $0 + share * $1 },
                labels: labels)
            if candidate.logJoint >= logJoint + 1e-4 * share * decrement - slack { return candidate }
            share *= 0.5
        }
        return nil
    }
}
