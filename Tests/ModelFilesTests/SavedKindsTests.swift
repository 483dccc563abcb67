import Foundation
import GaussianProcesses
import Kernels
import Likelihoods
import LinearAlgebra
import ModelFiles
import Testing

/// Models of every kind come back from their directory with the same predictions.
@Suite struct SavedKindsTests {
    private static let kernel = 1.2 * SquaredExponential(lengthscales: 0.4)
    private static let mixture = ScaleMixture(
        of: GaussianProcess(kernel: kernel, mean: .constant(0.2), noiseVariance: 0.05),
        scale: .burr(power: 2, tailShape: 3), noise: .outside)

    private static func priors() throws -> [ModelPrior] {
        var held = StudentTLikelihood(degreesOfFreedom: 4, scale: 0.3)
        held.degreesOfFreedom.isTrainable = false
        let likelihoods: [any Likelihood] = [
            held, LaplaceLikelihood(scale: 0.3), ProbitLikelihood(), LogitLikelihood(), PoissonLikelihood(),
            NegativeBinomialLikelihood(shape: 2), GammaLikelihood(shape: 2), BetaLikelihood(precision: 5),
            try OrdinalLikelihood(thresholds: [0.5, 1.5]),
        ]
        func process(_ likelihood: some Likelihood) -> ModelPrior {
            .process(GaussianProcess(kernel: kernel, mean: .constant(0.1), likelihood: likelihood))
        }
        return likelihoods.map { process($0) } + [
            .mixture(mixture),
            .mixture(ScaleMixture(of: mixture.process, scale: .inverseGamma(degreesOfFreedom: 5))),
            .heteroskedastic(
                HeteroskedasticProcess(
                    process: GaussianProcess(kernel: kernel, mean: .constant(0.3)),
                    logNoise: GaussianProcess(kernel: Matern32(lengthscales: 1), mean: .constant(-2)))),
            .categorical(CategoricalProcess(process: GaussianProcess(kernel: kernel), classCount: 3)),
            .categorical(
                CategoricalProcess(
                    process: GaussianProcess(kernel: kernel), classCount: 3, link: .robustMax(error: 0.01))),
        ]
    }

    private func observations(_ support: Support) throws -> Observations {
        let x = Matrix(rowCount: 15, columnCount: 1) { i, _ in Double(i) / 14 }
        let y = Vector(
            (0..<15).map { i -> Double in
                switch support {
                case .real: Double((i * 7) % 5) - 2
                case .positive: 0.5 + Double((i * 7) % 5)
                case .unitInterval: 0.1 + 0.15 * Double((i * 7) % 5)
                case .counts: Double((i * 7) % 5)
                case .categories(let count): Double((i * 7) % count)
                }
            })
        return try Observations(x, y)
    }

    @Test(arguments: 0..<14) func modelsComeBackTheSame(index: Int) throws {
        let prior = try Self.priors()[index]
        let data = try observations(prior.support)
        let units = prior.support == .real ? try Standardization(of: data) : try .ofInputs(data)
        for method in prior.methods {
            let saved = SavedModel(
                prior: prior, method: method, observations: try units.standardize(data), standardization: units,
                inputNames: ["t"], targetName: "y")
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mercer-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try saved.write(into: folder.path)
            let loaded = try SavedModel(directory: folder.path)
            #expect(loaded.prior.parameters == prior.parameters)
            #expect(loaded.method == method && loaded.observations == saved.observations)

            let points = Matrix(rows: [[0.21], [0.77]])
            let (a, b) = (try saved.posterior(), try loaded.posterior())
            let (one, other) = (try saved.predict(a, at: points), try loaded.predict(b, at: points))
            #expect(one.classProbabilities == other.classProbabilities)
            if one.hasOrder {
                #expect(one.mean == other.mean && one.latentVariance == other.latentVariance)
                #expect(one.noisyInterval95.lower == other.noisyInterval95.lower)
                #expect(one.mean.allSatisfy(\.isFinite) && one.latentVariance.allSatisfy { $0 >= 0 })
                #expect((0..<2).allSatisfy { one.interval95.lower[$0] < one.interval95.upper[$0] })
            }
            for row in one.classProbabilities.isEmpty ? 0..<0 : 0..<2 {
                #expect(abs(one.classProbabilities.reduce(0) { $0 + $1[row] } - 1) < 1e-9)
            }
            let scores = try loaded.score(b, other, at: points, against: [data.y[0], data.y[5]])
            #expect(try #require(scores.nlpd).isFinite)
            let drawn = try loaded.samples(b, at: points, count: 4, seed: 1, isNoisy: true)
            #expect(drawn.rowCount == 2 && drawn.columnCount == 4)
            #expect((0..<2).allSatisfy { row in drawn.row(row).allSatisfy { prior.support.contains($0) } })
        }
    }

    @Test func aMethodThatDoesNotApplyIsRefused() throws {
        let prior = ModelPrior.process(GaussianProcess(kernel: Self.kernel, likelihood: .poisson))
        let data = try observations(.counts)
        #expect(throws: CatalogueError.self) { try prior.conditioned(on: data, by: .exact) }
        #expect(throws: CatalogueError.self) { try prior.fitted(to: data, by: .expectationPropagation) }
    }

    @Test func scoresOfNormalPredictionsAreTheOnesOfTheProcess() throws {
        let prior = GaussianProcess(kernel: Self.kernel, noiseVariance: 0.3)
        let data = try observations(.real)
        let model = SavedModel(process: prior, observations: data, inputNames: ["t"], targetName: "y")
        let posterior = try model.posterior()
        let prediction = try model.predict(posterior, at: data.x)
        let scores = try model.score(posterior, prediction, at: data.x, against: data.y)
        let expected = Scores(of: try prior.conditioned(on: data).predict(at: data.x), against: data.y)
        #expect(scores.rmse == expected.rmse && scores.mae == expected.mae)
        #expect(abs(try #require(scores.nlpd) - expected.nlpd) < 1e-14)
        #expect(abs(try #require(scores.crps) - expected.crps) < 1e-14)
        #expect(scores.coverage95 == expected.coverage95 && scores.accuracy == nil)
    }
}
