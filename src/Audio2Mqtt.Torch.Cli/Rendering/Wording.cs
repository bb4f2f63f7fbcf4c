using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Cli.Options;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Words that several writers share.</summary>
internal static class Wording
{
    /// <summary>The aggregate as the command line spells it.</summary>
    public static string Name(ScoreAggregate aggregate) => aggregate.ToString().ToLowerInvariant();

    /// <summary>What the scores are; shown wherever scores are.</summary>
    public static string Scores(ClassifyRequest request) => request.Model is null
        ? "521 independent sigmoids in [0, 1]; they do not sum to 1"
        : $"probabilities of the model {request.ModelName}; they sum to 1";

    /// <summary>What the scores are and how patches became one.</summary>
    public static string ScoresOf(ClassifyRequest request) => request.Options.Aggregate switch
    {
        ScoreAggregate.Judge => $"scores: {Scores(request)}",
        ScoreAggregate.Max when request.Model is not null => $"scores: the max over patches of probabilities of the model {request.ModelName}; they need not sum to 1",
        var aggregate => $"scores: the {Name(aggregate)} over patches of {Scores(request)}",
    };

    /// <summary>A file's length and patches: <c>0:06.730, 14 patches</c>.</summary>
    public static string Extent(FileResult result)
    {
        var start = result.Start > TimeSpan.Zero ? $"from {AudioTime.Format(result.Start)}, " : "";
        return $"{start}{AudioTime.Format(result.Duration)}, {result.PatchCount} patch{(result.PatchCount == 1 ? "" : "es")}";
    }

    /// <summary>What a list without entries says.</summary>
    public const string NoClass = "no class reaches the threshold";
}
