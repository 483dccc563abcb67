import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

// Goals: solutions on domains with corners to the accuracy of smooth ones; any second-order operator with the Laplacian as its
// leading part at the corner, and varying lower terms.
//
// Derivation. At a corner of opening ω the harmonic functions that vanish on both edges are Im z^λ, λ = k π/ω, z = r e^(iθ) with
// θ counted from the first edge; with two normal derivatives Re z^λ; with one of each λ = (k - 1/2) π/ω. Where λ is whole, a
// source that does not fit the edges excites z^λ log z. Varying coefficients and curved edges add r^(λ+n) times further angular
// functions: products of Re z^λ, Im z^λ with polynomials contain them to the order of the polynomials. Exponents that differ by
// whole numbers give the same products, so one of each class is kept.
//
// Rejected: meshes graded towards the corner (no polynomial features then); only z^(λ + n), which is complete for the Laplacian
// with straight edges alone.

/// Singular functions of a corner, or of a place in a hole, times polynomials.
struct SingularFeatures: PointFeatures {
    /// A real or imaginary part of an analytic function.
    struct Part: Sendable {
        let power: ComplexPower
        let isReal: Bool
    }

    let center: [Double]
    /// The direction in which the angle is zero.
    let startAngle: Double
    /// The smallest angle; the functions may jump there.
    let lowestAngle: Double
    /// The unit of radius and polynomials.
    let length: Double
    private let parts: [Part]
    private let monomials: [(Int, Int)]

    /// The functions of a corner.
    ///
    /// - Parameters:
    ///   - isNatural: whether a derivative is prescribed on the first and the second edge, instead of u itself.
    ///   - degree: the total degree of the polynomials.
    init(_ corner: DomainCorner, isNatural: (start: Bool, end: Bool), length: Double, degree: Int) {
        center = corner.position
        startAngle = corner.startAngle
        lowestAngle = corner.opening / 2 - Double.pi
        self.length = length
        let shift = isNatural.start == isNatural.end ? 0.0 : 0.5
        var kept: [ComplexPower] = []
        for k in 1...3 {
            let exponent = (Double(k) - shift) * Double.pi / corner.opening
            let isWhole = abs(exponent - exponent.rounded()) < 1e-6
            let power = ComplexPower(exponent: isWhole ? exponent.rounded() : exponent, isLogarithmic: isWhole)
            let isNew = !kept.contains { other in
                let gap = other.exponent - power.exponent
                return abs(gap - gap.rounded()) < 1e-6
            }
            if isNew, exponent < 5 { kept.append(power) }
        }
        parts = kept.flatMap { [Part(power: $0, isReal: true), Part(power: $0, isReal: false)] }
        monomials = Self.monomials(degree)
    }

    /// log r and the real and imaginary parts of z^(-1), ..., z^(-count) around a place in a hole.
    init(_ hole: DomainHole, count: Int, degree: Int) {
        center = hole.center
        startAngle = 0
        lowestAngle = -Double.pi
        length = hole.radius
        parts =
            [Part(power: ComplexPower(exponent: 0, isLogarithmic: true), isReal: true)]
            + (1...count).flatMap { k in
                let power = ComplexPower(exponent: -Double(k), isLogarithmic: false)
                return [Part(power: power, isReal: true), Part(power: power, isReal: false)]
            }
        monomials = Self.monomials(degree)
    }

    private static func monomials(_ degree: Int) -> [(Int, Int)] {
        (0...degree).flatMap { total in (0...total).map { (total - $0, $0) } }
    }

    var count: Int { parts.count * monomials.count }

    func values(orders: [Int], at points: Matrix) -> Matrix {
        let m = points.rowCount
        let (a, b) = (orders[0], orders[1])
        return Matrix(rowCount: m, columnCount: count) { target in
            for i in 0..<m {
                let (x, y) = (points[i, 0] - center[0], points[i, 1] - center[1])
                let polar = self.polar(x, y)
                let (px, py) = (powerTable(x / length, a), powerTable(y / length, b))
                for (s, part) in parts.enumerated() {
                    var singular: [[Double]] = []
                    for p in 0...a { singular.append((0...b).map { slope(part, p, $0, polar) }) }
                    for (j, (dx, dy)) in monomials.enumerated() {
                        var total = 0.0
                        for p in 0...a {
                            for q in 0...b {
                                let factor = binomial(a, p) * binomial(b, q) * px[a - p][dx] * py[b - q][dy]
                                total += factor * singular[p][q]
                            }
                        }
                        target[i + (s * monomials.count + j) * m] = total
                    }
                }
            }
        }
    }

    /// The radius and the angle from the first edge, cut in the middle of the outside.
    private func polar(_ x: Double, _ y: Double) -> (radius: Double, angle: Double) {
        let turn = 2 * Double.pi
        var angle = atan2(y, x) - startAngle
        angle -= turn * ((angle - lowestAngle) / turn).rounded(.down)
        return (max(hypot(x, y) / length, 1e-300), angle)
    }

    /// ∂^p/∂x^p ∂^q/∂y^q of F(e^(-iα) (x + i y) / L) = e^(-iα(p+q)) i^q L^(-p-q) F^(p+q).
    private func slope(
        _ part: Part, _ p: Int, _ q: Int, _ polar: (radius: Double, angle: Double)
    ) -> Double {
        let (real, imaginary) = part.power.derivative(p + q, radius: polar.radius, angle: polar.angle)
        let turn = -startAngle * Double(p + q) + Double(q) * Double.pi / 2
        var scale = 1.0
        for _ in 0..<(p + q) { scale /= length }
        let (c, s) = (scale * cos(turn), scale * sin(turn))
        return part.isReal ? real * c - imaginary * s : real * s + imaginary * c
    }

    /// Derivatives up to `order` of t^n for the degrees that occur, by t's unit.
    private func powerTable(_ t: Double, _ order: Int) -> [[Double]] {
        let largest = monomials.map { max($0.0, $0.1) }.max() ?? 0
        return (0...order).map { k in
            (0...largest).map { n in
                guard n >= k else { return 0 }
                var value = 1.0
                for i in 0..<k { value *= Double(n - i) / length }
                for _ in 0..<(n - k) { value *= t }
                return value
            }
        }
    }

    private func binomial(_ n: Int, _ k: Int) -> Double {
        (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }
}
