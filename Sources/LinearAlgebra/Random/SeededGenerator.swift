/// A small deterministic random number generator: the same seed gives the same numbers on every run.
///
/// xoshiro256++ (Blackman and Vigna, ACM Trans. Math. Softw. 47 (2021) 36), its state filled by SplitMix64 (Steele, Lea
/// and Flood, OOPSLA 2014). A value: copies continue independently from the same place. Not for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// The generator of the given seed; any seed is as good as any other.
    public init(seed: UInt64) {
        var mixer = SplitMix64(state: seed)
        state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// One of many independent generators of one seed, for parallel tasks.
    public init(seed: UInt64, stream: Int) {
        var mixer = SplitMix64(state: seed)
        let base = mixer.next()
        mixer = SplitMix64(state: base ^ UInt64(bitPattern: Int64(stream)) &* 0xD134_2543_DE82_EF95)
        self.init(seed: mixer.next())
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        let result = (state.0 &+ state.3).rotated(by: 23) &+ state.0
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3.rotated(by: 45)
        return result
    }
}

private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension UInt64 {
    fileprivate func rotated(by count: UInt64) -> UInt64 { self << count | self >> (64 - count) }
}
