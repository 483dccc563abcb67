import Foundation
import Mercer

/// The README's example; returns what it prints.
func readmeExample() throws -> (Fitted<Posterior>, Prediction) {
    // begin
    let x = Matrix(rowCount: 30, columnCount: 1) { row, _ in Double(row) / 5 }
    let y = Vector(x.column(0).map { sin($0) })

    let process = GaussianProcess(kernel: 1.0 * SquaredExponential(lengthscales: 1), noiseVariance: 1e-4)
    let fitted = try process.fitted(to: Observations(x, y))
    let prediction = fitted.posterior.predict(at: Matrix(rows: [[1.23], [4.56]]))
    // end
    return (fitted, prediction)
}
