namespace Audio2Mqtt.Torch.Network;

/// <summary>What is known about torch on this machine.</summary>
public sealed record TorchInfo
{
    /// <summary><c>System</c> (the system's libtorch) or <c>Package</c> (the official TorchSharp packages).</summary>
    public required string Provider { get; init; }

    /// <summary>The version of the TorchSharp assembly.</summary>
    public required string ProviderVersion { get; init; }

    /// <summary>Why libtorch cannot be used; null when it can. Then nothing below is known.</summary>
    public string? Error { get; init; }

    /// <summary>libtorch's version; null where its file does not tell.</summary>
    public string? Version { get; init; }

    /// <summary>The file that libtorch was loaded from; null where the system does not tell.</summary>
    public string? LibraryFile { get; init; }

    /// <summary>The file that does matrix products; null where the system does not tell, or where it is inside libtorch.</summary>
    public string? BlasFile { get; init; }

    /// <summary>Whether the matrix products are done by the reference BLAS: 8 to 10 times slower at small batches.</summary>
    public bool IsReferenceBlas { get; init; }

    /// <summary>Threads that one operation uses.</summary>
    public int IntraOpThreads { get; init; }

    /// <summary>CUDA devices that this libtorch can use.</summary>
    public int CudaDevices { get; init; }

    /// <summary>The command, or the deed, that brings a libtorch.</summary>
    public required string Mend { get; init; }
}
