// KernelLaws
