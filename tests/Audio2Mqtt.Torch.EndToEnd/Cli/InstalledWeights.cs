using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary>Weights installed once for all tests, in a folder of their own: a test must not depend on what the checkout has.</summary>
internal static class InstalledWeights
{
    private static readonly Lazy<Task<string?>> Once = new(Install);

    /// <summary>The folder; null where no weights are at hand, and the program looks where it always does.</summary>
    public static Task<string?> Folder => Once.Value;

    private static async Task<string?> Install()
    {
        if (Shared.Absent is not null) return null;
        var folder = Directory.CreateTempSubdirectory("a2m-e2e-weights-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var result = await ProgramRun.ToEndWith(folder, "weights", "install", "lite");
        Assert.True(result.ExitCode == 0, result.Error);
        return folder;
    }
}
