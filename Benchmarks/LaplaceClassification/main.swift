// Times the Laplace approximation of a two-class process: evidence with gradient, and fits.
//
//     LaplaceClassification serve DIRECTORY    one evaluation or fit a line, for compare.py
//     LaplaceClassification floor [n...]       seconds and Newton steps of an evaluation beside its flops at dgemm's speed

import Foundation
import Mercer

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "serve" where arguments.count == 2:
    try serve(arguments[1])
case "floor":
    let sizes = arguments.dropFirst().compactMap { Int($0) }
    for n in sizes.isEmpty ? [1000, 2000] : sizes { try timeFloor(n) }
default:
    print("usage: LaplaceClassification serve DIRECTORY | floor [n...]")
    exit(2)
}

/// The process of the comparison: logarithms of d lengthscales and then of the variance.
func classifier(_ logarithms: [Double]) -> GaussianProcess {
    let values = logarithms.map { exp($0) }
    let kernel = values[values.count - 1] * SquaredExponential(lengthscales: .perCoordinate(Array(values.dropLast())))
    return GaussianProcess(kernel: kernel, likelihood: .logit)
}

/// Answers each line `evaluate θ…` or `fit θ…` with one JSON object.
func serve(_ directory: String) throws {
    let observations = try Observations(
        NPYArray(path: directory + "/x.npy").matrix(), NPYArray(path: directory + "/y.npy").vector())
    while let line = readLine() {
        let words = line.split(separator: " ")
        let process = classifier(words.dropFirst().compactMap { Double($0) })
        var (value, evaluations) = (0.0, 1)
        let time = try seconds {
            if words.first == "fit" {
                let report = try process.fitted(to: observations, using: .laplace).report
                (value, evaluations) = (report.logEvidence, report.evaluations)
            } else {
                value = try LaplaceInference().evidence(of: process, given: observations).logEvidence
            }
        }
        print("{\"seconds\": \(time), \"logEvidence\": \(value), \"evaluations\": \(evaluations)}")
        fflush(nil)
    }
}

/// The flops that cannot be avoided: a factor (n³/3) at each of k + 1 points of Newton's method, and one inverse (2n³/3).
func timeFloor(_ n: Int) throws {
    var generator = SeededGenerator(seed: 1)
    let x = generator.uniformMatrix(rowCount: n, columnCount: 8)
    let y = Vector(
        (0..<n).map { i in sin(6 * x[i, 0]) + x[i, 1] - 0.5 + 0.3 * generator.normal() > 0 ? 1.0 : 0.0 })
    let observations = try Observations(x, y)
    let process = classifier((0..<8).map { log(0.5 + 0.1 * Double($0)) } + [log(4.0)])
    let steps = try LaplaceInference().posterior(of: process, given: observations).iterations
    let a = Matrix(rowCount: n, columnCount: n, repeating: 0.5)
    var (products, evaluations): ([Double], [Double]) = ([], [])
    for _ in 0..<5 {
        products.append(seconds { _ = multiply(a, a) })
        evaluations.append(try seconds { _ = try LaplaceInference().evidence(of: process, given: observations) })
    }
    let cube = pow(Double(n), 3)
    let floor = cube * (Double(steps + 1) / 3 + 2.0 / 3) * products.min()! / (2 * cube)
    let median = evaluations.sorted()[2]
    print(
        String(
            format: "n = %d: %d Newton steps, floor %.3f s, evidence with gradient %.3f s, %.2f times the floor", n,
            steps, floor, median, median / floor))
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
    try ContinuousClock().measure(body) / .seconds(1)
}
