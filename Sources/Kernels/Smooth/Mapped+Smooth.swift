/// A map each of whose coordinates is an affine function of one input coordinate, no input used twice.
///
/// Derivatives then pass through it one by one: D^α k(g(x), ·) = Π_e a_e^α'_e D^α' k at g(x), where α' renames the
/// orders; a derivative along a coordinate that g ignores is zero.
public protocol CoordinatewiseMap: InputMap {
    /// For each coordinate of g(x): the input coordinate it comes from and the slope a_e.
    func sources(inputDimension: Int) -> [(coordinate: Int, slope: Double)]

    /// Adds Σ_e `weights[e]` ∂ log|a_e|/∂θ_p to `gradient[p]` (nothing by default).
    func pullbackLogSlopes(_ weights: [Double], into gradient: UnsafeMutablePointer<Double>)
}

extension CoordinatewiseMap {
    public func pullbackLogSlopes(_ weights: [Double], into gradient: UnsafeMutablePointer<Double>) {}

    /// The derivative of the base kernel that belongs to one of the composed kernel, and its factor.
    fileprivate func image(of index: MultiIndex) -> (index: MultiIndex, factor: Double) {
        let sources = sources(inputDimension: index.dimension)
        let used = sources.reduce(0) { $0 + index[$1.coordinate] }
        var factor = used == index.total ? 1.0 : 0.0
        for source in sources {
            for _ in 0..<index[source.coordinate] { factor *= source.slope }
        }
        return (MultiIndex(sources.map { index[$0.coordinate] }), factor)
    }
}

extension Columns: CoordinatewiseMap {
    public func sources(inputDimension: Int) -> [(coordinate: Int, slope: Double)] { indices.map { ($0, 1) } }
}

extension Rescaling: CoordinatewiseMap {
    public func sources(inputDimension: Int) -> [(coordinate: Int, slope: Double)] {
        lengthscales.inverses(dimension: inputDimension).enumerated().map { ($0.offset, $0.element) }
    }

    public func pullbackLogSlopes(_ weights: [Double], into gradient: UnsafeMutablePointer<Double>) {
        let parameters = lengthscales.parameters
        for (c, weight) in weights.enumerated() {
            let p = parameters.count == 1 ? 0 : c
            gradient[p] -= weight / parameters[p].value
        }
    }
}

extension Mapped: SmoothKernel where Base: SmoothKernel, Map: CoordinatewiseMap {
    public var smoothness: Int { base.smoothness }

    public func allowsDerivative(_ index: MultiIndex) -> Bool {
        let coordinates = map.sources(inputDimension: index.dimension).map(\.coordinate)
        return Set(coordinates).count == coordinates.count && base.allowsDerivative(map.image(of: index).index)
    }

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        let (a, b) = (map.image(of: x), map.image(of: z))
        let factor = a.factor * b.factor
        guard factor != 0 else { return tile.fill(repeating: 0) }
        map.withImages(of: pairs) { base.fillDerivative(tile, at: $0, x: a.index, z: b.index) }
        tile.scale(by: factor)
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let (a, b) = (map.image(of: x), map.image(of: z))
        guard a.factor * b.factor != 0 else { return 0 }
        let scaled = adjoint.scaled(by: a.factor * b.factor)
        let mapCount = map.parameterCount
        return map.withImages(of: pairs) { images in
            let inner = base.pullbackDerivative(scaled, at: images, x: a.index, z: b.index, into: gradient + mapCount)
            guard mapCount > 0 else { return inner }
            // Through the factor Π a_e^(α'_e+β'_e), and through the places of evaluation in both arguments.
            map.pullbackLogSlopes((a.index + b.index).orders.map { Double($0) * inner }, into: gradient)
            pullbackPlaces(scaled, pairs.x, images, a.index, b.index, into: gradient)
            scaled.withTransposed {
                pullbackPlaces($0, pairs.z, images.swapped, b.index, a.index, into: gradient)
            }
            return inner
        }
    }

    private func pullbackPlaces(
        _ adjoint: Adjoint, _ points: Points, _ images: Pairs, _ x: MultiIndex, _ z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) {
        Tile.withScratch(rowCount: images.x.count, columnCount: images.x.dimension) { slopes in
            slopes.fill(repeating: 0)
            for c in 0..<images.x.dimension {
                base.withDerivative(adjoint.rowCount, adjoint.columnCount, at: images, x.raised(along: c), z) { tile in
                    for j in 0..<adjoint.columnCount {
                        for i in 0..<adjoint.rowCount { slopes[i, c] += adjoint[i, j] * tile[i, j] }
                    }
                }
            }
            map.pullback(slopes.asAdjoint, at: points, into: gradient)
        }
    }
}
