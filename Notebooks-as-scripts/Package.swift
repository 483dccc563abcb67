// swift-tools-version: 6.1
import PackageDescription

/// One executable script a story: a folder with one `main.swift`. `Scripts/notebook NAME` runs it.
let stories = [
    "burgers", "coupled-waves", "high-frequency-poisson", "inverse-diffusion", "irregular-domain",
    "multi-scale-allen-cahn",
    "three-dimensions",
]

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
