using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>One source and how it is listened to.</summary>
public sealed record ListeningSource
{
    /// <summary>Its name, as its user wrote it; no other source of the listener has it.</summary>
    public required string Name { get; init; }

    /// <summary>Where the sound comes from.</summary>
    public required ICaptureSource Capture { get; init; }

    /// <summary>What it is listened to with; borrowed.</summary>
    public required ListeningModel Model { get; init; }

    /// <summary>The sounds that are told of.</summary>
    public required IReadOnlyList<SoundRule> Sounds { get; init; }

    /// <summary>How scores become events.</summary>
    public DetectionOptions Detection { get; init; } = new();

    /// <summary>What is too quiet to be looked at.</summary>
    public EnergyGateOptions Gate { get; init; } = new();

    /// <summary>
    /// Time from patch to patch: a whole number of 10 ms frames, 0.1 s to 0.96 s, at most a patch. Default null: half a patch of the model, 0.48 s for YAMNet.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range, or no whole number of frames.</exception>
    public TimeSpan? Hop
    {
        get;
        init => field = value is not { } hop || (hop >= TimeSpan.FromMilliseconds(100) && hop <= TimeSpan.FromMilliseconds(960) && hop.Ticks % (10 * TimeSpan.TicksPerMillisecond) == 0)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Hop), value, "must be in [0.1, 0.96] seconds, a multiple of 0.01");
    }

    /// <summary>
    /// What is done to the sound before the model hears it; levels, the energy gate and clips keep it as it came. Null, the default: what the model was trained with. A
    /// model hears worse what is prepared otherwise.
    /// </summary>
    public SoundPreparation? Preparation { get; init; }

    /// <summary>Which audio is kept of events; null for none.</summary>
    public ClipOptions? Clips { get; init; }

    /// <summary>Whether it is listened to from the beginning, rather than when it is switched on.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The hop in samples.</summary>
    internal int HopSamples => Hop is { } hop ? (int)(hop.Ticks * SampleClock.Rate / TimeSpan.TicksPerSecond) : Model.Patch.HopFrames * PatchShape.FrameSamples;
}
