import DataFormats
import Foundation
import LinearAlgebra
import Testing

@Suite struct ProcessCommandTests {
    /// y = sin(5 a) + b² with small noise, as CSV.
    private func data(rows: Int, seed: UInt64) -> String {
        var generator = SeededGenerator(seed: seed)
        var lines = ["a,b,y"]
        for _ in 0..<rows {
            let (a, b) = (generator.uniform(), generator.uniform())
            lines.append("\(a),\(b),\(sin(5 * a) + b * b + 0.02 * generator.normal())")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test func fitThenPredict() throws {
        let folder = try Folder()
        try folder.write("train.csv", data(rows: 80, seed: 1))
        try folder.write("test.csv", data(rows: 40, seed: 2))
        let fit = try CommandRun(
            ["fit", "train.csv", "--target", "y", "--standardize", "--test", "test.csv", "--output", "m", "--json"],
            in: folder)
        #expect(fit.status == 0, "\(fit.errors)")
        let report = try fit.json()
        #expect(report["converged"]?.bool == true)
        #expect(try #require(report["scores"]?["rmse"]?.double) < 0.05)
        #expect(report["parameters"]?["noise.variance"]?.double != nil)
        #expect(report["gradient"]?.members?.count == report["parameters"]?.members?.count)

        let predict = try CommandRun(
            ["predict", "m", "test.csv", "--output", "p.csv", "--samples", "2", "--json"], in: folder)
        #expect(predict.status == 0, "\(predict.errors)")
        // The saved model predicts what the fit scored.
        #expect(try predict.json()["scores"]?["rmse"]?.double == report["scores"]?["rmse"]?.double)
        let table = try CSVTable(path: folder.url.appendingPathComponent("p.csv").path)
        #expect(
            table.columnNames == [
                "a", "b", "mean", "variance_latent", "variance_noise", "lower95", "upper95", "sample_1", "sample_2",
            ])
        #expect(table.rowCount == 40)
    }

    @Test func predictionsDoNotDependOnColumnOrder() throws {
        let folder = try Folder()
        try folder.write("train.csv", data(rows: 30, seed: 3))
        #expect(try CommandRun(["fit", "train.csv", "--target", "y", "--output", "m"], in: folder).status == 0)
        let one = try CommandRun(["predict", "m", "-"], in: folder, input: "a,b\n0.25,0.75\n")
        let other = try CommandRun(["predict", "m", "-"], in: folder, input: "b,a\n0.75,0.25\n")
        #expect(one.status == 0 && one.output == other.output)
        let missing = try CommandRun(["predict", "m", "-"], in: folder, input: "a\n0.25\n")
        #expect(missing.status == 1 && missing.errors.contains("'b'"))
    }

    @Test func noIterationsEvaluateAtTheGivenParameters() throws {
        let folder = try Folder()
        try folder.write("two.csv", "a,y\n0,1\n1,-1\n")
        let run = try CommandRun(
            [
                "fit", "two.csv", "--target", "y", "--kernel", "2*rbf(lengthscale=1)", "--noise", "0.5", "--mean",
                "zero",
                "--iterations", "0", "--output", "m", "--json",
            ], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        // By hand: C = [[2.5, c], [c, 2.5]] with c = 2 exp(-1/2), y = (1, -1): yᵀC⁻¹y = 2/(2.5 - c).
        let c = 2 * exp(-0.5)
        let expected = -0.5 * (2 / (2.5 - c) + log((2.5 - c) * (2.5 + c)) + 2 * log(2 * Double.pi))
        #expect(abs(try #require(run.json()["logEvidence"]?.double) - expected) < 1e-13)
        #expect(try run.json()["parameters"]?["kernel.variance"]?.double == 2)
    }

    @Test func gramMatchesTheFormula() throws {
        let folder = try Folder()
        try folder.write("x.csv", "0,0\n1,2\n")
        let arguments = ["gram", "1.5*rbf(lengthscale=2) + white(0.25)", "--x", "x.csv", "--output"]
        #expect(try CommandRun(arguments + ["k.npy"], in: folder).status == 0)
        let k = try NPYArray(path: folder.url.appendingPathComponent("k.npy").path).matrix()
        #expect(k[0, 0] == 1.75 && k[1, 1] == 1.75 && k[0, 1] == k[1, 0])
        #expect(abs(k[0, 1] - 1.5 * exp(-5.0 / 8)) < 1e-15)
        #expect(try CommandRun(arguments + ["k.csv"], in: folder).status == 0)
        #expect(try CSVTable(path: folder.url.appendingPathComponent("k.csv").path, header: .absent).matrix() == k)
    }

    @Test func doctorFindsOpenBLAS() throws {
        let report = try CommandRun(["doctor", "--json"]).json()
        #expect(report["choleskyLibrary"]?.string?.contains("openblas") == true)
    }

    @Test func interruptionLeavesNothing() throws {
        let folder = try Folder()
        try folder.write("big.csv", data(rows: 2500, seed: 4))
        let process = Process()
        process.executableURL = CommandRun.binary
        process.currentDirectoryURL = folder.url
        process.arguments = ["fit", "big.csv", "--target", "y", "--output", "m", "--restarts", "1000"]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        // Before the command has a handler the signal would just kill it.
        while process.isRunning && !handlesInterrupt(process.processIdentifier) { sched_yield() }
        while process.isRunning {
            process.interrupt()
            sched_yield()
        }
        #expect(process.terminationReason == .exit && process.terminationStatus == 130)
        #expect(folder.names == ["big.csv"])
    }

    @Test func sizeLimitsAreErrorsAndLeaveNothing() throws {
        let folder = try Folder()
        try folder.write("x.csv", (0..<300).map { "\($0)" }.joined(separator: "\n") + "\n")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.currentDirectoryURL = folder.url
        process.arguments = [
            "-c", "ulimit -f 1; exec \"$0\" gram rbf --x x.csv --output k.npy", CommandRun.binary.path,
        ]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 1, "\(text)")
        #expect(text.contains("k.npy"))
        #expect(folder.names == ["x.csv"])
    }

    /// Whether a process ignores or catches SIGINT, by the masks of its status.
    private func handlesInterrupt(_ identifier: Int32) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)) ?? ""
        return status.split(separator: "\n").contains { line in
            let parts = line.split(separator: ":")
            guard parts.count == 2, parts[0] == "SigIgn" || parts[0] == "SigCgt" else { return false }
            let mask = UInt64(parts[1].trimmingCharacters(in: .whitespaces), radix: 16) ?? 0
            return mask & (1 << (UInt64(SIGINT) - 1)) != 0
        }
    }
}
