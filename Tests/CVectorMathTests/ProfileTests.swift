import CVectorMath
import Glibc
import Testing

/// A stationary profile with its slope, the two at once, and the textbook formula of the value.
struct Profile: Sendable, CustomTestStringConvertible {
    typealias Pair =
        @Sendable (UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?, UnsafePointer<Double>?, Int) -> Void

    let name: String
    let values: [Row]
    let slopes: [Row]
    let pair: Pair
    let formula: @Sendable (Double) -> Double
    let slopeAtZero: Double

    var testDescription: String { name }

    static let alpha = 1.75

    static let all = [
        Profile(
            name: "squared exponential",
            values: [cv_squared_exponential, cv_portable_squared_exponential]
                + (runsAVX2 ? [cv_avx2_squared_exponential] : []),
            slopes: [cv_squared_exponential_slope, cv_portable_squared_exponential_slope],
            pair: cv_squared_exponential_value_slope, formula: { exp(-$0 / 2) }, slopeAtZero: -0.5),
        Profile(
            name: "Matern 1/2", values: [cv_matern12, cv_portable_matern12] + (runsAVX2 ? [cv_avx2_matern12] : []),
            slopes: [cv_matern12_slope, cv_portable_matern12_slope], pair: cv_matern12_value_slope,
            formula: { exp(-sqrt($0)) }, slopeAtZero: 0),
        Profile(
            name: "Matern 3/2", values: [cv_matern32, cv_portable_matern32] + (runsAVX2 ? [cv_avx2_matern32] : []),
            slopes: [cv_matern32_slope, cv_portable_matern32_slope], pair: cv_matern32_value_slope,
            formula: { (1 + sqrt(3 * $0)) * exp(-sqrt(3 * $0)) }, slopeAtZero: -1.5),
        Profile(
            name: "Matern 5/2", values: [cv_matern52, cv_portable_matern52] + (runsAVX2 ? [cv_avx2_matern52] : []),
            slopes: [cv_matern52_slope, cv_portable_matern52_slope], pair: cv_matern52_value_slope,
            formula: { (1 + sqrt(5 * $0) + 5 * $0 / 3) * exp(-sqrt(5 * $0)) }, slopeAtZero: -5.0 / 6),
        Profile(
            name: "rational quadratic",
            values: [
                { cv_rational_quadratic($0, $1, alpha, $2) }, { cv_portable_rational_quadratic($0, $1, alpha, $2) },
            ],
            slopes: [{ cv_rational_quadratic_slope($0, $1, alpha, $2) }],
            pair: { cv_rational_quadratic_value_slope($0, $1, $2, alpha, $3) },
            formula: { pow(1 + $0 / (2 * alpha), -alpha) }, slopeAtZero: -0.5),
    ]
}

@Suite("Stationary profiles")
struct ProfileTests {
    let distances = (0..<900).map { pow(10, Double($0) / 90 - 8) }

    @Test("Values follow the formula", arguments: Profile.all)
    func values(profile: Profile) {
        for row in profile.values {
            for (s, value) in zip(distances, applied(row, to: distances)) {
                let exact = profile.formula(s)
                // The argument of the exponential rounds, which the exponential magnifies.
                #expect(abs(value - exact) <= (8 + 4 * abs(log(exact))) * exact.ulp)
            }
        }
    }

    @Test("Slopes are the derivatives of the formula", arguments: Profile.all)
    func slopes(profile: Profile) {
        let inner = distances.filter { $0 > 1e-3 && $0 < 50 }
        for row in profile.slopes {
            for (s, slope) in zip(inner, applied(row, to: inner)) {
                let h = 1e-3 * s
                let near = (profile.formula(s + h) - profile.formula(s - h)) / (2 * h)
                let far = (profile.formula(s + 2 * h) - profile.formula(s - 2 * h)) / (4 * h)
                #expect(abs(slope - (4 * near - far) / 3) <= 1e-9 * abs(slope) + 1e-13 / h)
            }
        }
    }

    @Test("Value and slope at once are the two functions, in place of the input too", arguments: Profile.all)
    func both(profile: Profile) {
        for count in Array(0...20) + [900] {
            let input = Array(distances[..<count])
            var value = input
            var slope = [Double](repeating: 0, count: count)
            value.withUnsafeMutableBufferPointer { v in
                slope.withUnsafeMutableBufferPointer {
                    profile.pair(v.baseAddress, $0.baseAddress, v.baseAddress, count)
                }
            }
            #expect(areIdentical(value, applied(profile.values[0], to: input)))
            #expect(areIdentical(slope, applied(profile.slopes[0], to: input)))
        }
    }

    @Test("The origin, rounding below it, the far end and NaN", arguments: Profile.all)
    func limits(profile: Profile) {
        let special = [0, -0.0, -1e-17, .infinity, .greatestFiniteMagnitude, .nan]
        for row in profile.values {
            let value = applied(row, to: special)
            #expect(Array(value[..<3]) == [1, 1, 1])
            #expect(value[3] >= 0 && value[3] < 1e-300 && value[4] >= 0 && value[4] < 1e-300 && value[5].isNaN)
        }
        for row in profile.slopes {
            let slope = applied(row, to: special)
            #expect(Array(slope[..<3]) == [profile.slopeAtZero, profile.slopeAtZero, profile.slopeAtZero])
            #expect(slope[3] <= 0 && slope[3] > -1e-300 && slope[4] <= 0 && slope[4] > -1e-300 && slope[5].isNaN)
        }
    }
}
