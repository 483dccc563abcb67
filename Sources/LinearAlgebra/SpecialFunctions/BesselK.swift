#if canImport(Glibc)
    import Glibc
#endif

// Goals, in this order: relative accuracy near 1e-14 for every real order and positive argument; no overflow in the
// logarithm, however large the order or small the argument; one evaluation gives value, derivative and neighbour.
//
// Derivation. With mu the order's distance to the nearest integer, |mu| <= 1/2, the pair K_mu, K_{mu+1} comes
//  * for x <= 2 from Temme's series (J. Comput. Phys. 19 (1975) 324), whose terms have one sign, and
//  * for x > 2 from the second continued fraction in Steed's form, with the normalising sum summed alongside
//    (Temme, loc. cit.; Thompson and Barnett, Comput. Phys. Comm. 47 (1987) 245).
// The order is then raised by K_{nu+1} = K_{nu-1} + (2 nu / x) K_nu, all terms of which are positive, written for the
// ratio r_nu = K_{nu+1} / K_nu: r_nu = 1 / r_{nu-1} + 2 nu / x. The value is a product of ratios, kept as significand
// and binary exponent, so that scaling is exact.
//
// Rejected: quadrature of the integral representation (accurate, but 50 exponentials), and pi/2 (I_-nu - I_nu) /
// sin(nu pi), which cancels near integer orders.

/// The modified Bessel function of the second kind K_nu(x) at one point, with what goes with it.
public struct BesselK: Sendable {
    /// The order nu, of any sign; K is even in it.
    public let order: Double
    /// The argument x > 0.
    public let argument: Double
    /// K_{|nu|+1}(x) / K_{|nu|}(x).
    public let ratioToNext: Double
    /// exp(x) K_nu(x) is `significand` times two to the power `exponent`.
    private let significand: Double
    private let exponent: Int

    /// Evaluates K_nu(x) and its neighbour in O(|nu| + 50) operations.
    ///
    /// Infinite at zero, zero at infinity, NaN for negative or NaN arguments.
    public init(order: Double, _ x: Double) {
        self.order = order
        argument = x
        let magnitude = abs(order)
        guard x > 0, x.isFinite, magnitude.isFinite else {
            significand = x == 0 ? .infinity : x == .infinity ? 0 : .nan
            ratioToNext = x == 0 ? .infinity : x == .infinity ? 1 : .nan
            exponent = 0
            return
        }
        let raises = (magnitude + 0.5).rounded(.down)
        let mu = magnitude - raises
        var (value, ratio) = x <= 2 ? Self.temmeSeries(mu, x) : Self.steedFraction(mu, x)
        var scale = 0
        var current = mu
        for _ in 0..<Int(raises) {
            scale += Int(value.exponent)
            value = value.significand * ratio
            current += 1
            ratio = 1 / ratio + 2 * current / x
        }
        significand = value
        ratioToNext = ratio
        exponent = scale
    }

    /// K_nu(x); overflows to infinity and underflows to zero as the number itself does.
    public var value: Double {
        if argument < 700 || !significand.isNormal {
            return Double(sign: .plus, exponent: exponent, significand: significand * exp(-argument))
        }
        return exp(logValue)
    }

    /// exp(x) K_nu(x), which neither grows nor falls exponentially with x.
    public var scaledValue: Double { Double(sign: .plus, exponent: exponent, significand: significand) }

    /// log K_nu(x).
    public var logValue: Double { log(significand) + Double(exponent) * 0.693147180559945309417232 - argument }

    /// d log K_nu(x) / dx = |nu| / x - K_{|nu|+1} / K_{|nu|}.
    public var logDerivative: Double { abs(order) / argument - ratioToNext }

    /// dK_nu(x) / dx = -(K_{nu-1}(x) + K_{nu+1}(x)) / 2.
    public var derivative: Double { value == 0 ? 0 : value * logDerivative }

