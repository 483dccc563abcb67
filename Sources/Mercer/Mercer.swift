// The umbrella: `import Mercer` brings every room.
@_exported import DataFormats
@_exported import Expressions
@_exported import GaussianProcesses
@_exported import KernelPDE
@_exported import Kernels
@_exported import Likelihoods
@_exported import LinearAlgebra
@_exported import ModelFiles
@_exported import Optimization
@_exported import Plots
