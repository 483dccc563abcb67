import CFFTW

/// The discrete Fourier transform of real data of a fixed length n, in O(n log n).
///
/// Forward gives the n / 2 + 1 (rounded down) first coefficients X_k = sum_j x_j exp(-2 pi i j k / n); the others are
/// their conjugates, X_{n-k} = conj(X_k). The inverse divides by n, so that `inverse(forward(x)) == x` up to rounding.
public struct RealFourierTransform: Sendable {
    /// The length n of the real data.
    public let length: Int
    private let forwardPlan: FourierPlan
    private let backwardPlan: FourierPlan

    /// Prepares transforms of the given positive length.
    public init(length: Int) {
        precondition(length > 0, "A Fourier transform has a positive length.")
        self.length = length
        forwardPlan = requiredPlan(.realForward, length: length)
        backwardPlan = requiredPlan(.realBackward, length: length)
    }

    /// The number of coefficients kept, n / 2 + 1 rounded down.
    public var coefficientCount: Int { length / 2 + 1 }

    /// X_k = sum_j x_j exp(-2 pi i j k / n) for k = 0 ... n / 2.
    public func forward(_ x: Vector) -> [ComplexNumber] {
        precondition(x.count == length, "A transform of length \(length) cannot take \(x.count) entries.")
        return [ComplexNumber](unsafeUninitializedCapacity: coefficientCount) { target, count in
            x.withUnsafePointer { source in
                guard let output = target.baseAddress else { return }
                // An out-of-place real-to-complex plan does not write to its input.
                fftw_execute_dft_r2c(
                    forwardPlan.handle, .init(mutating: source),
                    UnsafeMutableRawPointer(output).assumingMemoryBound(to: fftw_complex.self))
            }
            count = coefficientCount
        }
    }

    /// x_j = (1/n) sum_k X_k exp(2 pi i j k / n), the missing coefficients filled in by conjugation.
    public func inverse(_ coefficients: [ComplexNumber]) -> Vector {
        precondition(
            coefficients.count == coefficientCount,
            "Real data of length \(length) have \(coefficientCount) coefficients, not \(coefficients.count).")
        var scratch = coefficients  // this transform destroys its input
        let scale = 1 / Double(length)
        return Vector(count: length) { target in
            scratch.withUnsafeMutableBufferPointer { source in
                guard let input = source.baseAddress else { return }
                fftw_execute_dft_c2r(
                    backwardPlan.handle,
                    UnsafeMutableRawPointer(input).assumingMemoryBound(to: fftw_complex.self), target)
            }
            for i in 0..<length { target[i] *= scale }
        }
    }
}
