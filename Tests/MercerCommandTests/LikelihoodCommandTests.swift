import DataFormats
import Foundation
import LinearAlgebra
import Testing

@Suite struct LikelihoodCommandTests {
    /// 60 rows of a smooth function of one input, made into a target of some kind.
    private func data(_ target: (_ f: Double, _ a: Double, inout SeededGenerator) -> Double) -> String {
        var generator = SeededGenerator(seed: 11)
        var lines = ["a,y"]
        for _ in 0..<60 {
            let a = generator.uniform()
            lines.append("\(a),\(target(1.5 * sin(6 * a), a, &generator))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func table(_ kind: String) -> String {
        switch kind {
        case "counts": data { f, _, g in (exp(f) + 0.5 * g.uniform()).rounded() }
        case "binary": data { f, _, g in f + 0.3 * g.normal() > 0 ? 1 : 0 }
        case "classes": data { _, a, _ in Double(Int(6 * a) % 3) }
        case "shares": data { f, _, g in 1 / (1 + exp(-f - 0.2 * g.normal())) }
        case "positive": data { f, _, g in exp(f + 0.2 * g.normal()) }
        default: data { f, a, g in f + 0.2 * (0.2 + a) * g.normal() }
        }
    }

    @Test(arguments: [
        ("real", ["--likelihood", "gaussian(variance=0.1)"]),
        ("real", ["--likelihood", "student-t(dof=4, scale=0.1)"]),
        ("real", ["--likelihood", "laplace"]), ("binary", ["--likelihood", "bernoulli"]),
        ("binary", ["--likelihood", "bernoulli(link=probit)", "--method", "expectation-propagation"]),
        ("counts", ["--likelihood", "poisson"]), ("counts", ["--likelihood", "negative-binomial(shape=3)"]),
        ("positive", ["--likelihood", "gamma(shape=2)"]), ("shares", ["--likelihood", "beta"]),
        ("classes", ["--likelihood", "ordinal"]), ("classes", ["--likelihood", "categorical"]),
        ("real", ["--likelihood", "heteroskedastic(kernel=rbf(lengthscale=1))"]),
        ("real", ["--model", "student-t-process(dof=5)"]),
        ("real", ["--model", "scale-mixture(burr12(c=2, d=3), noise=outside)"]),
        ("real", ["--model", "scale-mixture(half_cauchy(1))"]),
    ]) func fitThenPredictThenScore(kind: String, choice: [String]) throws {
        let folder = try Folder()
        try folder.write("train.csv", table(kind))
        let fit = try CommandRun(
            ["fit", "train.csv", "--target", "y", "--standardize", "--test", "0.25", "--output", "m", "--json"]
                + choice, in: folder)
        #expect(fit.status == 0, "\(fit.errors)")
        let report = try fit.json()
        #expect(report["logEvidence"]?.double != nil || report["bound"]?.double != nil)
        #expect(report["gradient"]?.members?.count == report["parameters"]?.members?.count)
        let nlpd = try #require(report["scores"]?["nlpd"]?.double)
        let isLabelled = ["binary", "classes"].contains(kind)
        if isLabelled {
            #expect(try #require(report["scores"]?["accuracy"]?.double) > 0.6)
            #expect(nlpd < 1.0)
        } else {
            #expect(report["scores"]?["accuracy"] == nil)
            #expect(try #require(report["scores"]?["coverage95"]?.double) > 0.7)
        }

        let predict = try CommandRun(
            ["predict", "m", "train.csv", "--output", "p.csv", "--samples", "2", "--noisy", "--json"], in: folder)
        #expect(predict.status == 0, "\(predict.errors)")
        let names = try CSVTable(path: folder.url.appendingPathComponent("p.csv").path).columnNames
        let classes = ["probability_0", "probability_1", "probability_2"]
        switch (kind, choice[1].hasPrefix("categorical")) {
        case (_, true): #expect(names == ["a", "class"] + classes + ["sample_1", "sample_2"])
        case ("classes", false): #expect(names[6...].starts(with: classes))
        case ("binary", false): #expect(names[6...].starts(with: classes.prefix(2)))
        default:
            #expect(
                names == [
                    "a", "mean", "variance_latent", "variance_noise", "lower95", "upper95", "sample_1", "sample_2",
                ])
        }

        let score = try CommandRun(["score", "p.csv", "--truth", "train.csv", "--target", "y", "--json"], in: folder)
        #expect(score.status == 0, "\(score.errors)")
        // The table says everything that these scores are made of.
        for key in isLabelled ? ["accuracy"] : ["rmse", "mae"] {
            let (own, other) = (try score.json()[key]?.double, try predict.json()["scores"]?[key]?.double)
            #expect(abs(try #require(own) - (try #require(other))) < 1e-12, "\(key)")
        }
    }

    @Test func scoresByHand() throws {
        let folder = try Folder()
        try folder.write(
            "p.csv", "mean,variance_latent,variance_noise,lower95,upper95,y\n0,0.5,0.5,-1,1,0.5\n1,0.25,0.75,0,1.5,3\n")
        let run = try CommandRun(["score", "p.csv", "--truth", "y", "--json"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let scores = try run.json()
        #expect(abs(try #require(scores["rmse"]?.double) - ((0.25 + 4) / 2).squareRoot()) < 1e-15)
        let nlpd = 0.5 * log(2 * Double.pi) + 0.25 * (0.25 + 4)
        #expect(abs(try #require(scores["nlpd"]?.double) - nlpd) < 1e-14)
        #expect(scores["coverage95"]?.double == 0.5)
        let given = try CommandRun(["score", "p.csv", "--truth", "y", "--intervals", "--json"], in: folder).json()
        // Widths 2 and 1.5; the second value misses by 1.5.
        #expect(given["intervalScore95"]?.double == (2 + 1.5 + 40 * 1.5) / 2)
        let classes = "class,probability_0,probability_1,y\n0,0.75,0.25,0\n1,0.5,0.5,0\n"
        try folder.write("c.csv", classes)
        let labels = try CommandRun(["score", "c.csv", "--truth", "y", "--json"], in: folder).json()
        #expect(labels["accuracy"]?.double == 0.5)
        #expect(abs(try #require(labels["nlpd"]?.double) + 0.5 * (log(0.75) + log(0.5))) < 1e-15)
    }

    @Test(arguments: [
        ("mean\n1\n", "nowhere", "neither a column"), ("a\n1\n", "a", "no column mean"),
        ("mean,y\n1,nan\n", "y", "not a finite number"), ("mean,variance,y\n1,-1,2\n", "y", "negative"),
        ("mean,y\n", "y", ""), ("probability_0,probability_1,y\n0.5,0.5,2\n", "y", "0 to 1"),
    ]) func scoresNeedTheirColumns(text: String, truth: String, says: String) throws {
        let folder = try Folder()
        try folder.write("p.csv", text)
        let run = try CommandRun(["score", "p.csv", "--truth", truth], in: folder)
        #expect(run.status == 1, "\(run.output)")
        #expect(run.errorLines.count == 1 && (says.isEmpty || run.errors.contains(says)), "\(run.errors)")
    }
}
