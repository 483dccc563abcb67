/// The spectral mixture Σ_q w_q exp(-l_q d²) cos(2πμ_q d): a spectrum of Gaussians. Infinitely differentiable.
public typealias SpectralMixture = EnvelopeMixture<GaussianEnvelope>

/// The Student-t mixture Σ_q w_q M(d; b_q) cos(2πμ_q d) with Matérn envelopes M: a spectrum of Student-t densities, whose
/// heavy tails suit sharp features. Twice differentiable by default; take a higher `degree` for more.
public typealias StudentMixture = EnvelopeMixture<MaternEnvelope>

extension EnvelopeMixture where Envelope == GaussianEnvelope {
    /// A mixture of Gaussian spectra.
    public init(_ components: [SpectralComponent]) { self.init(components, envelope: GaussianEnvelope()) }
}

extension EnvelopeMixture where Envelope == MaternEnvelope {
    /// A mixture of Student-t spectra with 2 `degree` + 1 degrees of freedom; `degree` derivatives exist.
    public init(_ components: [SpectralComponent], degree: Int = 2) {
        self.init(components, envelope: MaternEnvelope(degree: degree))
    }
}
