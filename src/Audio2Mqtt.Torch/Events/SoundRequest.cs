namespace Audio2Mqtt.Torch.Events;

/// <summary>Which sounds a user wants to be told of, and how: names as they were written, to be resolved by <see cref="SoundRules.Resolve"/>.</summary>
public sealed record SoundRequest
{
    /// <summary>What holds for every sound that has no override; its start threshold wins over the model's.</summary>
    public SoundOverride Defaults { get; init; } = new();

    /// <summary>Names and patterns (<c>dog*</c>) of the only sounds to be told of, classes and groups; none: every sound.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Names and patterns of what is never told: classes, not through a group either, and groups.</summary>
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <summary>
    /// Classes that are told as one sound: <c>dog</c> of <c>Bark</c>, <c>Howl</c>, by names and patterns. A class of a group is told by itself only where
    /// <see cref="Allow"/> has its whole name.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Groups { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What single sounds have otherwise, by the whole name of a class or a group.</summary>
    public IReadOnlyDictionary<string, SoundOverride> Overrides { get; init; } = new Dictionary<string, SoundOverride>();
}
