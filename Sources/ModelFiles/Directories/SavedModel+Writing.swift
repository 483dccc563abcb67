import DataFormats
import GaussianProcesses
import Kernels
import LinearAlgebra

extension SavedModel {
    /// The version of the directory's layout.
    public static let formatVersion = 1

    /// Writes the model's files into a directory that exists.
    ///
    /// - Throws: ``CatalogueError`` for a kernel that cannot be written down, and file errors.
    public func write(into directory: String, catalogue: KernelCatalogue = .standard) throws {
        guard process.likelihood == nil else {
            throw CatalogueError("a process with a likelihood cannot be saved yet; it would come back without it")
        }
        try AtomicFile(directory + "/model.json").write(description(catalogue).text())
        try NPYWriter(path: directory + "/x.npy").write(observations.x)
        try NPYWriter(path: directory + "/y.npy").write(observations.y)
        if let variances = observations.noiseVariances {
            try NPYWriter(path: directory + "/noise_variances.npy").write(variances)
        }
    }

    private func description(_ catalogue: KernelCatalogue) throws -> JSONValue {
        var result: JSONValue = [
            "format": .integer(Self.formatVersion),
            "model": "gaussian-process",
            "kernel": .string(try catalogue.expression(of: process.kernel).description),
            "mean": .string(try Self.name(of: process.mean)),
            "inputs": .array(inputNames.map { .string($0) }),
            "target": .string(targetName),
            "hasNoise": .bool(process.noise != nil),
            "parameters": .array(process.parameters.map(Self.describe)),
        ]
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
