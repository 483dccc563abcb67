import CVectorMath

/// cos and sin of 2π times a number of turns, and the derivatives of both.
struct Turns {
    let cosine: UnsafeMutablePointer<Double>
    let sine: UnsafeMutablePointer<Double>

    /// Calls `body` with rows of cos(2π f d) and sin(2π f d) for lags d.
    ///
    /// Whole turns are removed before multiplying by 2π, so that large lags lose no more than their own rounding.
    static func withRows(
        _ lags: UnsafePointer<Double>, frequency f: Double, count: Int, _ body: (Turns) -> Void
    ) {
        Tile.withScratch(rowCount: count, columnCount: 2) { scratch in
            let (cosine, sine) = (scratch.column(0), scratch.column(1))
            for i in 0..<count {
                let turns = lags[i] * f
                sine[i] = 2 * Double.pi * (turns - turns.rounded())
            }
            cv_sincos(sine, cosine, sine, count)
            body(Turns(cosine: cosine, sine: sine))
        }
    }

    /// cos(2π f d + n π/2) for lag i: the n-th derivative of the cosine, up to the factor (2πf)^n.
    @inline(__always)
    func cosine(_ i: Int, quarterTurns n: Int) -> Double {
        switch n & 3 {
        case 0: cosine[i]
        case 1: -sine[i]
        case 2: -cosine[i]
        default: sine[i]
        }
    }
}
