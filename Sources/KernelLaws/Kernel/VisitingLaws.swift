import Kernels

/// Parameters: unique paths, a stable order, values that survive a round trip, values outside the domain refused, and
/// free coordinates whose slope is the derivative.
func checkVisiting(_ kernel: some Kernel, _ findings: inout Findings) {
    checkParameters(of: kernel, &findings)
}

func checkParameters<Value: Parameterized>(of value: Value, _ findings: inout Findings) {
    let named = value.parameters
    let paths = named.map(\.path)
    findings.require("parameter paths are unique", Set(paths).count == paths.count, "\(paths)")
    findings.require(
        "parameter count", value.parameterCount == named.count, "\(value.parameterCount) against \(named.count)")
    var copy = value
    let moved = named.map { movedInside($0.parameter) }
    do throws(KernelError) {
        try copy.setParameterValues(moved)
        findings.require(
            "parameter round trip", copy.parameterValues == moved, "\(copy.parameterValues) where \(moved) was set")
        findings.require("parameter order", copy.parameters.map(\.path) == paths, "\(copy.parameters.map(\.path))")
    } catch {
        findings.require("parameter round trip", false, "\(error)")
    }
    for (index, entry) in named.enumerated() {
        var invalid = moved
        invalid[index] = .nan
        var target = value
        var isRefused = false
        do throws(KernelError) { try target.setParameterValues(invalid) } catch { isRefused = true }
        findings.require("parameter domains", isRefused, "\(entry.path) accepted NaN")
        let (domain, current) = (entry.parameter.domain, entry.parameter.value)
        let free = domain.freeCoordinate(of: current)
        findings.requireEqual(
            "free coordinates", domain.value(at: free), current, tolerance: 1e-13 * abs(current), entry.path)
        findings.requireDerivative(
            "free coordinates", domain.slope(at: current), of: domain.value(at:), at: free, step: 1e-2,
            scale: abs(current), entry.path)
    }
}
