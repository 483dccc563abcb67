// swift-tools-version: 6.1
import PackageDescription

/// One executable script a story: a folder with one `main.swift`. `Scripts/notebook NAME` runs it.
let stories = ["high-frequency-poisson", "multi-scale-allen-cahn"]

let package = Package(
    name: "Notebooks",
    dependencies: [.package(name: "Mercer", path: "..")],
    targets: [.target(name: "Notebook", path: "Notebook")]
        + stories.map { name in
            .executableTarget(
                name: name, dependencies: ["Notebook", .product(name: "Mercer", package: "Mercer")], path: name)
        },
    swiftLanguageModes: [.v6]
)
