import Kernels

/// Parameters: unique paths, a stable order, and values that survive a round trip.
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
}
