/// A system with its conditions, ready to be discretised.
struct PosedSystem: Sendable {
    let formulation: SystemFormulation
    /// The conditions in one variable; empty in two.
    var endConditions: [SystemCondition] = []
    /// The conditions in two variables, by function and by variable; empty in one.
    var sides: [[[SideCondition]]] = []
    /// In one variable: the ends of the domain and the known singular points between them.
    var breaks: [Double] = []
    /// The values of the unknown coefficients of the formulation at points (one array a variable).
    var coefficients: @Sendable (_ columns: [[Double]]) -> [[Double]] = { _ in [] }
}

/// What the refinement of a system arrived at.
struct SystemOutcome: Sendable {
    let posed: PosedSystem
    let discretization: any SystemDiscretization
    let state: [Double]
    let linearOperator: any SystemOperator
    let converged: Bool
    /// Sentences about what stayed unresolved.
    var openReasons: [String] = []
    /// Newton steps in all.
    let steps: Int
}
