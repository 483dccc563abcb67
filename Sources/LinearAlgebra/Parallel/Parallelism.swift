import COpenBLAS
import Dispatch
import Synchronization

/// The one owner of threads: either tasks outside and one BLAS thread inside, or one task and BLAS threads inside.
///
/// Both at once is 6 to 10 times slower (OpenBLAS workers spin), so nothing else in the project sets thread counts.
/// `forEach` is never nested: a nested call runs serially.
public enum Parallelism {
    /// OpenBLAS's thread count is global to the process. Whoever needs one thread says so by raising a count, and the
    /// full number comes back only when nobody does: saving and restoring it would go wrong between two callers.
    private struct State {
        var threadCount = Int(openblas_get_num_threads())
        var singleThreadRequests = 0
        var isForEachRunning = false

        mutating func requestSingleThread() {
            singleThreadRequests += 1
            if singleThreadRequests == 1 { openblas_set_num_threads(1) }
        }

        mutating func releaseSingleThread() {
            singleThreadRequests -= 1
            if singleThreadRequests == 0 { openblas_set_num_threads(Int32(threadCount)) }
        }
    }

    private static let state = Mutex(State())

    /// The number of threads the process may use: the number of cores (or what OPENBLAS_NUM_THREADS said when the
    /// program started) unless `setThreadCount` changed it.
    public static var threadCount: Int { state.withLock { $0.threadCount } }

    /// Sets the number of threads for the whole process. Call it once, at the start of a program.
    public static func setThreadCount(_ count: Int) {
        precondition(count >= 1, "At least one thread is needed.")
        state.withLock { state in
            state.threadCount = count
            if state.singleThreadRequests == 0 { openblas_set_num_threads(Int32(count)) }
        }
    }

    /// Calls `body(i)` for i in 0..<count, in any order, on all cores with one BLAS thread each.
    ///
    /// Runs serially when there is one thread, one task, or when such a loop is already running.
    public static func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
        let entered =
            count > 1
            && state.withLock { state in
                guard state.threadCount > 1 && !state.isForEachRunning else { return false }
                state.isForEachRunning = true
                state.requestSingleThread()
                return true
            }
        guard entered else {
            for i in 0..<Swift.max(count, 0) { body(i) }
            return
        }
        DispatchQueue.concurrentPerform(iterations: count, execute: body)
        state.withLock { state in
            state.isForEachRunning = false
            state.releaseSingleThread()
        }
    }

    /// Runs `body` with one BLAS thread, for small factorisations, where threads only cost.
    public static func withSingleBLASThread<R>(_ body: () throws -> R) rethrows -> R {
        state.withLock { $0.requestSingleThread() }
        defer { state.withLock { $0.releaseSingleThread() } }
        return try body()
    }
}
