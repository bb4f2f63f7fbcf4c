namespace Audio2Mqtt.Torch.Events;

/// <summary>What a user wants of one sound; what is null is as for all sounds. Values are checked by <see cref="SoundRules.Resolve"/>.</summary>
public sealed record SoundOverride
{
    /// <summary>See <see cref="SoundRule.StartThreshold"/>.</summary>
    public float? StartThreshold { get; init; }

    /// <summary>See <see cref="SoundRule.ReleaseThreshold"/>.</summary>
    public float? ReleaseThreshold { get; init; }

    /// <summary>See <see cref="SoundRule.Debounce"/>.</summary>
    public TimeSpan? Debounce { get; init; }

    /// <summary>See <see cref="SoundRule.MinDuration"/>.</summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>See <see cref="SoundRule.MaxDuration"/>.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>See <see cref="SoundRule.Metadata"/>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
