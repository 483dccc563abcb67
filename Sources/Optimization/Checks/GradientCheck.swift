#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A gradient compared with differences of the value, coordinate by coordinate.
public struct GradientCheck: Sendable {
    /// One partial derivative.
    public struct Entry: Sendable {
        /// What the objective says.
        public var claimed: Double
        /// Central differences, extrapolated twice.
        public var estimate: Double
        /// How far the last extrapolation moved the estimate: about the reference's own error.
        public var uncertainty: Double
        /// The order of convergence seen in the plain differences, near 2 where they can be trusted; nil where they
        /// agree to rounding already. An order below 1.8 puts the reference in doubt, not the gradient.
        public var observedOrder: Double?

        /// |claimed − estimate|.
        public var difference: Double { abs(claimed - estimate) }
    }

    /// The partial derivatives, in order.
    public var entries: [Entry]

    /// The largest difference divided by the largest estimate in absolute value.
    public var relativeError: Double {
        let size = entries.map { abs($0.estimate) }.max() ?? 0
        let worst = entries.map { $0.difference.isNaN ? .infinity : $0.difference }.max() ?? 0
        return worst == 0 ? 0 : worst / size
    }

    /// The coordinate with the largest difference.
    public var worstCoordinate: Int? {
        entries.indices.max { entries[$0].difference < entries[$1].difference }
    }

    /// The least order seen, if any was measurable.
    public var leastOrder: Double? { entries.compactMap(\.observedOrder).min() }
}

/// Compares the gradient of `objective` at `point` with Richardson-extrapolated central differences.
///
/// With D(h) = (f(x + h e) − f(x − h e)) / 2h at h, h/2, h/4 the estimate is (16 R(h/2) − R(h)) / 15, where
/// R(h) = (4 D(h/2) − D(h)) / 3; its error is O(h⁶) plus rounding of order ε |f| / h. The order is
/// log₂ |D(h) − D(h/2)| / |D(h/2) − D(h/4)|. Costs 6 n + 1 evaluations.
///
/// - Parameter relativeStep: h is this times max(|xᵢ|, 1).
/// - Throws: what the objective throws.
public func checkedGradient(
    of objective: inout some Objective, at point: [Double], relativeStep: Double = 2e-3
) throws -> GradientCheck {
    precondition(relativeStep > 0, "The step must be positive.")
    let centre = try objective.evaluate(at: point)
    guard centre.gradient.count == point.count else {
        throw OptimizationError.wrongCount(
            of: "partial derivatives", expected: point.count, found: centre.gradient.count)
    }
    var entries: [GradientCheck.Entry] = []
    for i in point.indices {
        let h = relativeStep * max(abs(point[i]), 1)
        var differences: [Double] = []
        var largest = abs(centre.value)
        for step in [h, h / 2, h / 4] {
            var (left, right) = (point, point)
            left[i] -= step
            right[i] += step
            let (low, high) = (try objective.evaluate(at: left).value, try objective.evaluate(at: right).value)
            largest = max(largest, abs(low), abs(high))
            differences.append((high - low) / (right[i] - left[i]))
        }
        let coarse = (4 * differences[1] - differences[0]) / 3
        let fine = (4 * differences[2] - differences[1]) / 3
        let estimate = (16 * fine - coarse) / 15
        let rounding = 100 * Double.ulpOfOne * largest / h
        let (wide, narrow) = (abs(differences[0] - differences[1]), abs(differences[1] - differences[2]))
        entries.append(
            GradientCheck.Entry(
                claimed: centre.gradient[i], estimate: estimate, uncertainty: abs(estimate - fine) + rounding / 100,
                observedOrder: narrow > rounding ? log2(wide / narrow) : nil))
    }
    return GradientCheck(entries: entries)
}

/// Compares the gradient returned by a closure; see ``checkedGradient(of:at:relativeStep:)``.
public func checkedGradient(
    at point: [Double], relativeStep: Double = 2e-3, _ function: @escaping ([Double]) throws -> ObjectiveValue
) throws -> GradientCheck {
    var objective = ClosureObjective(function)
    return try checkedGradient(of: &objective, at: point, relativeStep: relativeStep)
}
