// swift-tools-version: 6.1
import PackageDescription

/// Measurements: programs that time Mercer, alone or beside a peer. `Docs/Benchmarks.md` says how to run each.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "Mercer", path: "..")],
    targets: ["ExactProcess", "PDE"].map { name in
        .executableTarget(
            name: name, dependencies: [.product(name: "Mercer", package: "Mercer")], path: name,
            exclude: ["compare.py"])
    },
    swiftLanguageModes: [.v6]
)
