namespace Audio2Mqtt.Torch.Events;

/// <summary>What was heard in one patch. Positions are on the source's clock, in samples at 16 kHz.</summary>
public readonly ref struct PatchObservation
{
    /// <summary>First sample of the patch; above that of the patch before.</summary>
    public required long StartSample { get; init; }

    /// <summary>End of the patch: its last sample plus one.</summary>
    public required long EndSample { get; init; }

    /// <summary>Samples from patch to patch, above 0; where more lie between two patches, some were left out.</summary>
    public required int HopSamples { get; init; }

    /// <summary>From where the patch is loud, by levels of 10 ms: <see cref="StartSample"/> where it is so from its beginning, or where nobody looked.</summary>
    public required long OnsetSample { get; init; }

    /// <summary>Up to where the patch is loud: <see cref="EndSample"/> where it is so to its end, or where nobody looked.</summary>
    public required long OffsetSample { get; init; }

    /// <summary>RMS of the patch, in dBFS.</summary>
    public required float LevelDbfs { get; init; }

    /// <summary>Whether it was too quiet to be looked at: every score counts as 0.</summary>
    public bool IsGated { get; init; }

    /// <summary>[classes] scores in [0, 1], borrowed for the call; empty where the patch is gated.</summary>
    public ReadOnlySpan<float> Scores { get; init; }
}
