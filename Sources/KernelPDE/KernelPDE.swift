// KernelPDE
