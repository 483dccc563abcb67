import CFFTW
import Synchronization

/// An FFTW plan for out-of-place transforms of any two arrays, freed when its last owner lets go.
///
/// FFTW's planner is not thread safe, so making and freeing plans holds one lock; executing a plan on new arrays is
/// safe from any number of threads. Plans are made by estimate (no timing runs, so results do not depend on the load)
/// and without assumptions on alignment.
final class FourierPlan: @unchecked Sendable {
    /// What a plan transforms, which together with the length identifies it.
    enum Kind: Hashable, Sendable {
        case complexForward, complexBackward, realForward, realBackward
        case cosineI, cosineII, cosineIII, sineI
    }

    private struct Key: Hashable {
        var kind: Kind
        var length: Int
    }

    private static let planner = Mutex<Void>(())
    private static let cache = Mutex<[Key: FourierPlan]>([:])
    /// Beyond this number of plans the cache starts afresh; plans in use live on.
    private static let cacheLimit = 64

    let handle: OpaquePointer

    /// The plan for the given kind and length, from the cache if possible; `nil` if FFTW refuses.
    static func shared(_ kind: Kind, length: Int) -> FourierPlan? {
        let key = Key(kind: kind, length: length)
        if let plan = cache.withLock({ $0[key] }) { return plan }
        guard let plan = FourierPlan(kind, length: length) else { return nil }
        // Dropped plans are freed outside the lock of the cache.
        let dropped = cache.withLock { plans in
            let old = plans.count >= cacheLimit ? plans : [:]
            if !old.isEmpty { plans = [:] }
            plans[key] = plan
            return old
        }
        _ = dropped
        return plan
    }

    private init?(_ kind: Kind, length: Int) {
        let flags = FFTW_ESTIMATE | UInt32(FFTW_UNALIGNED)
        let n = Int32(length)
        // Planning by estimate touches no array, but FFTW wants addresses that differ.
        let source = UnsafeMutablePointer<Double>.allocate(capacity: 2 * length + 2)
        let target = UnsafeMutablePointer<Double>.allocate(capacity: 2 * length + 2)
        defer {
            source.deallocate()
            target.deallocate()
        }
        let complexSource = UnsafeMutableRawPointer(source).assumingMemoryBound(to: fftw_complex.self)
        let complexTarget = UnsafeMutableRawPointer(target).assumingMemoryBound(to: fftw_complex.self)
        func real(_ kind: fftw_r2r_kind) -> OpaquePointer? { fftw_plan_r2r_1d(n, source, target, kind, flags) }
        // The lock hands out sendable values only, hence the address.
        let address = Self.planner.withLock { _ in
            let plan: OpaquePointer? =
                switch kind {
                case .complexForward: fftw_plan_dft_1d(n, complexSource, complexTarget, FFTW_FORWARD, flags)
                case .complexBackward: fftw_plan_dft_1d(n, complexSource, complexTarget, FFTW_BACKWARD, flags)
                case .realForward: fftw_plan_dft_r2c_1d(n, source, complexTarget, flags)
                case .realBackward: fftw_plan_dft_c2r_1d(n, complexSource, target, flags)
                case .cosineI: real(FFTW_REDFT00)
                case .cosineII: real(FFTW_REDFT10)
                case .cosineIII: real(FFTW_REDFT01)
                case .sineI: real(FFTW_RODFT00)
                }
            return Int(bitPattern: plan)
        }
        guard let plan = OpaquePointer(bitPattern: address) else { return nil }
        handle = plan
    }

    deinit {
        Self.planner.withLock { _ in fftw_destroy_plan(handle) }
    }
}

/// FFTW refuses a plan only for lengths that the callers exclude, or when memory is exhausted.
func requiredPlan(_ kind: FourierPlan.Kind, length: Int) -> FourierPlan {
    guard let plan = FourierPlan.shared(kind, length: length) else {
        preconditionFailure("No Fourier plan of length \(length) could be made.")
    }
    return plan
}
