using System.Diagnostics;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

/// <summary>What lives now, after what earlier tests left behind is gone.</summary>
internal static class Live
{
    public static long Tensors()
    {
        Collect();
        return Tensor.TotalCount;
    }

    public static long ResidentBytes()
    {
        Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
