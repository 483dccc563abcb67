/// The text of `mercer pde new`.
enum ProblemTemplate {
    static func text(name: String) -> String {
        """
        # A differential equation for u. Check it with 'mercer pde check', solve it with 'mercer pde solve'.
        name: \(quoted(name))

        # The variable and its bounds; bounds are expressions.
        variables: {x: [0, 1]}

        # Named constants, for use in all expressions.
        parameters: {k: 40}

        # One equation, left = right. Derivatives of u: u_x, u_xx, ... up to order 4. Any smooth non-linearity is allowed.
        # Functions: sin cos tan exp log sqrt abs sinh cosh tanh asin acos atan erf sign min max, where(x < 1/3, 1, 10),
        # and d(EXPR, x) for the derivative of an expression, as in d(where(x < 1/3, 1, 10)*u_x, x) = 1.
        # Put expressions with a comma or a colon between quotation marks.
        equation: "u_xx + k^2*u = exp(x)"

        # As many conditions as the order: Dirichlet (u = 0), Neumann (u_x = 1), Robin (u + 2*u_x = 0), or {on: "periodic x"}.
        conditions:
          - {on: "x = 0", equation: "u = 0"}
          - {on: "x = 1", equation: "u + 0.5*u_x = 1"}

        # If the solution is known, errors are reported; 'manufactured' as a right-hand side is then computed from it.
        # exact: "sin(k*x)"

        """
    }

    private static func quoted(_ name: String) -> String {
        name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
            ? name : "\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
