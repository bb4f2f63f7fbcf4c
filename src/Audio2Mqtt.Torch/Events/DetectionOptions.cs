namespace Audio2Mqtt.Torch.Events;

/// <summary>How the scores of patches become events, for all sounds of a source. Counts are of patches, so they last as long as the hop says.</summary>
public sealed record DetectionOptions
{
    /// <summary>The largest <see cref="SmoothingPatches"/>.</summary>
    public const int MostSmoothedPatches = 50;

    /// <summary>
    /// How many neighbouring patches are averaged, 1 to <see cref="MostSmoothedPatches"/>. Default 3: with the thresholds of trained models, which are made for
    /// averages of two on clean clips, it raises the precision over rain and noise from 0.90 to above 0.95 (docs/streaming.md); a sound of
    /// a single patch must be all the surer.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [1, 50].</exception>
    public int SmoothingPatches
    {
        get;
        init => field = value is >= 1 and <= MostSmoothedPatches ? value
            : throw new ArgumentOutOfRangeException(nameof(SmoothingPatches), value, $"must be in [1, {MostSmoothedPatches}]");
    } = 3;

    /// <summary>How they are averaged. Default: their mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such way.</exception>
    public ScoreSmoothing Smoothing
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(Smoothing), value, "is no way of smoothing");
    }

    /// <summary>How many of the last smoothed scores must reach a sound's start threshold. Default 1/1: the smoothed score decides by
    /// itself; on top of an average, confirmation costs more sounds than it spares false alarms (docs/streaming.md).</summary>
    /// <exception cref="ArgumentOutOfRangeException">No rule: a <c>default</c> one.</exception>
    public Confirmation Confirm
    {
        get;
        init => field = value.Hits >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Confirm), value, "must be a rule such as 2/3");
    } = new(1, 1);

    /// <summary>How often it is told that a sound goes on, in the source's time; zero: never. Default 5 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public TimeSpan UpdateInterval
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(UpdateInterval), value, "must not be below 0");
    } = TimeSpan.FromSeconds(5);
}
