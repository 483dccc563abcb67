#if canImport(Glibc)
    import Glibc
#endif

extension ExpressionProgram {
    /// Points per instruction: a register is then 2 KiB, and ten of them stay in the first-level cache.
    static let blockLength = 256

    /// Runs the program on columns of numbers, one block of points after the other.
    ///
    /// Each step is one simple loop over a block, so its dispatch costs nothing; variables are read in place.
    func run(columns: [UnsafePointer<Double>], count: Int, into targets: [UnsafeMutablePointer<Double>]) {
        let length = Self.blockLength
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(registerCount, 1) * length) { storage in
            guard let base = storage.baseAddress else { return }
            base.initialize(repeating: 0, count: storage.count)
            var registers = (0..<registerCount).map { UnsafePointer(base + $0 * length) }
            var start = 0
            while start < count {
                let size = min(length, count - start)
                for step in steps {
                    if case .variable(let index) = step.operation {
                        registers[step.register] = columns[index] + start
                    } else {
                        let own = base + step.register * length
                        step.operation.fill(own, registers, size)
                        registers[step.register] = UnsafePointer(own)
                    }
                }
                for (target, result) in zip(targets, results) {
                    memmove(target + start, registers[result], size * MemoryLayout<Double>.stride)
                }
                start += size
            }
        }
    }
}

extension Operation {
    /// The operation on a block of `count` points; the target may be an operand's register.
    fileprivate func fill(
        _ target: UnsafeMutablePointer<Double>, _ registers: [UnsafePointer<Double>], _ count: Int
    ) {
        switch self {
        case .constant(let bits): target.update(repeating: Double(bitPattern: bits), count: count)
        case .variable: break
        case .negate(let a): unary(target, registers[a], count) { -$0 }
        case .add(let a, let b): binary(target, registers[a], registers[b], count) { $0 + $1 }
        case .subtract(let a, let b): binary(target, registers[a], registers[b], count) { $0 - $1 }
        case .multiply(let a, let b): binary(target, registers[a], registers[b], count) { $0 * $1 }
        case .divide(let a, let b): binary(target, registers[a], registers[b], count) { $0 / $1 }
        case .integerPower(let a, 2): unary(target, registers[a], count) { $0 * $0 }
        case .integerPower(let a, let n): unary(target, registers[a], count) { $0.raised(to: n) }
        case .power(let a, let b): binary(target, registers[a], registers[b], count) { Glibc.pow($0, $1) }
        case .call(.sin, let a): unary(target, registers[a], count) { Glibc.sin($0) }
        case .call(.cos, let a): unary(target, registers[a], count) { Glibc.cos($0) }
        case .call(.exp, let a): unary(target, registers[a], count) { Glibc.exp($0) }
        case .call(.sqrt, let a): unary(target, registers[a], count) { $0.squareRoot() }
        case .call(.abs, let a): unary(target, registers[a], count) { Swift.abs($0) }
        case .call(let f, let a): unary(target, registers[a], count) { f($0) }
        case .extremum(let e, let a, let b): binary(target, registers[a], registers[b], count) { e.choose($0, $1) }
        case .select(let relation, let left, let right, let a, let b):
            let (left, right, a, b) = (registers[left], registers[right], registers[a], registers[b])
            for i in 0..<count { target[i] = relation.holds(left[i], right[i]) ? a[i] : b[i] }
        }
    }
}

@inline(__always)
private func unary(
    _ target: UnsafeMutablePointer<Double>, _ a: UnsafePointer<Double>, _ count: Int, _ body: (Double) -> Double
) {
    for i in 0..<count { target[i] = body(a[i]) }
}

@inline(__always)
private func binary(
    _ target: UnsafeMutablePointer<Double>, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int,
    _ body: (Double, Double) -> Double
) {
    for i in 0..<count { target[i] = body(a[i], b[i]) }
}
