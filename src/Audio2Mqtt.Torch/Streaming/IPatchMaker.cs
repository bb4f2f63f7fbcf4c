using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Makes of one source's sound what the network takes, patch by patch, and remembers what the next patch has in common with the last.</summary>
internal interface IPatchMaker : IDisposable
{
    /// <summary>The patch that begins at a position.</summary>
    /// <param name="position">Of its first sample; later than that of the last call, unless <see cref="Reset"/> was called.</param>
    /// <param name="window">Its samples.</param>
    /// <returns>[1, …], the caller's.</returns>
    Tensor Next(long position, ReadOnlySpan<float> window);

    /// <summary>Forgets: what comes next does not go on from what came last.</summary>
    void Reset();
}
