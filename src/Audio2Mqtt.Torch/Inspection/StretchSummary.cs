namespace Audio2Mqtt.Torch.Inspection;

/// <summary>Stretches of one kind.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Seconds">Their length together.</param>
/// <param name="First">The first of them, at most <see cref="MostListed"/>.</param>
public sealed record StretchSummary(long Count, double Seconds, IReadOnlyList<TimeStretch> First)
{
    /// <summary>Stretches that are listed, of however many: a night may hold thousands.</summary>
    public const int MostListed = 100;
}
