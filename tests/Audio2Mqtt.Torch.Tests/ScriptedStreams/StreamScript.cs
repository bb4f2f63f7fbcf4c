using System.Text.Json;

namespace Audio2Mqtt.Torch.Tests.ScriptedStreams;

/// <summary>What is in a scripted stream, and when: written beside it as JSON.</summary>
/// <param name="Seed">What decided all that is random.</param>
/// <param name="DurationSeconds">Its length.</param>
/// <param name="LevelDbfs">RMS of the background.</param>
/// <param name="ClippedSamples">Samples that went over full scale and were cut.</param>
/// <param name="Sounds">In the order of time; no two overlap.</param>
/// <param name="Backgrounds">In the order of time, without gaps.</param>
internal sealed record StreamScript(
    int Seed, double DurationSeconds, double LevelDbfs, long ClippedSamples, IReadOnlyList<ScriptedSound> Sounds, IReadOnlyList<ScriptedBackground> Backgrounds)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Writes it.</summary>
    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static StreamScript Load(string path) => JsonSerializer.Deserialize<StreamScript>(File.ReadAllText(path), Json)!;
}