    /// exp(x) K_mu(x) and K_{mu+1} / K_mu for x <= 2 and |mu| <= 1/2.
    private static func temmeSeries(_ mu: Double, _ x: Double) -> (value: Double, ratio: Double) {
        let (even, odd) = reciprocalGammaParts(mu)
        let logarithm = log(2 / x)
        let sigma = mu * logarithm
        let ratioOfSine = mu == 0 ? 1 : .pi * mu / sin(.pi * mu)
        let sinhQuotient = abs(sigma) < 1e-8 ? 1 : sinh(sigma) / sigma
        // 1 / Gamma(1 +- mu) = even +- mu odd; Temme's Gamma_1 is -odd and Gamma_2 is even.
        var f = ratioOfSine * (-odd * cosh(sigma) + even * sinhQuotient * logarithm)
        var p = 0.5 * exp(sigma) / (even + mu * odd)
        var q = 0.5 * exp(-sigma) / (even - mu * odd)
        let quarter = x * x / 4
        var coefficient = 1.0
        var (sum, nextSum) = (f, p)
        var k = 0.0
        while k < 100 {
            k += 1
            f = (k * f + p + q) / (k * k - mu * mu)
            p /= k - mu
            q /= k + mu
            coefficient *= quarter / k
            let term = coefficient * f
            sum += term
            nextSum += coefficient * (p - k * f)
            if abs(term) < abs(sum) * 1e-17 { break }
        }
        return (sum * exp(x), nextSum / sum * (2 / x))
    }

    /// exp(x) K_mu(x) and K_{mu+1} / K_mu for x > 2 and |mu| <= 1/2.
    private static func steedFraction(_ mu: Double, _ x: Double) -> (value: Double, ratio: Double) {
        let first = 0.25 - mu * mu
        var a = -first
        var b = 2 * (1 + x)
        var d = 1 / b
        var (fraction, step) = (d, d)
        var (older, newer) = (0.0, 1.0)
        var (weight, weightSum) = (first, first)
        var normalisation = 1 + weightSum * step
        var i = 1.0
        while i < 500 {
            i += 1
            a -= 2 * (i - 1)
            weight *= -a / i
            let newest = (older - b * newer) / a
            (older, newer) = (newer, newest)
            weightSum += weight * newest
            b += 2
            d = 1 / (b + a * d)
            step *= b * d - 1
            fraction += step
            let change = weightSum * step
            normalisation += change
            if abs(change) < abs(normalisation) * 1e-17 { break }
        }
        return ((.pi / (2 * x)).squareRoot() / normalisation, (mu + x + 0.5 - first * fraction) / x)
    }

    /// The even part of 1 / Gamma(1 + mu) and its odd part divided by mu, by the Taylor series at zero; to rounding
    /// for |mu| <= 1/2. The coefficients (Wrench, Math. Comp. 22 (1968) 617) were recomputed to 21 digits.
    private static func reciprocalGammaParts(_ mu: Double) -> (even: Double, oddOverMu: Double) {
        let square = mu * mu
        return (horner(square, evenCoefficients), horner(square, oddCoefficients))
    }

    private static let evenCoefficients = [
        1.0, -0.655878071520253881077, 0.1665386113822914895017, -0.009621971527876973562115,
        -0.001165167591859065112114, 0.0001280502823881161861532, -0.000001250493482142670657345,
        -2.05633841697760710345e-7, 5.002007644469222930056e-9, 1.043426711691100510492e-10,
        -3.696805618642205708188e-12, -2.058326053566506783222e-14, 1.226778628238260790159e-15,
    ]

    private static let oddCoefficients = [
        0.5772156649015328606065, -0.042002635034095235529, -0.04219773455554433674821, 0.007218943246663099542395,
        -0.0002152416741149509728157, -0.00002013485478078823865569, 0.000001133027231981695882374,
        6.116095104481415817862e-9, -1.181274570487020144588e-9, 7.78226343990507125405e-12,
        5.100370287454475979015e-13, -5.34812253942301798237e-15, -1.181259301697458769514e-16,
    ]
}

/// The modified Bessel function of the second kind K_nu(x), x > 0; see ``BesselK`` for logarithm, scaling, derivative.
public func besselK(order: Double, _ x: Double) -> Double { BesselK(order: order, x).value }

/// exp(x) K_nu(x).
public func scaledBesselK(order: Double, _ x: Double) -> Double { BesselK(order: order, x).scaledValue }

/// log K_nu(x), finite wherever x is positive.
public func logBesselK(order: Double, _ x: Double) -> Double { BesselK(order: order, x).logValue }
