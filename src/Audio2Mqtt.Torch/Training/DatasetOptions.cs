using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.Training;

/// <summary>How labelled recordings become clips.</summary>
public sealed record DatasetOptions
{
    private const double MaxSeconds = 3600;

    // A pattern of the user's that takes longer than this for one file name would take for ever for another.
    private static readonly TimeSpan PatternPatience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest piece that a labelled stretch, or a file above <see cref="WholeClipSeconds"/>, is cut into, in seconds, from 0.2 to 3600; a rest
    /// under 0.2 s stays with the piece before. Default 5: ten patches, and as long as most published clips, so that no recording outweighs
    /// others by being in one piece.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double PieceSeconds
    {
        get;
        init => field = value is >= ClipCheck.MinSeconds and <= MaxSeconds ? value
            : throw new ArgumentOutOfRangeException(nameof(PieceSeconds), value, $"must be in [{ClipCheck.MinSeconds}, {MaxSeconds}]");
    } = 5;

    /// <summary>
    /// The longest file in a class folder that stays one clip, in seconds, from 1 to 3600; longer ones are cut into pieces. Default 30: a
    /// clip is in memory as a whole, and half a minute of one recording is about as much as should count as one example.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double WholeClipSeconds
    {
        get;
        init => field = value is >= 1 and <= MaxSeconds ? value
            : throw new ArgumentOutOfRangeException(nameof(WholeClipSeconds), value, $"must be in [1, {MaxSeconds}]");
    } = 30;

    /// <summary>How many classes there must be, 1 or more. Default 2: one alone teaches nothing. Evaluation is content with 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int MinimumClasses
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MinimumClasses), value, "must be at least 1");
    } = 2;

    /// <summary>
    /// A regular expression that finds the name of a recording in a file's path within its class folder (<c>monday/ring_001.wav</c>): its first
    /// group, or all that matches. Files that it does not match keep the rule of <see cref="RecordingName"/>. Default null: that rule for all.
    /// </summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public string? GroupPattern
    {
        get;
        init
        {
            Group = value is null ? null : new Regex(value, RegexOptions.CultureInvariant, PatternPatience);
            field = value;
        }
    }

    /// <summary><see cref="GroupPattern"/>, compiled.</summary>
    internal Regex? Group { get; private init; }
}
