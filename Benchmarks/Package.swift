// swift-tools-version: 6.1
import PackageDescription

/// Measurements: programs that time Mercer, alone or beside a peer. `Docs/Benchmarks.md` says how to run each.
let programs: [(name: String, scripts: [String])] = [
    ("ExactProcess", ["compare.py", "compare_fit.py"]), ("LaplaceClassification", ["compare.py"]), ("HeavyTails", []),
    ("PDE", ["compare.py"]),
]

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "Mercer", path: "..")],
    targets: programs.map { program in
        .executableTarget(
            name: program.name, dependencies: [.product(name: "Mercer", package: "Mercer")], path: program.name,
            exclude: program.scripts)
    },
    swiftLanguageModes: [.v6]
)
