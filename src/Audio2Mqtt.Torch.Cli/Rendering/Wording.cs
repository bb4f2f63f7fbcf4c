using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Words that several writers share.</summary>
internal static class Wording
{
    /// <summary>What the scores are; shown wherever scores are.</summary>
    public const string Scores = "521 independent sigmoids in [0, 1]; they do not sum to 1";

    /// <summary>The aggregate as the command line spells it.</summary>
    public static string Name(ScoreAggregate aggregate) => aggregate == ScoreAggregate.Max ? "max" : "mean";

    public static string ScoresOf(ClassifierOptions options) => $"scores: the {Name(options.Aggregate)} over patches of {Scores}";

    /// <summary>A file's length and patches: <c>0:06.730, 14 patches</c>.</summary>
    public static string Extent(FileResult result)
    {
        var start = result.Start > TimeSpan.Zero ? $"from {AudioTime.Format(result.Start)}, " : "";
        return $"{start}{AudioTime.Format(result.Duration)}, {result.PatchCount} patch{(result.PatchCount == 1 ? "" : "es")}";
    }

    /// <summary>What a list without entries says.</summary>
    public const string NoClass = "no class reaches the threshold";
}
