import Kernels
import Synchronization

/// A kernel that counts how it is called: single entries against bulk calls.
public struct CountingKernel<Base: Kernel>: Kernel {
    /// The calls of each kind.
    public struct Counts: Sendable, Equatable {
        /// Calls of `fill` for one entry, and for more.
        public var singleFills = 0, bulkFills = 0
        /// Calls of `fillDiagonal`.
        public var diagonals = 0
        /// Calls of `pullback`.
        public var pullbacks = 0
        /// Calls of `pullbackInputs`.
        public var inputPullbacks = 0
    }

    private final class Log: Sendable {
        let counts = Mutex(Counts())
    }

    private var base: Base
    private let log = Log()

    /// A counter around a kernel. Copies share their counts.
    public init(_ base: Base) { self.base = base }

    /// The calls so far.
    public var counts: Counts { log.counts.withLock { $0 } }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { base.visitParameters(visit) }

    public func validate(inputDimension: Int) throws(KernelError) { try base.validate(inputDimension: inputDimension) }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        log.counts.withLock {
            if tile.rowCount * tile.columnCount == 1 { $0.singleFills += 1 } else { $0.bulkFills += 1 }
        }
        base.fill(tile, at: pairs)
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        log.counts.withLock { $0.diagonals += 1 }
        base.fillDiagonal(values, at: points)
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        log.counts.withLock { $0.pullbacks += 1 }
        return base.pullback(adjoint, at: pairs, into: gradient)
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        base.pullbackDiagonal(weights, at: points, into: gradient)
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        log.counts.withLock { $0.inputPullbacks += 1 }
        base.pullbackInputs(adjoint, at: pairs, into: gradient)
    }
}
