import Foundation
import Mercer

/// Times one evidence with gradient (squared exponential, a lengthscale for each of 8 inputs) beside dgemm.
///
/// The floor is n³ flops at the speed of dgemm of the same order, measured between the evaluations. Every evaluation has
/// new parameters. With a directory of raw columns `exact_nN_X.f64`, `exact_nN_y.f64` (row-major) the evidence at the
/// reference parameters is printed too.
func timeEvidence(sizes: [Int], directory: String?) throws {
    for n in sizes {
        let observations = try directory.map { try stored(n, in: $0) } ?? synthetic(n)
        let process = exactTask(kernel: { SquaredExponential(lengthscales: $0) }, perturbation: 0)
        let before = try memory("VmRSS")
        _ = try process.evidence(of: observations)
        let buffers = Double(try memory("VmHWM") - before) / Double(8 * n * n)

        var (evaluations, products, matern): ([Double], [Double], [Double]) = ([], [], [])
        let a = Matrix(rowCount: n, columnCount: n, repeating: 0.5)
        for repetition in 1...(n <= 1000 ? 15 : 7) {
            products.append(seconds { _ = multiply(a, a) })
            let moved = exactTask(kernel: { SquaredExponential(lengthscales: $0) }, perturbation: repetition)
            evaluations.append(try seconds { _ = try moved.evidence(of: observations) })
            let rough = exactTask(kernel: { Matern52(lengthscales: $0) }, perturbation: repetition)
            matern.append(try seconds { _ = try rough.evidence(of: observations) })
        }
        let rate = 2 * pow(Double(n), 3) / products.min()!
        let floor = pow(Double(n), 3) / rate
        print("n = \(n): dgemm \(rounded(rate / 1e9)) GFLOP/s, floor \(rounded(floor)) s")
        for (name, times) in [("squared exponential", evaluations), ("Matern 5/2", matern)] {
            let sorted = times.sorted()
            let median = sorted[sorted.count / 2]
            print(
                "  \(name): median \(rounded(median)) s, least \(rounded(sorted[0])) s;",
                "\(rounded(median / floor)) and \(rounded(sorted[0] / floor)) times the floor")
        }
        print("  peak memory of the first evaluation: \(rounded(buffers)) n-by-n buffers")
        if directory != nil { print("  evidence \(try process.evidence(of: observations).logEvidence)") }
        try timePrediction(process, observations)
        if n <= 1000 { try timeFit(observations) }
    }
}

/// Times mean and variance at 10 000 points, conditioning included.
private func timePrediction(_ process: GaussianProcess, _ observations: Observations) throws {
    var generator = SeededGenerator(seed: 8)
    let points = generator.uniformMatrix(rowCount: 10_000, columnCount: 8)
    let times = try (0..<3).map { _ in
        try seconds { _ = try process.conditioned(on: observations).predict(at: points) }
    }
    print("  conditioning and 10 000 predictions: median \(rounded(times.sorted()[1])) s")
}

/// Times a fit of at most 50 iterations from unit lengthscales and variance and noise variance 0.1.
private func timeFit(_ observations: Observations) throws {
    let start = GaussianProcess(kernel: 1 * SquaredExponential(lengthscales: .relevance(8)), noiseVariance: 0.1)
    let stopping = StoppingRules(gradientTolerance: 0, decreaseTolerance: 0, maximumIterations: 50)
    let report = try start.fitted(to: observations, options: FitOptions(stopping: stopping)).report
    print(
        "  fit: \(rounded(report.seconds)) s, \(report.evaluations) evaluations, \(report.iterations) iterations,",
        "evidence \(report.logEvidence), \(report.status.rawValue)")
}

private func exactTask(kernel: (Lengthscales) -> any Kernel, perturbation: Int) -> GaussianProcess {
    var generator = SeededGenerator(seed: UInt64(perturbation))
    func moved(_ value: Double) -> Double { perturbation == 0 ? value : value * exp(0.02 * generator.normal()) }
    let lengthscales = (0..<8).map { moved(0.5 + 0.1 * Double($0)) }
    return GaussianProcess(kernel: moved(1.3) * kernel(.perCoordinate(lengthscales)), noiseVariance: moved(0.02))
}

private func synthetic(_ n: Int) throws -> Observations {
    var generator = SeededGenerator(seed: 1)
    let x = Matrix(rowCount: n, columnCount: 8) { _, _ in generator.uniform() }
    let y = Vector((0..<n).map { i in sin(4 * x[i, 0]) + x[i, 1] * x[i, 2] + 0.1 * generator.normal() })
    return try Observations(x, y)
}

private func stored(_ n: Int, in directory: String) throws -> Observations {
    func numbers(_ name: String) throws -> [Double] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/exact_n\(n)_\(name).f64"))
        return data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    }
    let (x, y) = (try numbers("X"), try numbers("y"))
    return try Observations(Matrix(rowCount: n, columnCount: 8) { x[$1 + 8 * $0] }, Vector(y))
}

/// A line of the kernel's account of this process, in bytes: `VmRSS` is the resident size, `VmHWM` its peak.
private func memory(_ key: String) throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix(key + ":") } ?? ""
    return (line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
}

private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    return try clock.measure(body) / .seconds(1)
}

private func rounded(_ value: Double) -> String { String(format: "%.4g", value) }
