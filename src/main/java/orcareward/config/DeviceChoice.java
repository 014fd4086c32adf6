package orcareward.config;

/** Where tensors live: {@code auto} takes CUDA when libtorch sees a device. */
public enum DeviceChoice {
    AUTO, CPU, CUDA
}
