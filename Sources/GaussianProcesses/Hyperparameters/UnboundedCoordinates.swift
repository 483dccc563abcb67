#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// The trainable parameters of a process as a point w of R^p without limits, with the density of their posterior.
///
/// A parameter with a prior and no bounds of its own has its free coordinate u. Any other is confined to its limits
/// (see ``FreeCoordinates``) by u = l + (h - l)/(1 + exp(-w)); without a prior its density is uniform in u there. A real
/// parameter with neither has a flat density on the whole line.
struct UnboundedCoordinates: Sendable {
    let free: FreeCoordinates
    /// The limits in u of confined coordinates.
    private let boxes: [(lower: Double, upper: Double)?]

    init(of process: some Fittable, at observations: Observations) throws {
        free = try FreeCoordinates(of: process, at: observations)
        guard !free.coordinates.isEmpty else { throw HyperparameterError.nothingToTrain }
        var boxes: [(lower: Double, upper: Double)?] = []
        for coordinate in free.coordinates {
            let isConfined = coordinate.hasOwnLimits || coordinate.prior == nil
            guard isConfined && (coordinate.lower.isFinite || coordinate.upper.isFinite) else {
                boxes.append(nil)
                continue
            }
            guard coordinate.lower < coordinate.upper else { throw HyperparameterError.noRoom(coordinate.path) }
            boxes.append((coordinate.lower, coordinate.upper))
        }
        self.boxes = boxes
    }

    var count: Int { boxes.count }
    var paths: [String] { free.coordinates.map(\.path) }

    /// The point where the process is now; parameters on a limit are moved inside by a millionth.
    var start: [Double] {
        zip(free.start, boxes).map { u, box in
            guard let box else { return u }
            let t = Swift.min(Swift.max((u - box.lower) / (box.upper - box.lower), 1e-6), 1 - 1e-6)
            return log(t / (1 - t))
        }
    }

    /// The free coordinates at w.
    func freePoint(at w: [Double]) -> [Double] {
        zip(w, boxes).map { w, box in
            guard let box else { return w }
            return box.lower + (box.upper - box.lower) / (1 + exp(-w))
        }
    }

    /// The log density of the priors in w, normalised apart from what bounds cut off, and its gradient, at `process`
    /// with the parameters of w; beside it du/dw.
    func logPrior(of process: some Parameterized, at w: [Double]) -> (
        value: Double, gradient: [Double], slopes: [Double]
    ) {
        let values = process.parameterValues
        let natural = free.logPrior(of: process)
        var total = natural.value
        var gradient = natural.gradient
        var slopes = [Double](repeating: 1, count: count)
        for (i, coordinate) in free.coordinates.enumerated() {
            if coordinate.prior != nil {
                // The density of u is that of the value times |dv/du|.
                let value = values[coordinate.index]
                total += log(coordinate.domain.slope(at: value))
                gradient[i] += coordinate.domain.logSlopeDerivative(at: value)
            }
            guard let box = boxes[i] else { continue }
            let t = 1 / (1 + exp(-w[i]))
            slopes[i] = (box.upper - box.lower) * t * (1 - t)
            // log(t (1 - t)), without underflow.
            total += -abs(w[i]) - 2 * log1p(exp(-abs(w[i])))
            if coordinate.prior != nil { total += log(box.upper - box.lower) }
            gradient[i] = gradient[i] * slopes[i] + 1 - 2 * t
        }
        return (total, gradient, slopes)
    }
}

extension Domain {
    /// d log|dv/du| / du at the value v.
    func logSlopeDerivative(at value: Double) -> Double {
        switch self {
        case .real: 0
        case .positive: 1
        case .interval(let lower, let upper): (lower + upper - 2 * value) / (upper - lower)
        }
    }
}
