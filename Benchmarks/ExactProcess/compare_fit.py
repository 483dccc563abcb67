"""Times fits to convergence and predictions beside GPyTorch and GPy, alternating in one run.

    python compare_fit.py PATH_TO_ExactProcess [rounds]

Needs numpy, scipy, torch, gpytorch and GPy; a peer that is missing is left out. Squared exponential with 8 lengthscales,
zero mean, 2 threads each, exact Cholesky everywhere. Fits: n = 1000, from unit lengthscales and variance and noise
variance 0.1, log parameters within [-7, 7] (noise [log 1e-6, 5]); the peers' evidence and gradient are maximised by
SciPy's L-BFGS-B with its default rules, which are Mercer's. Predictions: mean and latent variance at 10 000 points from
n = 2000, factorisation included. Before its turn each side rests. Prints medians and ratios with the values reached.
"""
import os
os.environ["OMP_NUM_THREADS"] = "2"
import json, statistics, subprocess, sys, tempfile, time
import numpy as np
from scipy.optimize import minimize

D = 8


def target(x):
    random = np.random.Generator(np.random.PCG64(7))
    w, b, a = random.uniform(1, 6, size=D), random.uniform(0, 2 * np.pi, size=D), random.uniform(0.2, 1, size=D)
    f = (np.sin(x * w + b) * a).sum(1) + 0.5 * np.cos(3 * x[:, 0] * x[:, 1])
    return f / np.sqrt(D) * 1.7


def data(n, test=10_000):
    """The regression data of the reference timings: a smooth function of 8 inputs with noise of deviation 0.1."""
    random = np.random.Generator(np.random.PCG64(1000))
    x = random.uniform(size=(n, D))
    y = target(x) + 0.1 * random.standard_normal(n)
    y -= target(np.random.Generator(np.random.PCG64(5)).uniform(size=(4096, D))).mean()
    return x, y, np.random.Generator(np.random.PCG64(2000)).uniform(size=(test, D))


def gpytorch_peer(x, y, points):
    import torch, gpytorch
    torch.set_num_threads(2)
    torch.set_default_dtype(torch.float64)

    class Model(gpytorch.models.ExactGP):
        def __init__(self, likelihood):
            super().__init__(torch.tensor(x), torch.tensor(y), likelihood)
            self.mean_module = gpytorch.means.ZeroMean()
            self.covar_module = gpytorch.kernels.ScaleKernel(gpytorch.kernels.RBFKernel(ard_num_dims=D))

        def forward(self, z):
            return gpytorch.distributions.MultivariateNormal(self.mean_module(z), self.covar_module(z))

    likelihood = gpytorch.likelihoods.GaussianLikelihood(noise_constraint=gpytorch.constraints.GreaterThan(1e-8))
    model = Model(likelihood)
    evidence = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
    raw = [model.covar_module.base_kernel.raw_lengthscale, model.covar_module.raw_outputscale,
           likelihood.noise_covar.raw_noise]
    settings = gpytorch.settings

    def assign(theta):
        values = np.exp(theta)
        model.covar_module.base_kernel.lengthscale = torch.tensor(values[:D])[None]
        model.covar_module.outputscale = float(values[D])
        likelihood.noise = float(values[D + 1])

    def evaluate(theta):
        assign(theta)
        model.train(), likelihood.train()
        for p in raw:
            p.grad = None
        with settings.fast_computations(False, False, False), settings.max_cholesky_size(10**6):
            value = evidence(model(torch.tensor(x)), torch.tensor(y)) * len(y)
            value.backward()
        slopes = []
        for p, lower in zip(raw, (0, 0, 1e-8)):
            r = p.detach().reshape(-1)
            slopes.append((p.grad.reshape(-1) / torch.sigmoid(r) * (torch.nn.functional.softplus(r) + lower)).numpy())
        return float(value.detach()), np.concatenate(slopes)

    def predict(theta):
        assign(theta)
        model.train(), model.eval(), likelihood.eval()
        with torch.no_grad(), settings.fast_computations(False, False, False), settings.max_cholesky_size(10**6):
            p = model(torch.tensor(points))
            return p.mean.numpy(), p.variance.numpy()

    return evaluate, predict


def gpy_peer(x, y, points):
    import GPy
    model = GPy.models.GPRegression(x, y[:, None], GPy.kern.RBF(D, ARD=True), noise_var=0.1)

    def assign(theta):
        values = np.exp(theta)
        model[:] = np.concatenate([values[D:D + 1], values[:D], values[D + 1:]])

    def evaluate(theta):
        assign(theta)
        g, values = model.gradient, np.exp(theta)
        return float(model.log_likelihood()), np.concatenate(
            [g[1:1 + D] * values[:D], g[:1] * values[D], g[1 + D:] * values[D + 1]])

    def predict(theta):
        assign(theta)
        mean, variance = model.predict_noiseless(points)
        return mean[:, 0], variance[:, 0]

    return evaluate, predict


def fit(evaluate):
    count = [0]

    def objective(theta):
        count[0] += 1
        value, gradient = evaluate(theta)
        return -value, -gradient

    start = np.zeros(D + 2)
    start[D + 1] = np.log(0.1)
    result = minimize(objective, start, jac=True, method="L-BFGS-B",
                      bounds=[(-7, 7)] * (D + 1) + [(np.log(1e-6), 5)], options=dict(maxiter=500, maxcor=10))
    return -float(result.fun), count[0]


class Mercer:
    def __init__(self, binary, folder):
        self.process = subprocess.Popen(
            [binary, "answer", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, question):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def sides(n, binary, folder):
    x, y, points = data(n)
    np.save(folder + "/x.npy", x), np.save(folder + "/y.npy", y), np.save(folder + "/points.npy", points)
    peers = {}
    for name, make in (("GPyTorch", gpytorch_peer), ("GPy", gpy_peer)):
        try:
            peers[name] = make(x, y, points)
        except ImportError:
            print(f"{name} is missing and left out")
    return Mercer(binary, folder), peers


def report(task, times, values):
    ours = statistics.median(times["Mercer"])
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{task}, {name}: {median:.3f} s, {median / ours:.2f} times Mercer's; {values[name]}", flush=True)


def main():
    binary, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    theta = np.log(np.r_[0.5 + 0.1 * np.arange(D), 1.3, 0.02])
    for task, n in (("fit", 1000), ("predict", 2000)):
        with tempfile.TemporaryDirectory() as folder:
            ours, peers = sides(n, binary, folder)
            times, values = {"Mercer": []}, {}
            for round_index in range(rounds):
                time.sleep(0.5)
                answer = ours.ask(task)
                times["Mercer"].append(answer.pop("seconds"))
                values["Mercer"] = answer
                for name, (evaluate, predict) in peers.items():
                    time.sleep(0.5)
                    start = time.perf_counter()
                    if task == "fit":
                        value, count = fit(evaluate)
                        result = {"logEvidence": value, "evaluations": count}
                    else:
                        mean, variance = predict(theta)
                        result = {"meanSum": float(mean.sum()), "varianceSum": float(variance.sum())}
                    times.setdefault(name, []).append(time.perf_counter() - start)
                    values[name] = result
            ours.close()
            report(task, times, values)


main()
