import CFFTW
import Synchronization

/// Values at first-kind nodes to Chebyshev coefficients and back, in O(N log N).
package enum ChebyshevTransform {
    private struct Plans: @unchecked Sendable {
        let forward: fftw_plan
        let backward: fftw_plan
    }
    private static let plans = Mutex<[Int: Plans]>([:])

    private static func plans(_ count: Int) -> Plans {
        plans.withLock { known in
            if let p = known[count] { return p }
            var a = [Double](repeating: 0, count: count)
            var b = a
            let flags = UInt32(FFTW_ESTIMATE | FFTW_UNALIGNED)
            let p = Plans(
                forward: fftw_plan_r2r_1d(Int32(count), &a, &b, FFTW_REDFT10, flags),
                backward: fftw_plan_r2r_1d(Int32(count), &a, &b, FFTW_REDFT01, flags))
            known[count] = p
            return p
        }
    }

    /// The coefficients of the interpolant of values at `ChebyshevNodes.firstKind(values.count)`.
    package static func coefficients(ofValues values: [Double]) -> [Double] {
        let n = values.count
        var input = values
        var output = [Double](repeating: 0, count: n)
        fftw_execute_r2r(plans(n).forward, &input, &output)
        for k in 0..<n { output[k] /= Double(n) }
        output[0] /= 2
        return output
    }

    /// The values of a series at `count` first-kind nodes; `count` must not be less than the number of coefficients.
    package static func values(ofCoefficients coefficients: [Double], count: Int) -> [Double] {
        precondition(count >= coefficients.count, "A series of \(coefficients.count) terms needs as many nodes.")
        var input = [Double](repeating: 0, count: count)
        for k in 0..<coefficients.count { input[k] = coefficients[k] / 2 }
        if count > 0, !coefficients.isEmpty { input[0] = coefficients[0] }
        var output = [Double](repeating: 0, count: count)
        fftw_execute_r2r(plans(count).backward, &input, &output)
        return output
    }
}
