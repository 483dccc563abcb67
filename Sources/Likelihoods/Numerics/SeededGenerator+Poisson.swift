#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

extension SeededGenerator {
    /// A Poisson number of the given mean; infinite if the mean is.
    ///
    /// Small means by products of uniforms, others by transformed rejection in constant time (Hörmann, Insurance:
    /// Mathematics and Economics 12 (1993) 39, algorithm PTRS); from 1e12 on a rounded normal number, whose distribution
    /// differs by less than a millionth there.
    mutating func poisson(mean: Double) -> Double {
        guard mean.isFinite, mean > 0 else { return mean }
        if mean < 10 { return poissonByProducts(mean) }
        if mean > 1e12 { return (mean + mean.squareRoot() * normal()).rounded() }
        let (logMean, b) = (log(mean), 0.931 + 2.53 * mean.squareRoot())
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let accepted = 0.9277 - 3.6224 / (b - 2)
        while true {
            let (u, v) = (uniform() - 0.5, uniform())
            let distance = 0.5 - abs(u)
            let k = ((2 * a / distance + b) * u + mean + 0.43).rounded(.down)
            if distance >= 0.07 && v <= accepted { return k }
            if k < 0 || (distance < 0.013 && v > distance) { continue }
            let bound = log(v * inverseAlpha / (a / (distance * distance) + b))
            if bound <= k * logMean - mean - logGamma(k + 1) { return k }
        }
    }

    private mutating func poissonByProducts(_ mean: Double) -> Double {
        let limit = exp(-mean)
        var (product, count) = (uniform(), 0.0)
        while product > limit {
            product *= uniform()
            count += 1
        }
        return count
    }
}
