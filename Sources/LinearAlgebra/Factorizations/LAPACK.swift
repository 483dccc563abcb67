import CLAPACKE

/// What every LAPACKE call here shares: column-major layout, workspaces asked for, threads only where they pay.
enum LAPACK {
    static let columnMajor = LAPACK_COL_MAJOR

    /// The one-letter options of LAPACK's interface.
    enum Option {
        static let lower = letter("L")
        static let upper = letter("U")
        static let transposed = letter("T")
        static let plain = letter("N")
        static let vectors = letter("V")
        static let thin = letter("S")
        static let left = letter("L")
        static let nonUnit = letter("N")
        static let oneNorm = letter("1")

        private static func letter(_ scalar: Unicode.Scalar) -> CChar { CChar(truncatingIfNeeded: scalar.value) }
    }

    /// Below this order a second BLAS thread costs more than it brings.
    private static let threadingOrder = 256

    /// Runs `body` with one BLAS thread if the largest dimension is small, else with all.
    static func withThreads<R>(forOrder order: Int, _ body: () -> R) -> R {
        order <= threadingOrder ? Parallelism.withSingleBLASThread(body) : body()
    }

    /// Asks `call` for its optimal workspace (length -1), allocates it and calls again; returns LAPACK's `info`.
    static func withWorkspace(_ call: (UnsafeMutablePointer<Double>, Int32) -> Int32) -> Int32 {
        var optimum = 0.0
        let query = call(&optimum, -1)
        guard query == 0 else { return query }
        let length = Swift.max(1, Int(optimum))
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: length) { buffer in
            guard let base = buffer.baseAddress else { return -1 }
            return call(base, Int32(length))
        }
    }

    /// The same for routines with a second workspace of integers.
    static func withWorkspaces(
        _ call: (UnsafeMutablePointer<Double>, Int32, UnsafeMutablePointer<Int32>, Int32) -> Int32
    ) -> Int32 {
        var optimum = 0.0
        var integerOptimum: Int32 = 0
        let query = call(&optimum, -1, &integerOptimum, -1)
        guard query == 0 else { return query }
        var integers = [Int32](repeating: 0, count: Swift.max(1, Int(integerOptimum)))
        let integerLength = Int32(integers.count)
        let length = Swift.max(1, Int(optimum))
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: length) { buffer in
            guard let base = buffer.baseAddress else { return -1 }
            return call(base, Int32(length), &integers, integerLength)
        }
    }
}
