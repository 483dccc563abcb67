#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// v = u^(m) as a sum of at most fifteen damped tones, by the shift invariance of its Hankel matrix (ESPRIT).
///
/// Source: Roy and Kailath, ESPRIT (1989). The samples come from the polynomial pieces, so they may be taken as densely as
/// needed: 96 of them, 1.3 times faster than the bandwidth asks. A window of that length is enough, since samples are exact
/// to about 1e-13; the model must then also reproduce v in the rest of the domain.
struct TonalModel {
    /// Frequencies in radians per unit of x, by decreasing amplitude in u.
    let frequencies: [Double]

    private static let sampleCount = 96
    private static let columnCount = 33
    /// Singular values above this part of the largest are signal ...
    private static let relativeRank = 1e-9
    /// ... and the next one must be this small: a smooth function that is no sum of tones has no gap there.
    private static let relativeNoise = 2e-11

    /// Only frequencies that two windows of different step agree upon count: a smooth function without tones may look like
    /// a sum of tones to rounding, but not the same one twice.
    init?(of series: PiecewiseSeries, order: Int, domain: Interval, bandwidth: Double) {
        guard
            let first = Self.tones(
                of: series, order: order, domain: domain, bandwidth: bandwidth, shrink: 1, position: 0.43),
            let second = Self.tones(
                of: series, order: order, domain: domain, bandwidth: bandwidth, shrink: 0.83, position: 0.61)
        else { return nil }
        frequencies = first.filter { a in second.contains { abs(a - $0) < 1e-6 * a } }
    }

    private static func tones(
        of series: PiecewiseSeries, order: Int, domain: Interval, bandwidth: Double, shrink: Double, position: Double
    ) -> [Double]? {
        let count = Self.sampleCount
        let step = shrink * min(.pi / (1.3 * bandwidth), domain.length / Double(count - 1))
        let start = domain.lower + position * (domain.length - step * Double(count - 1))
        let samples = (0..<count).map { series.value(at: start + step * Double($0), derivative: order) }
        let checkPoints = (0..<41).map { domain.lower + domain.length * (Double($0) + 0.31) / 41.7 }
        let checks = checkPoints.map { series.value(at: $0, derivative: order) }
        let size = samples.reduce(0) { max($0, abs($1)) }
        let checkSize = checks.reduce(0) { max($0, abs($1)) }
        guard size > 0, size.isFinite, checkSize < 30 * size else { return nil }
        guard let poles = Self.poles(samples) else { return nil }
        guard let fit = ToneFit(samples: samples, poles: poles) else { return nil }
        guard fit.residual < 1e-7 * size else { return nil }
        for (x, value) in zip(checkPoints, checks) {
            guard abs(fit.value(at: (x - start) / step) - value) < 1e-4 * size else { return nil }
        }
        let tones = fit.tones.compactMap { tone -> (frequency: Double, strength: Double)? in
            let omega = tone.angle / step
            // Less than a tenth of a period over the domain cannot be told from a polynomial.
            guard omega * domain.length > 0.6, abs(tone.logModulus) * Double(count) < 6 else { return nil }
            return (omega, tone.amplitude / pow(omega, Double(order)))
        }
        let strongest = tones.map(\.strength).max() ?? 0
        return tones.filter { $0.strength > DominantFrequencies.weakest * strongest }
            .sorted { $0.strength > $1.strength }.map(\.frequency)
    }

    /// The poles exp((decay + i omega) step) of the samples, upper half plane, or nil if there are too many.
    private static func poles(_ samples: [Double]) -> [ComplexNumber]? {
        let rows = samples.count - columnCount + 1
        let hankel = Matrix(rowCount: rows, columnCount: columnCount) { samples[$0 + $1] }
        guard let svd = try? SVD(of: hankel) else { return nil }
        let rank = svd.rank(relativeCutoff: relativeRank)
        guard rank > 0, rank <= columnCount - 4, svd.values[rank] < relativeNoise * svd.values[0],
            svd.values[rank] < 1e-2 * svd.values[rank - 1]
        else { return nil }
        let signal = svd.leftVectors.columns(0..<rank)
        guard
            let shift = try? leastSquares(
                signal.rows(0..<(rows - 1)), signal.rows(1..<rows), relativeCutoff: 1e-13),
            let poles = try? GeneralEigen.values(of: shift.solution)
        else { return nil }
        return poles.filter { $0.imaginary >= 0 }
    }
}

/// Amplitudes of given poles by least squares.
private struct ToneFit {
    struct Tone {
        let angle: Double
        let logModulus: Double
        let cosine: Double
        let sine: Double
        var amplitude: Double { hypot(cosine, sine) }
    }

    let tones: [Tone]
    let residual: Double

    init?(samples: [Double], poles: [ComplexNumber]) {
        let count = samples.count
        let logs = poles.map { pole in
            (modulus: log(max(hypot(pole.real, pole.imaginary), 1e-300)), angle: atan2(pole.imaginary, pole.real))
        }
        let columns = logs.flatMap { pole -> [[Double]] in
            // Damped tones are scaled to one at their larger end.
            let shift = pole.modulus > 0 ? Double(count - 1) : 0
            let envelope = (0..<count).map { exp(pole.modulus * (Double($0) - shift)) }
            let cosines = (0..<count).map { envelope[$0] * cos(pole.angle * Double($0)) }
            let sines = (0..<count).map { envelope[$0] * sin(pole.angle * Double($0)) }
            return pole.angle == 0 ? [cosines] : [cosines, sines]
        }
        let matrix = Matrix(rowCount: count, columnCount: columns.count) { columns[$1][$0] }
        guard let fit = try? leastSquares(matrix, Vector(samples), relativeCutoff: 1e-14) else { return nil }
        residual = fit.residualNorm / Double(count).squareRoot()
        var index = 0
        var tones: [Tone] = []
        for pole in logs {
            let scale = pole.modulus > 0 ? exp(-pole.modulus * Double(count - 1)) : 1
            let cosine = fit.solution[index] * scale
            let sine = pole.angle == 0 ? 0 : fit.solution[index + 1] * scale
            index += pole.angle == 0 ? 1 : 2
            tones.append(Tone(angle: pole.angle, logModulus: pole.modulus, cosine: cosine, sine: sine))
        }
        self.tones = tones
    }

    /// The sum at a (fractional) sample index.
    func value(at index: Double) -> Double {
        tones.reduce(0) { sum, tone in
            let phase = tone.angle * index
            return sum + exp(tone.logModulus * index) * (tone.cosine * cos(phase) + tone.sine * sin(phase))
        }
    }
}
