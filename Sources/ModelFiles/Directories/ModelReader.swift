import DataFormats
import GaussianProcesses
import Kernels
import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// Takes the members of `model.json`, each with an error that names it.
struct ModelReader {
    var file: String
    var root: JSONValue

    func integer(_ key: String) throws -> Int { try require(root[key]?.int, key, "a whole number") }
    func string(_ key: String) throws -> String { try require(root[key]?.string, key, "a text") }
    func bool(_ key: String) throws -> Bool { try require(root[key]?.bool, key, "true or false") }

    func strings(_ key: String) throws -> [String] {
        let texts = root[key]?.array?.map(\.string)
        return try require(texts, key, "a list of texts").map { try require($0, key, "a list of texts") }
    }

    func mean(_ key: String = "mean", inputDimension: Int) throws -> any MeanFunction {
        switch try string(key) {
        case "zero": ZeroMean()
        case "constant": ConstantMean(0)
        case "linear": LinearMean(intercept: 0, slopes: [Double](repeating: 0, count: inputDimension))
        case let other: throw malformed("there is no mean '\(other)'")
        }
    }

    func restoreParameters(of process: inout ModelPrior) throws {
        let saved = try require(root["parameters"]?.array, "parameters", "a list")
        let current = process.parameters
        guard saved.count == current.count else {
            throw malformed("it has \(saved.count) parameters, but the structure has \(current.count)")
        }
        for (entry, named) in zip(saved, current) {
            guard entry["path"]?.string == named.path else {
                throw malformed("the parameter '\(named.path)' is missing or out of order")
            }
            let value = try require(entry["value"]?.double, named.path, "a value")
            guard named.parameter.domain.contains(value) else {
                throw malformed("\(named.path) = \(value) must be \(named.parameter.domain)")
            }
            let bounds = try entry["bounds"].map { try pair($0, "bounds") }
            let prior = try entry["prior"]?.string.map(PriorCatalogue.prior)
            process.updateParameter(at: named.path) { parameter in
                parameter.value = value
                parameter.isTrainable = entry["trainable"]?.bool ?? true
                parameter.bounds = bounds.map { $0.0...$0.1 }
                parameter.prior = prior
            }
        }
    }

    func standardization() throws -> Standardization? {
        guard let saved = root["standardization"] else { return nil }
        return Standardization(
            inputMeans: try numbers(saved["inputMeans"], "inputMeans"),
            inputScales: try numbers(saved["inputScales"], "inputScales"),
            targetMean: try require(saved["targetMean"]?.double, "targetMean", "a number"),
            targetScale: try require(saved["targetScale"]?.double, "targetScale", "a number"))
    }

    func shift() throws -> DiagonalShift {
        guard let saved = root["diagonalShift"] else { return .none }
        if let amount = saved["absolute"]?.double { return .absolute(amount) }
        if let multiple = saved["relative"]?.double { return .relative(toMeanDiagonal: multiple) }
        if let range = saved["escalating"] {
            let (from, to) = try pair(range, "escalating")
            return .escalating(from: from, to: to)
        }
        throw malformed("diagonalShift must be absolute, relative or escalating")
    }

    private func numbers(_ value: JSONValue?, _ key: String) throws -> [Double] {
        try require(value?.array, key, "a list of numbers").map { try require($0.double, key, "a list of numbers") }
    }

    private func pair(_ value: JSONValue, _ key: String) throws -> (Double, Double) {
        let both = try numbers(value, key)
        guard both.count == 2, both[0] <= both[1] else { throw malformed("\(key) must be two numbers in order") }
        return (both[0], both[1])
    }

    private func require<T>(_ value: T?, _ key: String, _ what: String) throws -> T {
        guard let value else { throw malformed("'\(key)' must be \(what)") }
        return value
    }

    func malformed(_ reason: String) -> ModelFileError { .malformed(file: file, reason: reason) }
}

func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }
