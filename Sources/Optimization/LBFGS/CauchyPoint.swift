/// The first local minimiser of the quadratic model along the projected steepest descent path P(x − t g).
///
/// Algorithm CP of Byrd, Lu, Nocedal and Zhu (1995): the path is piecewise linear, with a break where a coordinate
/// meets its bound; the model's first two derivatives along it are updated from piece to piece in O(m²).
struct CauchyPoint {
    /// The point xᶜ.
    var point: [Double]
    /// Wᵀ(xᶜ − x).
    var projection: [Double]

    init(from x: [Double], gradient g: [Double], bounds: Bounds, memory: CurvatureMemory) {
        let breaks = x.indices.map { i in
            g[i] < 0 ? (x[i] - bounds.upper[i]) / g[i] : g[i] > 0 ? (x[i] - bounds.lower[i]) / g[i] : .infinity
        }
        var direction = x.indices.map { breaks[$0] > 0 ? -g[$0] : 0 }
        var p = memory.transposedProduct(direction)
        projection = [Double](repeating: 0, count: memory.order)
        point = x

        let squared = dot(direction, direction)
        var slope = -squared
        var curvature = memory.theta * squared - dot(p, memory.middleProduct(p))
        let leastCurvature = Double.ulpOfOne * memory.theta * squared
        curvature = max(curvature, leastCurvature)
        var reach = squared > 0 ? -slope / curvature : 0
        var time = 0.0

        for b in x.indices.filter({ breaks[$0] > 0 && breaks[$0] < .infinity }).sorted(by: { breaks[$0] < breaks[$1] })
        {
            let piece = breaks[b] - time
            guard reach >= piece else { break }
            point[b] = direction[b] > 0 ? bounds.upper[b] : bounds.lower[b]
            let moved = point[b] - x[b]
            for k in projection.indices { projection[k] += piece * p[k] }
            let row = memory.row(b)
            let middleRow = memory.middleProduct(row)
            slope += piece * curvature + g[b] * g[b] + memory.theta * g[b] * moved - g[b] * dot(middleRow, projection)
            curvature -=
                memory.theta * g[b] * g[b] + 2 * g[b] * dot(middleRow, p) + g[b] * g[b] * dot(middleRow, row)
            curvature = max(curvature, leastCurvature)
            for k in p.indices { p[k] += g[b] * row[k] }
            direction[b] = 0
            time = breaks[b]
            reach = slope < 0 ? -slope / curvature : 0
        }
        time += reach
        for i in x.indices where direction[i] != 0 { point[i] = bounds.clamped(x[i] + time * direction[i], at: i) }
        for k in projection.indices { projection[k] += reach * p[k] }
    }
}
