import Foundation
import Kernels

/// The arcsine kernel k(x, z) = (2/π) asin(2u(x, z)/√((1 + 2u(x, x))(1 + 2u(z, z)))), u(x, z) = v (1 + Σ_c x_c z_c): an
/// infinitely wide layer of error functions with weights of variance v.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), eq. 4.29.
struct Arcsine: PointwiseKernel {
    var variance = Parameter.positive(1)

    mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("variance", &variance) }

    func value(_ x: Point, _ z: Point) -> Double {
        func u(_ a: Point, _ b: Point) -> Double {
            variance.value * (0..<a.dimension).reduce(1) { $0 + a[$1] * b[$1] }
        }
        return 2 / .pi * asin(2 * u(x, z) / (sqrt(1 + 2 * u(x, x)) * sqrt(1 + 2 * u(z, z))))
    }
}
