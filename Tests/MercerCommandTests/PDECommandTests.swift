import DataFormats
import Foundation
import Testing

@Suite struct PDECommandTests {
    /// The largest relative error each built-in problem with a known solution may have.
    static let tolerances: [(name: String, error: Double)] = [
        ("poisson-1d-single-sine", 2e-10), ("poisson-1d-mixed-sines", 1e-11), ("poisson-1d-sine-cosine", 2e-10),
        ("poisson-1d-quadratic-sine", 2e-11), ("poisson-1d-two-tones", 3e-10), ("poisson-1d-chirp", 2e-10),
        ("poisson-1d-bump", 1e-11), ("poisson-1d-kink", 1e-11), ("poisson-1d-boundary-layer", 1e-11),
        ("allen-cahn-1d", 2e-10), ("singular-layer", 1e-11), ("interface", 1e-11),
        ("poisson-2d-high-frequency", 1e-10), ("poisson-2d-oblique", 1e-10), ("helmholtz-2d", 1e-10),
        ("allen-cahn-2d", 1e-10), ("advection", 1e-10), ("heat", 1e-10), ("wave", 1e-10),
    ]

    @Test(arguments: tolerances) func examplesAreSolved(name: String, error: Double) throws {
        let run = try CommandRun(["pde", "solve", "example:\(name)", "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let report = try run.json()
        #expect(report["name"]?.string == name)
        #expect(report["converged"]?.bool == true)
        #expect(try #require(report["relativeL2Error"]?.double) <= error)
        #expect(try #require(report["residual"]?.double) <= 1e-8)
    }

    @Test func everyExampleSolvesAndChecks() throws {
        let list = try CommandRun(["pde", "examples", "--json"]).json()
        let names = try #require(list["examples"]?.array).compactMap { $0["name"]?.string }
        #expect(Set(Self.tolerances.map(\.name)).isSubset(of: names))
        for name in names {
            #expect(try CommandRun(["pde", "check", "example:\(name)"]).status == 0)
            #expect(try CommandRun(["pde", "solve", "example:\(name)", "--quiet"]).status == 0)
        }
    }

    @Test func frequenciesAreReported() throws {
        let report = try CommandRun(["pde", "solve", "example:poisson-1d-mixed-sines", "--json"]).json()
        let found = try #require(report["frequencies"]?["x"]?.array).compactMap(\.double)
        for tone in [1.0, 20, 100] {
            #expect(found.contains { abs($0 - tone) < 1e-2 * tone }, "\(tone) is not among \(found)")
        }
    }

    @Test func outputDirectoryIsComplete() throws {
        let folder = try Folder()
        let run = try CommandRun(
            ["pde", "solve", "example:poisson-1d-single-sine", "--output", "out", "--grid", "x=101"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(folder.names == ["out"])
        let table = try CSVTable(path: folder.url.appendingPathComponent("out/solution.csv").path)
        #expect(table.columnNames == ["x", "u", "standard_deviation"])
        let (x, u) = (try table.vector(column: "x"), try table.vector(column: "u"))
        #expect(x.count == 101)
        for i in 0..<x.count { #expect(abs(u[i] - sin(100 * x[i])) < 1e-9) }
        #expect(try folder.read("out/solution.svg").hasPrefix("<"))
        #expect(try JSONValue(parsing: folder.read("out/report.json"))["converged"]?.bool == true)
        // The same directory may be written again, and problem.yaml solves to the same.
        let again = try CommandRun(["pde", "solve", "out/problem.yaml", "--output", "out"], in: folder)
        #expect(again.status == 0, "\(again.errors)")
    }

    @Test func fieldsAreWritten() throws {
        let folder = try Folder()
        let run = try CommandRun(
            ["pde", "solve", "example:wave", "--output", "out", "--grid", "x=21,t=31"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let u = try NPYArray(path: folder.url.appendingPathComponent("out/solution.npy").path).matrix()
        #expect(u.rowCount == 21 && u.columnCount == 31)
        for i in 0..<21 {
            for j in 0..<31 {
                let (x, t) = (Double(i) / 20, 2 * Double(j) / 30)
                #expect(abs(u[i, j] - sin(3 * Double.pi * x) * cos(3 * Double.pi * t)) < 1e-10)
            }
        }
        #expect(try folder.read("out/solution.csv").hasPrefix("x,t,u,standard_deviation\n"))
        #expect(folder.names == ["out"])
        let vtk = try #require(
            FileManager.default.contents(atPath: folder.url.appendingPathComponent("out/solution.vtk").path))
        #expect(String(decoding: vtk.prefix(26), as: UTF8.self) == "# vtk DataFile Version 3.0")
    }

    @Test func templateSolves() throws {
        let folder = try Folder()
        try folder.write("p.yaml", CommandRun(["pde", "new", "mine"]).output)
        let run = try CommandRun(["pde", "solve", "p.yaml", "--json"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try run.json()["name"]?.string == "mine")
    }

    @Test func manufacturedSourceComesFromTheExactSolution() throws {
        let problem = """
            variables: {x: [0, 1]}
            equation: u_xx + exp(u) = manufactured
            conditions: [{on: boundary, equation: "u = manufactured"}]
            exact: sin(30*x)
            """
        let run = try CommandRun(["pde", "solve", "-", "--json"], input: problem)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try #require(run.json()["relativeL2Error"]?.double) < 1e-11)
    }

    @Test func helpHasAnExample() throws {
        for command in [
            ["pde", "solve"], ["pde", "check"], ["pde", "new"], ["pde", "examples"], ["fit"], ["predict"], ["gram"],
            ["doctor"], ["kernels"],
        ] {
            let run = try CommandRun(command + ["--help"])
            #expect(run.status == 0)
            #expect(run.output.contains("Example: mercer"), "\(command)")
        }
    }
}
