import Foundation
import Mercer

/// Reads log lengthscales, log variance and log noise variance from every line of standard input, evaluates evidence and
/// gradient of `x.npy`, `y.npy` in the directory, and answers with the seconds it took and the value.
func serveEvaluations(of directory: String) throws {
    let observations = try Observations(
        NPYArray(path: directory + "/x.npy").matrix(), NPYArray(path: directory + "/y.npy").vector())
    while let line = readLine() {
        let values = line.split(separator: " ").compactMap { Double($0) }.map { exp($0) }
        let d = values.count - 2
        let process = GaussianProcess(
            kernel: values[d] * SquaredExponential(lengthscales: .perCoordinate(Array(values[..<d]))),
            noiseVariance: values[d + 1])
        let clock = ContinuousClock()
        let start = clock.now
        let evidence = try process.evidence(of: observations)
        let seconds = (clock.now - start) / .seconds(1)
        let answer: JSONValue = ["seconds": .number(seconds), "logEvidence": .number(evidence.logEvidence)]
        print(answer.text(isIndented: false))
        fflush(nil)
    }
}
