// swift-tools-version: 6.1
import PackageDescription

/// Measurements: programs that time Mercer, alone or beside a peer. `Docs/Benchmarks.md` says how to run each.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "Mercer", path: "..")],
    targets: [("ExactProcess", true), ("LaplaceClassification", true), ("HeavyTails", false), ("PDE", false)].map {
        (name, hasPeer) in
        .executableTarget(
            name: name, dependencies: [.product(name: "Mercer", package: "Mercer")], path: name,
            exclude: hasPeer ? (name == "ExactProcess" ? ["compare.py", "compare_fit.py"] : ["compare.py"]) : [])
    },
    swiftLanguageModes: [.v6]
)
