using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Inspection;

/// <summary>A test with genuine weights and the class folders of ../shared/esc10; skipped, with the reason, where they are not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class Esc10FactAttribute : FactAttribute
{
    public Esc10FactAttribute() => Skip = Shared.Absent ?? (Directory.Exists(Folder) ? null : $"{Folder} is not at hand: the class folders belong there");

    /// <summary>The class folders.</summary>
    internal static string Folder => Path.GetFullPath(Path.Combine(Shared.Miaow, "..", "..", "esc10"));
}
