// GaussianProcesses
