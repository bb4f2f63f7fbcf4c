using Audio2Mqtt.Torch.Cli.Listening;
using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What <c>--check-config</c> says of a configuration in which nothing is wrong.</summary>
internal static class ConfigurationSummary
{
    /// <summary>More sounds than that are counted.</summary>
    private const int MostNamed = 12;

    /// <exception cref="ConfigurationException">A sound that no model knows, a file that is not there.</exception>
    public static int Write(Terminal terminal, ListenPlan plan)
    {
        var problems = new List<Problem>(InputFiles.Missing(plan));
        var rules = new SoundPlan(plan).Resolve(KnownClasses.Of, problems);
        if (problems.Count > 0) throw new ConfigurationException(problems);
        terminal.Out.WriteLine($"sources: {plan.Sources.Count}");
        foreach (var (source, sounds) in plan.Sources.Zip(rules))
            terminal.Out.WriteLine($"  {source.Name}: {SourceInputs.Describe(source.Section)}, {source.Model}, {(source.Preparation is { IsNone: false } prepared ? $"{prepared}, " : "")}{Sounds(sounds)}");
        terminal.Out.WriteLine(plan.Mqtt is { } mqtt ? $"mqtt: {mqtt.Address}{(mqtt.Tls ? " (TLS)" : "")}, topics {mqtt.BaseTopic}/{mqtt.Node}" : "mqtt: none");
        terminal.Out.WriteLine(plan.Clips is { } clips ? $"recording: {clips.Folder}" : "recording: none");
        return ExitCodes.Done;
    }

    private static string Sounds(IReadOnlyList<SoundRule> rules) => rules.Count switch
    {
        0 => "sounds as its weights have them (not installed yet)",
        <= MostNamed => string.Join(", ", rules.Select(rule => $"{rule.Name} at {rule.StartThreshold:0.##}")),
        _ => $"{rules.Count} sounds",
    };
}
