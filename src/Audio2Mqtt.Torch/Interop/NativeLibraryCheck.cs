namespace Audio2Mqtt.Torch.Interop;

/// <summary>Tells which of the engine's native libraries are present (libtorch is TorchSharp's own and not among them).</summary>
public static class NativeLibraryCheck
{
    /// <summary>The state of every library the engine can use on this system, in a fixed order. Loads them; never throws for a missing one.</summary>
    public static IReadOnlyList<NativeLibraryStatus> All() =>
        [.. NativeLibraries.Table.Where(entry => entry.Files.Length > 0).Select(entry => NativeLibraries.Check(entry.Name))];
}
