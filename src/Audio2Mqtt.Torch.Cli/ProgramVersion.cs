using System.Reflection;

namespace Audio2Mqtt.Torch.Cli;

/// <summary>This program's version.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
