import DataFormats
import Foundation
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import ModelFiles
import Testing

@Suite struct SavedModelTests {
    private func temporaryFolder() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("mercer-models-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    private func model(mean: any MeanFunction, standardized: Bool) throws -> SavedModel {
        var generator = SeededGenerator(seed: 5)
        let x = Matrix(rowCount: 20, columnCount: 2) { _, _ in 10 + generator.normal() }
        let y = Vector((0..<20).map { sin(x[$0, 0]) + 3 * x[$0, 1] })
        let original = try Observations(x, y)
        let standardization = standardized ? try Standardization(of: original) : nil
        let observations = try standardization?.standardize(original) ?? original
        var process = GaussianProcess(
            kernel: 1.7 * Matern52(lengthscales: .perCoordinate([0.9, 2.1])) + White(variance: 0.01),
            mean: mean, noise: .positive(0.03))
        process.updateParameter(at: "kernel.left.variance") {
            $0.prior = .logNormal(mean: 0.5, standardDeviation: 2)
            $0.bounds = 0.1...20
        }
        process.updateParameter(at: "noise.variance") { $0.isTrainable = false }
        return SavedModel(
            process: process.started(at: observations), observations: observations, standardization: standardization,
            inputNames: ["depth", "width, in m"], targetName: "load", shift: .relative(toMeanDiagonal: 1e-12))
    }

    @Test(arguments: [("zero", false), ("constant", true), ("linear", false), ("linear", true)])
    func modelsComeBackTheSame(mean: String, standardized: Bool) throws {
        let means: [String: any MeanFunction] = [
            "zero": ZeroMean(), "constant": ConstantMean(), "linear": LinearMean(),
        ]
        let saved = try model(mean: try #require(means[mean]), standardized: standardized)
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try saved.write(into: folder.path)
        let loaded = try SavedModel(directory: folder.path)

        #expect(loaded.prior.parameters == saved.prior.parameters)
        #expect(loaded.inputNames == saved.inputNames && loaded.targetName == saved.targetName)
        #expect(loaded.standardization == saved.standardization && loaded.shift == saved.shift)
        #expect(loaded.observations == saved.observations)
        let points = Matrix(rows: [[9.5, 10.5], [11, 8]])
        let (a, b) = (
            try saved.predict(saved.posterior(), at: points), try loaded.predict(loaded.posterior(), at: points)
        )
        #expect(a.mean == b.mean && a.latentVariance == b.latentVariance && a.noiseVariance == b.noiseVariance)
    }

    @Test(arguments: [
        ("{", "model.json"), ("{\"format\": 99}", "newer"), ("{\"format\": 1}", "kernel"),
    ]) func brokenFilesAreNamed(text: String, says: String) throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try model(mean: ZeroMean(), standardized: false).write(into: folder.path)
        try text.write(to: folder.appendingPathComponent("model.json"), atomically: true, encoding: .utf8)
        let error = #expect(throws: (any Error).self) { try SavedModel(directory: folder.path) }
        let message = "\(try #require(error))"
        #expect(message.contains(says), "\(message)")
    }

    @Test func whatCannotBeWrittenDownIsNotWritten() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        var saved = try model(mean: ZeroMean(), standardized: false)
        saved.prior = .process(GaussianProcess(kernel: SquaredExponential(), likelihood: .poisson))
        let none = LikelihoodCatalogue([])
        #expect(throws: CatalogueError.self) { try saved.write(into: folder.path, likelihoods: none) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func priorsAreWrittenAndRead() throws {
        let priors: [Prior] = [
            .logNormal(mean: -0.5, standardDeviation: 2), .normal(mean: 1, standardDeviation: 3),
            .gamma(shape: 2, rate: 0.5), .inverseGamma(shape: 3, rate: 1.5), .halfNormal(standardDeviation: 0.1),
            .halfCauchy(scale: 0.7), .horseshoe(scale: 0.2), .dimensionScaled(8),
        ]
        for prior in priors { #expect(try PriorCatalogue.prior(PriorCatalogue.text(of: prior)) == prior) }
        #expect(throws: CatalogueError.self) { try PriorCatalogue.prior("log_norm(0, 1)") }
        #expect(throws: CatalogueError.self) { try PriorCatalogue.prior("horseshoe(scale=-1)") }
        #expect(try PriorCatalogue.prior("dimension_scaled(dimension=8)") == .dimensionScaled(8))
    }
}
