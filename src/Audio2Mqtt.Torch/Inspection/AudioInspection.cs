using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>What a recording is, and how well it is recorded.</summary>
public sealed record AudioInspection
{
    /// <summary>The file, as it was given.</summary>
    public required string Path { get; init; }

    /// <summary>Format, rate and channels of the source.</summary>
    public required AudioInfo Info { get; init; }

    /// <summary>Where the inspected part begins in the source.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>Length of the inspected part, as decoded.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Each channel by itself.</summary>
    public required IReadOnlyList<ChannelLevel> Channels { get; init; }

    /// <summary>Root mean square over all channels; 1 is full scale.</summary>
    public double Rms => Math.Sqrt(Channels.Average(channel => channel.Rms * channel.Rms));

    /// <summary>The largest magnitude of any channel; 1 is full scale.</summary>
    public double Peak => Channels.Max(channel => channel.Peak);

    /// <summary>The mean of the channel whose mean is farthest from 0.</summary>
    public double DcOffset => Channels.MaxBy(channel => Math.Abs(channel.DcOffset))!.DcOffset;

    /// <summary>Samples of all channels that are cut off, or beyond full scale.</summary>
    public long ClippedSamples => Channels.Sum(channel => channel.ClippedSamples);

    /// <summary>Where they are; what lies less than 50 ms apart is one stretch.</summary>
    public required StretchSummary Clipping { get; init; }

    /// <summary>Part of the recording that is silent, in [0, 1].</summary>
    public required double SilenceShare { get; init; }

    /// <summary>Silent stretches of at least 0.3 s.</summary>
    public required StretchSummary Silence { get; init; }

    /// <summary>The level below which a frame of 20 ms counts as silent, in dBFS RMS.</summary>
    public required double SilenceDbfs { get; init; }

    /// <summary>How far sounds stand out from the noise.</summary>
    public required SnrEstimate Snr { get; init; }

    /// <summary>What the reading found odd, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the user should know about the recording, and what to do, one line each.</summary>
    public IReadOnlyList<string> Advice => [.. RecordingAdvice.Of(this)];

    /// <summary>What a page shows; null where no pictures were asked for.</summary>
    public SoundPictures? Pictures { get; init; }
}
