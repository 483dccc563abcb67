import DataFormats
import GaussianProcesses
import Kernels
import LinearAlgebra

extension SavedModel {
    /// Reads a model directory.
    ///
    /// - Throws: ``ModelFileError``, file errors, and errors of the kernel expression.
    public init(
        directory: String, catalogue: KernelCatalogue = .standard, likelihoods: LikelihoodCatalogue = .standard
    ) throws {
        let file = directory + "/model.json"
        let bytes = try MappedBytes(path: file)
        let text = bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        let root: JSONValue
        do { root = try JSONValue(parsing: text) } catch {
            throw ModelFileError.malformed(file: file, reason: error.description)
        }
        let reader = ModelReader(file: file, root: root)
        let version = try reader.integer("format")
        guard version <= Self.formatVersion else { throw ModelFileError.newerFormat(version) }

        let x = try NPYArray(path: directory + "/x.npy").matrix()
        let y = try NPYArray(path: directory + "/y.npy").vector()
        let variancesFile = directory + "/noise_variances.npy"
        let variances = fileExists(variancesFile) ? try NPYArray(path: variancesFile).vector() : nil

        var prior = try reader.prior(inputDimension: x.columnCount, catalogue, likelihoods)
        try reader.restoreParameters(of: &prior)
        let method = try reader.method(of: prior)
        try self.init(
            prior: prior, method: method, observations: Observations(x, y, noiseVariances: variances),
            standardization: reader.standardization(), inputNames: reader.strings("inputs"),
            targetName: reader.string("target"), shift: reader.shift())
        guard inputNames.count == x.columnCount else {
            throw ModelFileError.shapes("\(inputNames.count) input names, but x.npy has \(x.columnCount) columns")
        }
        if let standardization, standardization.inputMeans.count != x.columnCount {
            throw ModelFileError.shapes("the standardization is for \(standardization.inputMeans.count) columns")
        }
    }
}
