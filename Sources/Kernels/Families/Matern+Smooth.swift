extension Matern32: SmoothStationaryKernel {
    public var smoothness: Int { 1 }

    public func applyProfileDerivative(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        MaternProfile(order: 1.5).write(order: m, power: p, s, count: count, into: values)
    }
}

extension Matern52: SmoothStationaryKernel {
    public var smoothness: Int { 2 }

    public func applyProfileDerivative(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        MaternProfile(order: 2.5).write(order: m, power: p, s, count: count, into: values)
    }
}

extension Matern: SmoothStationaryKernel {
    public var smoothness: Int { profile.smoothness }

    public func applyProfileDerivative(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>
    ) {
        profile.write(order: m, power: p, s, count: count, into: values)
    }
}
