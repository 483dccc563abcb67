#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

extension MixturePrediction {
    /// log p(y_i) of new observations one at a time, noise included, in nats.
    ///
    /// Where noise is inside an inverse gamma mixture these are Student-t densities in closed form. Otherwise they are
    /// sums over the nodes of p(s | observations), or, for values so far out that larger scales than those matter, an
    /// integral of their own.
    ///
    /// - Throws: ``ProcessError`` when such an integral does not converge.
    public func logDensities(of y: Vector) throws(ProcessError) -> Vector {
        precondition(y.count == count, "There are \(count) predictions and \(y.count) values.")
        let result = mapPoints { i in closedLogDensity(i, y[i]) ?? nodeLogDensity(i, y[i]) ?? .nan }
        guard result.contains(where: \.isNaN) else { return result }
        var values = result.array
        for i in values.indices where values[i].isNaN { values[i] = try integratedLogDensity(i, y[i]) }
        return Vector(values)
    }

    /// The density in closed form: the evidence of one more observation, if the mixing density has one.
    private func closedLogDensity(_ point: Int, _ y: Double) -> Double? {
        guard marginals is CommonScaleMarginals, let form = likelihood as? ScaledQuadraticForm,
            let before = density.closedLogEvidence(under: form)
        else { return nil }
        let unit = marginals.component(point, atLogScale: 0)
        let grown = form.adding(logSquare: 2 * log(abs(y - unit.mean)) - unit.logNoisyVariance)
        guard let after = density.closedLogEvidence(under: grown) else { return nil }
        return after - before + gaussianLogDensity(0, unit.logNoisyVariance, 1)
    }

    /// The sum over the nodes; nil when it is not the integral to rounding.
    ///
    /// For that the first and last node must not matter, and the sum over every other node must agree to 1e-7: halving
    /// the step squares the error. A value far out moves the scale's law away from where the nodes were made for.
    private func nodeLogDensity(_ point: Int, _ y: Double) -> Double? {
        let terms = zip(scale.logScales, scale.logWeights).map { u, logWeight in
            logWeight + marginals.component(point, atLogScale: u).logDensity(of: y)
        }
        let largest = terms.reduce(-Double.infinity) { Swift.max($0, $1) }
        let isSum = !(density is any ContinuousScaleDensity)
        guard let first = terms.first, let last = terms.last, largest.isFinite else { return nil }
        let sum = logSumExp(terms)
        if isSum { return sum }
        guard Swift.max(first, last) < largest - 35 else { return nil }
        let coarse = logSumExp(stride(from: 0, to: terms.count, by: 2).map { terms[$0] }) + log(2)
        return abs(sum - coarse) < 1e-7 ? sum : nil
    }

    private func integratedLogDensity(_ point: Int, _ y: Double) throws(ProcessError) -> Double {
        let extended = ExtendedLikelihood(
            base: likelihood, marginals: marginals, point: point, y: y,
            center: scale.expectation { $0 })
        do {
            return try density.nodes(under: extended).logEvidence - scale.logEvidence
        } catch {
            throw .scaleMixture(error)
        }
    }
}

/// The likelihood of a scale from observations and one value more.
private struct ExtendedLikelihood: ScaleLikelihood {
    let base: any ScaleLikelihood
    let marginals: any ScaledMarginals
    let point: Int
    let y: Double
    let center: Double

    var logReference: Double { base.logReference }
    var decay: Double { base.decay + 0.5 }
    var powers: [Double] { [0] }

    var modes: ClosedRange<Double> {
        let component = marginals.component(point, atLogScale: center)
        let own = center + 2 * log(abs(y - component.mean)) - component.logNoisyVariance
        let range = base.modes
        return own.isFinite ? range.hull(own...own) : range
    }

    func logValue(atLogScale u: Double) -> Double {
        base.logValue(atLogScale: u) + marginals.component(point, atLogScale: u).logDensity(of: y)
    }
}
