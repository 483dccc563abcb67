import DataFormats
import GaussianProcesses
import Kernels
import LinearAlgebra

extension SavedModel {
    /// The version of the directory's layout.
    public static let formatVersion = 2

    /// Writes the model's files into a directory that exists.
    ///
    /// - Throws: ``CatalogueError`` for a kernel, likelihood or density that cannot be written down, and file errors.
    public func write(
        into directory: String, catalogue: KernelCatalogue = .standard, likelihoods: LikelihoodCatalogue = .standard
    ) throws {
        let text = try description(catalogue, likelihoods).text()
        try AtomicFile(directory + "/model.json").write(text)
        try NPYWriter(path: directory + "/x.npy").write(observations.x)
        try NPYWriter(path: directory + "/y.npy").write(observations.y)
        if let variances = observations.noiseVariances {
            try NPYWriter(path: directory + "/noise_variances.npy").write(variances)
        }
    }

    private func description(_ catalogue: KernelCatalogue, _ likelihoods: LikelihoodCatalogue) throws -> JSONValue {
        let process = prior.process
        var result: JSONValue = [
            "format": .integer(Self.formatVersion),
            "model": .string(prior.name),
            "method": .string(method.rawValue),
            "kernel": .string(try catalogue.expression(of: process.kernel).description),
            "mean": .string(try Self.name(of: process.mean)),
            "inputs": .array(inputNames.map { .string($0) }),
            "target": .string(targetName),
            "hasNoise": .bool(process.noise != nil),
            "parameters": .array(prior.parameters.map(Self.describe)),
        ]
        switch prior {
        case .process:
            result["likelihood"] = .string(try process.likelihood.map { try likelihoods.text(of: $0) } ?? "gaussian")
        case .mixture(let mixture):
            result["mixture"] = .string(try ModelCatalogue.text(of: mixture))
        case .heteroskedastic(let prior):
            result["noiseKernel"] = .string(try catalogue.expression(of: prior.logNoise.kernel).description)
            result["noiseMean"] = .string(try Self.name(of: prior.logNoise.mean))
        case .categorical(let prior):
            result["likelihood"] = .string(likelihoods.text(of: prior))
        }
        result["diagonalShift"] = Self.describe(shift)
        if let standardization {
            result["standardization"] = [
                "inputMeans": .numbers(standardization.inputMeans),
                "inputScales": .numbers(standardization.inputScales),
                "targetMean": .number(standardization.targetMean),
                "targetScale": .number(standardization.targetScale),
            ]
        }
        return result
    }

    private static func name(of mean: any MeanFunction) throws -> String {
        switch mean {
        case is ZeroMean: "zero"
        case is ConstantMean: "constant"
        case is LinearMean: "linear"
        default: throw CatalogueError("a mean of type \(type(of: mean)) cannot be written down")
        }
    }

    private static func describe(_ named: NamedParameter) -> JSONValue {
        var result: JSONValue = ["path": .string(named.path), "value": .number(named.parameter.value)]
        if !named.parameter.isTrainable { result["trainable"] = false }
        if let bounds = named.parameter.bounds { result["bounds"] = .numbers([bounds.lowerBound, bounds.upperBound]) }
        if let prior = named.parameter.prior { result["prior"] = .string(PriorCatalogue.text(of: prior)) }
        return result
    }

    private static func describe(_ shift: DiagonalShift) -> JSONValue? {
        switch shift {
        case .none: nil
        case .absolute(let amount): ["absolute": .number(amount)]
        case .relative(let multiple): ["relative": .number(multiple)]
        case .escalating(let from, let to): ["escalating": .numbers([from, to])]
        }
    }
}
