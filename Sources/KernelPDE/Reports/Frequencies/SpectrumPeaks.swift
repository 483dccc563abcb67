#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// Peaks of the spectrum of u under a Hann window, refined by a parabola through the logarithms.
///
/// Accurate to a small part of 2 pi / L; a stand-in where u is no sum of tones.
enum SpectrumPeaks {
    private static let largestNumber = 5
    private static let weakest = 0.05

    /// At most five frequencies, strongest first; only those of three periods or more.
    static func frequencies(of series: PiecewiseSeries, domain: Interval, bandwidth: Double) -> [Double] {
        let wanted = Int((2.6 * bandwidth * domain.length / (2 * .pi)).rounded(.up))
        let count = ChebyshevNodes.transformLength(atLeast: min(max(wanted, 64), 2048))
        let step = domain.length / Double(count)
        let raw = (0..<count).map { series.value(at: domain.lower + (Double($0) + 0.5) * step) }
        guard raw.allSatisfy(\.isFinite) else { return [] }
        let mean = raw.reduce(0, +) / Double(count)
        let windowed = Vector(count: count) { target in
            for i in 0..<count {
                target[i] = (raw[i] - mean) * (1 - cos(2 * .pi * (Double(i) + 0.5) / Double(count)))
            }
        }
        let spectrum = RealFourierTransform(length: count).forward(windowed).map { hypot($0.real, $0.imaginary) }
        guard let largest = spectrum.max(), largest > 1e-13 * abs(mean) * Double(count), spectrum.count > 4 else {
            return []
        }
        var peaks: [(position: Double, height: Double)] = []
        for k in 3..<(spectrum.count - 1) {
            let (a, b, c) = (spectrum[k - 1], spectrum[k], spectrum[k + 1])
            guard b > a, b >= c, b > weakest * largest, a > 0, c > 0 else { continue }
            let (la, lb, lc) = (log(a), log(b), log(c))
            let bend = la - 2 * lb + lc
            peaks.append((Double(k) + (bend < 0 ? 0.5 * (la - lc) / bend : 0), b))
        }
        return peaks.sorted { $0.height > $1.height }.prefix(largestNumber)
            .map { 2 * .pi * $0.position / domain.length }
    }
}
