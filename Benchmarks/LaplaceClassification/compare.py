"""Times Laplace classification beside scikit-learn's GaussianProcessClassifier, alternating in one run.

    python compare.py PATH_TO_LaplaceClassification [evaluate|fit] [n]

Needs numpy and scikit-learn. The same kernel (variance times squared exponential with 8 lengthscales, 9 parameters), the
same logistic likelihood, 2 threads each. `evaluate` times the evidence with its gradient at new parameters in each of five
rounds, each side in turn after a rest; `fit` times whole fits by L-BFGS from the same start. The values at common
parameters are compared first.
"""
import os
os.environ["OMP_NUM_THREADS"] = "2"
os.environ["OPENBLAS_NUM_THREADS"] = "2"
import json, statistics, subprocess, sys, tempfile, time
import numpy as np
from sklearn.gaussian_process import GaussianProcessClassifier
from sklearn.gaussian_process.kernels import RBF, ConstantKernel

D, ROUNDS = 8, 5


def kernel(theta):
    values = np.exp(theta)
    return ConstantKernel(values[-1], (1e-5, 1e5)) * RBF(values[:-1], (1e-5, 1e5))


class Mercer:
    def __init__(self, binary, folder):
        self.process = subprocess.Popen(
            [binary, "serve", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, verb, theta):
        self.process.stdin.write(verb + " " + " ".join(repr(float(t)) for t in theta) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def main():
    binary = sys.argv[1]
    task = sys.argv[2] if len(sys.argv) > 2 else "evaluate"
    n = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    theta = np.log(np.r_[0.5 + 0.1 * np.arange(D), 4.0])
    random = np.random.default_rng(n)
    x = random.uniform(size=(n, D))
    y = (np.sin(6 * x[:, 0]) + x[:, 1] - 0.5 + 0.3 * random.standard_normal(n) > 0).astype(float)
    with tempfile.TemporaryDirectory() as folder:
        np.save(folder + "/x.npy", x)
        np.save(folder + "/y.npy", y)
        ours = Mercer(binary, folder)
        times, values = ([], []), ([], [])
        if task == "evaluate":
            model = GaussianProcessClassifier(kernel(theta), optimizer=None).fit(x, y).base_estimator_
            order = np.r_[D, 0:D]  # scikit-learn's parameters start with the variance
            for round in range(ROUNDS):
                point = theta + (0.02 * random.standard_normal(D + 1) if round else 0)
                time.sleep(0.3)
                answer = ours("evaluate", point)
                times[0].append(answer["seconds"]), values[0].append(answer["logEvidence"])
                time.sleep(0.3)
                start = time.perf_counter()
                value, _ = model.log_marginal_likelihood(point[order], eval_gradient=True)
                times[1].append(time.perf_counter() - start), values[1].append(value)
        else:
            answer = ours("fit", theta)
            times[0].append(answer["seconds"]), values[0].append(answer["logEvidence"])
            time.sleep(0.3)
            start = time.perf_counter()
            model = GaussianProcessClassifier(kernel(theta)).fit(x, y)
            times[1].append(time.perf_counter() - start), values[1].append(model.log_marginal_likelihood_value_)
            print(f"Mercer: {answer['evaluations']} evaluations")
        ours.close()
    mine, other = map(statistics.median, times)
    gap = max(abs(a - b) for a, b in zip(*values))
    print(f"{task}, n = {n}: Mercer {mine:.3f} s, scikit-learn {other:.3f} s, ratio {other / mine:.1f}; "
          f"evidences differ by at most {gap:.1e} (first {values[0][0]:.9f})", flush=True)


main()
