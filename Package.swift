// swift-tools-version: 6.1
import PackageDescription

/// One room of the house: its name, what it may look down upon, and whether it has tests of its own.
///
/// Arrows only point downward in this table; `Tests/StructureTests` checks it.
struct Room {
    var name: String
    var uses: [String] = []
    var isTested = true
}

let rooms: [Room] = [
    Room(name: "LinearAlgebra", uses: ["CVectorMath", "COpenBLAS", "CLAPACKE", "CFFTW"]),
    Room(name: "Optimization"),
    Room(name: "Expressions"),
    Room(name: "DataFormats", uses: ["LinearAlgebra"]),
    Room(name: "Plots", uses: ["LinearAlgebra"]),
    Room(name: "Kernels", uses: ["LinearAlgebra", "CVectorMath"]),
    Room(name: "Likelihoods", uses: ["Kernels", "LinearAlgebra"]),
    Room(name: "KernelLaws", uses: ["Likelihoods", "Kernels", "LinearAlgebra"]),
    Room(name: "GaussianProcesses", uses: ["Likelihoods", "Kernels", "Optimization", "LinearAlgebra"]),
    Room(name: "KernelPDE", uses: ["Kernels", "Expressions", "Optimization", "LinearAlgebra"]),
    Room(
        name: "ModelFiles",
        uses: ["GaussianProcesses", "Likelihoods", "Kernels", "Expressions", "DataFormats", "LinearAlgebra"]),
    Room(
        name: "Mercer",
        uses: [
            "ModelFiles", "KernelPDE", "GaussianProcesses", "Likelihoods", "Kernels", "Plots", "DataFormats",
            "Expressions", "Optimization", "LinearAlgebra",
        ], isTested: false),
]

/// What an importer of the umbrella depends on: without the rooms by name it would not be rebuilt when one of them changes.
let everyRoom = rooms.map { Target.Dependency(stringLiteral: $0.name) }
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "Mercer",
    products: [
        .library(name: "Mercer", targets: rooms.map(\.name)),
        .library(name: "KernelLaws", targets: ["KernelLaws"]),
        .executable(name: "mercer", targets: ["MercerCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
        .systemLibrary(name: "CFFTW", pkgConfig: "fftw3", providers: [.apt(["libfftw3-dev"])]),
        .target(name: "CVectorMath"),
        .testTarget(name: "CVectorMathTests", dependencies: ["CVectorMath"]),
    ]
        + rooms.map { room in
            .target(name: room.name, dependencies: room.uses.map { .init(stringLiteral: $0) })
        }
        + rooms.filter { $0.isTested }.map { room in
            .testTarget(
                name: room.name + "Tests",
                dependencies: Set(room.uses + [room.name, "KernelLaws"]).sorted().map { .init(stringLiteral: $0) }
            )
        }
        + [
            .executableTarget(name: "MercerCommand", dependencies: everyRoom + [argumentParser, yams]),
            .testTarget(name: "MercerCommandTests", dependencies: everyRoom + ["MercerCommand"]),
            .testTarget(name: "ReadmeTests", dependencies: everyRoom),
            .testTarget(name: "StructureTests"),
        ],
    swiftLanguageModes: [.v6]
)
