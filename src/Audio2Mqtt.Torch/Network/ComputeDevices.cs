using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Network;

/// <summary>Finds the device that was asked for.</summary>
public static class ComputeDevices
{
    /// <summary>Whether training would run on a GPU.</summary>
    /// <exception cref="DeviceException">CUDA was asked for and is not here.</exception>
    public static bool IsCuda(ComputeDevice wanted)
    {
        if (wanted == ComputeDevice.Cpu) return false;
        TorchRuntime.Require();
        var isThere = cuda.is_available();
        if (isThere || wanted == ComputeDevice.Auto) return isThere;
        throw new DeviceException(
            "--device cuda: no CUDA device can be used; check that nvidia-smi lists one and that libtorch was built for CUDA (LIBTORCH names its folder), "
            + "or train with --device cpu");
    }

    /// <summary>The device itself.</summary>
    /// <exception cref="DeviceException">CUDA was asked for and is not here.</exception>
    internal static Device Resolve(ComputeDevice wanted) => IsCuda(wanted) ? CUDA : CPU;
}
