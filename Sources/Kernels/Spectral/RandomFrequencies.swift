#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// A stationary kernel whose power spectrum can be sampled: k(x, z) = v E[cos(2π ξ·(x - z))] for random frequencies ξ.
///
/// Frequencies are what random Fourier features are made of. They add where kernels multiply, and mix where kernels add.
///
/// - Source: Rahimi and Recht, Random features for large-scale kernel machines, NIPS (2007).
public protocol FrequencySampling: Kernel {
    /// v = k(x, x), in the units of the outputs squared.
    var totalVariance: Double { get }

    /// A frequency ξ in cycles per unit of each of `dimension` coordinates, with density S(ξ)/v.
    func randomFrequency(dimension: Int, using generator: inout SeededGenerator) -> [Double]
}

extension StationaryKernel {
    /// z_c/(2π ℓ_c) for standard normal z_c times `factor`: the spectrum of a squared exponential.
    func normalFrequency(
        dimension: Int, factor: Double, using generator: inout SeededGenerator
    ) -> [Double] {
        lengthscales.inverses(dimension: dimension).map { $0 * factor * generator.normal() / (2 * Double.pi) }
    }
}

extension SquaredExponential: FrequencySampling {
    public var totalVariance: Double { 1 }

    public func randomFrequency(dimension: Int, using generator: inout SeededGenerator) -> [Double] {
        normalFrequency(dimension: dimension, factor: 1, using: &generator)
    }
}

extension MaternClass {
    public var totalVariance: Double { 1 }

    /// Student-t with 2ν degrees of freedom: a normal variable over the root of a gamma variable of mean one.
    public func randomFrequency(dimension: Int, using generator: inout SeededGenerator) -> [Double] {
        let order = profile.order
        let factor = (order / generator.gamma(shape: order)).squareRoot()
        return normalFrequency(dimension: dimension, factor: factor, using: &generator)
    }
}

extension Matern12: FrequencySampling {}
extension Matern32: FrequencySampling {}
extension Matern52: FrequencySampling {}
extension Matern: FrequencySampling {}

extension RationalQuadratic: FrequencySampling {
    public var totalVariance: Double { 1 }

    /// A squared exponential whose inverse squared lengthscale is gamma with shape α and mean one.
    public func randomFrequency(dimension: Int, using generator: inout SeededGenerator) -> [Double] {
        let factor = (generator.gamma(shape: alpha.value) / alpha.value).squareRoot()
        return normalFrequency(dimension: dimension, factor: factor, using: &generator)
    }
}

extension Scaled: FrequencySampling where Base: FrequencySampling {
    public var totalVariance: Double { variance.value * base.totalVariance }

    public func randomFrequency(dimension: Int, using generator: inout SeededGenerator) -> [Double] {
        base.randomFrequency(dimension: dimension, using: &generator)
    }
}

extension Sum: FrequencySampling where Left: FrequencySampling, Right: FrequencySampling {
    public var totalVariance: Double { left.totalVariance + right.totalVariance }

    public func randomFrequency(dimension: Int, using generator: inout SeededGenerator) -> [Double] {
        generator.uniform() * totalVariance < left.totalVariance
            ? left.randomFrequency(dimension: dimension, using: &generator)
            : right.randomFrequency(dimension: dimension, using: &generator)
    }
}

extension Product: FrequencySampling where Left: FrequencySampling, Right: FrequencySampling {
    public var totalVariance: Double { left.totalVariance * right.totalVariance }

    public func randomFrequency(dimension: Int, using generator: inout SeededGenerator) -> [Double] {
        let a = left.randomFrequency(dimension: dimension, using: &generator)
        let b = right.randomFrequency(dimension: dimension, using: &generator)
        return zip(a, b).map(+)
    }
}

extension Mapped: FrequencySampling where Base: FrequencySampling, Map: CoordinatewiseMap {
    public var totalVariance: Double { base.totalVariance }

    /// A frequency of g's coordinate e, times its slope, is one of the input coordinate it comes from.
    public func randomFrequency(dimension: Int, using generator: inout SeededGenerator) -> [Double] {
        let sources = map.sources(inputDimension: dimension)
        let inner = base.randomFrequency(dimension: sources.count, using: &generator)
        var result = [Double](repeating: 0, count: dimension)
        for (source, frequency) in zip(sources, inner) { result[source.coordinate] += source.slope * frequency }
        return result
    }
}
