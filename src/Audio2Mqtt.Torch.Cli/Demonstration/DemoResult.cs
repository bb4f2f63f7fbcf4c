using Audio2Mqtt.Torch.Training.Demonstration;

namespace Audio2Mqtt.Torch.Cli.Demonstration;

/// <summary>What came of a demonstration.</summary>
/// <param name="Embedding"><c>yamnet-lite</c> or <c>spectrum</c>.</param>
/// <param name="Clips">Clips that it was trained on.</param>
/// <param name="TrainingSeconds">How long making, training and judging took.</param>
/// <param name="Accuracy">On clips that were held out.</param>
/// <param name="Sounds">What happened in the stream, and whether it was heard.</param>
/// <param name="FalseAlarms">Events where there was nothing of the kind.</param>
/// <param name="IsInterrupted">Whether it was stopped early.</param>
internal sealed record DemoResult(
    string Embedding, int Clips, double TrainingSeconds, double Accuracy, IReadOnlyList<DemoSound> Sounds, int FalseAlarms, bool IsInterrupted)
{
    public int Heard => Sounds.Count(sound => sound.Heard);
}

/// <summary>A sound of the stream.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Start">Seconds from the beginning of the stream.</param>
/// <param name="End">Seconds from the beginning of the stream.</param>
/// <param name="Heard">Whether there was an event of its name while it lasted.</param>
/// <param name="ToldAfter">Seconds from its beginning until it was told, to a hop; null where it was not heard.</param>
internal sealed record DemoSound(string Name, double Start, double End, bool Heard, double? ToldAfter)
{
    /// <summary>A cue and the events of a stream.</summary>
    public static DemoSound Of(DemoCue cue, IEnumerable<HeardSound> events)
    {
        var heard = events.FirstOrDefault(one => one.Name == cue.Name && one.Start < cue.End && one.End > cue.Start);
        return new(cue.Name, cue.Start.TotalSeconds, cue.End.TotalSeconds, heard is not null, heard is null ? null : Math.Max(0, (heard.Told - cue.Start).TotalSeconds));
    }
}

/// <summary>An event of the stream.</summary>
/// <param name="Name">The sound.</param>
/// <param name="Start">Where it began.</param>
/// <param name="End">Where it ended.</param>
/// <param name="Told">How far the stream was when it was told.</param>
internal sealed record HeardSound(string Name, TimeSpan Start, TimeSpan End, TimeSpan Told);
