#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// A reproducible stream of random numbers: the same seed gives the same numbers on every machine.
///
/// - Source: SplitMix64; Steele, Lea, Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64
    private var spare: Double?

    /// The stream with the given seed.
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// A number uniform in (0, 1), both ends excluded.
    public mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

    /// A standard normal number (Box and Muller, 1958).
    public mutating func normal() -> Double {
        if let value = spare {
            spare = nil
            return value
        }
        let radius = (-2 * log(uniform())).squareRoot()
        let angle = 2 * Double.pi * uniform()
        spare = radius * sin(angle)
        return radius * cos(angle)
    }

    /// An m-by-n matrix of independent standard normal numbers, drawn column by column.
    public mutating func normalMatrix(rowCount: Int, columnCount: Int) -> Matrix {
        Matrix(rowCount: rowCount, columnCount: columnCount) { target in
            for i in 0..<rowCount * columnCount { target[i] = normal() }
        }
    }
}
