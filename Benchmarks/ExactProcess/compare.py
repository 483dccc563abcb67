"""Times one evidence with gradient beside GPyTorch, alternating in one run.

    python compare.py PATH_TO_ExactProcess [n ...]

Needs numpy, torch and gpytorch. Squared exponential with 8 lengthscales, 2 threads each, exact Cholesky on both sides;
every evaluation has new parameters. In each of seven rounds each side evaluates three times in a row, as in a fit, and
its median counts; before its turn all rest, so that no spinning thread of one side disturbs the other. Prints medians of
the rounds and their ratio; the values at common parameters are compared first.
"""
import os
os.environ["OMP_NUM_THREADS"] = "2"
import json, statistics, subprocess, sys, tempfile, time
import numpy as np, torch, gpytorch

torch.set_num_threads(2)
torch.set_default_dtype(torch.float64)
D, ROUNDS = 8, 7


class Model(gpytorch.models.ExactGP):
    def __init__(self, x, y, likelihood):
        super().__init__(x, y, likelihood)
        self.mean_module = gpytorch.means.ZeroMean()
        self.covar_module = gpytorch.kernels.ScaleKernel(gpytorch.kernels.RBFKernel(ard_num_dims=D))

    def forward(self, x):
        return gpytorch.distributions.MultivariateNormal(self.mean_module(x), self.covar_module(x))


def peer(x, y):
    likelihood = gpytorch.likelihoods.GaussianLikelihood(noise_constraint=gpytorch.constraints.GreaterThan(1e-8))
    xt, yt = torch.tensor(x), torch.tensor(y)
    model = Model(xt, yt, likelihood)
    model.train(), likelihood.train()
    evidence = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
    parameters = list(model.parameters())

    def evaluate(theta):
        values = np.exp(theta)
        model.covar_module.base_kernel.lengthscale = torch.tensor(values[:D])[None]
        model.covar_module.outputscale = float(values[D])
        likelihood.noise = float(values[D + 1])
        for p in parameters:
            p.grad = None
        with gpytorch.settings.fast_computations(False, False, False), gpytorch.settings.max_cholesky_size(10**6):
            start = time.perf_counter()
            value = evidence(model(xt), yt) * len(y)
            value.backward()
            return time.perf_counter() - start, float(value.detach())

    return evaluate


class Mercer:
    def __init__(self, binary, folder):
        self.process = subprocess.Popen(
            [binary, "serve", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, theta):
        self.process.stdin.write(" ".join(repr(float(t)) for t in theta) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["seconds"], answer["logEvidence"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def main():
    binary, sizes = sys.argv[1], [int(n) for n in sys.argv[2:]] or [1000, 2000, 4000]
    theta = np.log(np.r_[0.5 + 0.1 * np.arange(D), 1.3, 0.02])
    for n in sizes:
        random = np.random.default_rng(n)
        x = random.uniform(size=(n, D))
        y = np.sin(4 * x[:, 0]) + x[:, 1] * x[:, 2] + 0.1 * random.standard_normal(n)
        with tempfile.TemporaryDirectory() as folder:
            np.save(folder + "/x.npy", x)
            np.save(folder + "/y.npy", y)
            ours, theirs = Mercer(binary, folder), peer(x, y)
            a, b = ours(theta)[1], theirs(theta)[1]
            times = ([], [])
            for _ in range(ROUNDS):
                moved = theta + 0.02 * random.standard_normal((3, D + 2))
                for side, evaluate in enumerate((ours, theirs)):
                    time.sleep(0.5)
                    times[side].append(statistics.median(evaluate(point)[0] for point in moved))
            ours.close()
        mine, other = map(statistics.median, times)
        print(f"n = {n}: Mercer {mine:.4f} s, GPyTorch {other:.4f} s, ratio {other / mine:.2f}; "
              f"evidence {a:.9f} and {b:.9f}", flush=True)


main()
