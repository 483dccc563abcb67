import Kernels
import LinearAlgebra

/// The laws of an input map: rows are mapped one by one, parameters round trip, and both pullbacks equal differences.
public func inputMapLaws<Map: InputMap>(
    _ map: Map, at sampling: Sampling = Sampling(), using generator: inout some RandomNumberGenerator
) -> [Violation] {
    var findings = Findings()
    checkParameters(of: map, &findings)
    let x = sampling.points(6, using: &generator)
    let images = map.images(x)
    do throws(KernelError) {
        let width = try map.outputDimension(inputDimension: sampling.dimension)
        findings.require("output dimension", width == images.columnCount, "\(width) against \(images.columnCount)")
    } catch {
        findings.require("output dimension", false, "\(error)")
    }
    findings.require("no points", map.images(x.rows([])).count == 0, "no points have images")
    for i in 0..<x.rowCount {
        findings.require("rows are mapped alone", map.images(x.rows([i])) == images.rows([i]), "row \(i)")
    }
    let a = randomMatrix(6, images.columnCount, using: &generator)
    var gradient = [Double](repeating: 1, count: map.parameterCount + 1)
    var slopes = Matrix(rowCount: 6, columnCount: sampling.dimension, repeating: 1)
    x.withPoints { points in
        withAdjoint(a, -2) { adjoint in
            map.pullback(adjoint, at: points, into: &gradient)
            slopes.withUnsafeMutablePointer {
                map.pullbackInputs(
                    adjoint, at: points, into: Tile(base: $0, rowCount: 6, columnCount: sampling.dimension, stride: 6))
            }
        }
    }
    for (p, named) in map.parameters.enumerated() {
        let value = named.parameter.value
        findings.requireDerivative(
            "map parameter pullback", gradient[p] - 1,
            of: { -2 * entrySum(a, map.settingMapParameter(p, to: $0).images(x)) }, at: value,
            step: 1e-3 * (value == 0 ? 1 : abs(value)), scale: images.largestMagnitude, named.path)
    }
    for i in 0..<6 {
        for c in 0..<sampling.dimension {
            findings.requireDerivative(
                "map input pullback", slopes[i, c] - 1,
                of: { -2 * entrySum(a, map.images(x.moved(i, c, by: $0))) }, at: 0, step: 1e-3 * sampling.width,
                scale: images.largestMagnitude, "point \(i), coordinate \(c)")
        }
    }
    return findings.violations
}

/// The law of a kernel behind a map: it is the kernel of the images.
public func mappingLaws(
    _ base: some Kernel, _ map: some InputMap, at sampling: Sampling = Sampling(),
    using generator: inout some RandomNumberGenerator
) -> [Violation] {
    var findings = Findings()
    let (x, z) = (sampling.points(9, using: &generator), sampling.points(5, using: &generator))
    let mapped = base.mapped(by: map)
    requireClose("kernel of the images", mapped.gram(x), base.gram(map.images(x)), 1e-15, &findings)
    requireClose("kernel of the images", mapped.cross(x, z), base.cross(map.images(x), map.images(z)), 1e-15, &findings)
    return findings.violations
}

extension InputMap {
    /// The images of the rows of a matrix.
    func images(_ x: Matrix) -> Matrix {
        x.withPoints { points in
            let width = outputCount(points.dimension)
            return Matrix(rowCount: points.count, columnCount: width) {
                apply(points, into: Tile(base: $0, rowCount: points.count, columnCount: width, stride: points.count))
            }
        }
    }

    func settingMapParameter(_ index: Int, to value: Double) -> Self {
        var (copy, k) = (self, 0)
        copy.visitParameters { _, parameter in
            if k == index { parameter.value = value }
            k += 1
        }
        return copy
    }
}
