namespace Audio2Mqtt.Torch.Events;

/// <summary>
/// From scores to events: a pure state machine, patches in, changes out. Sounds do not know of each other. For each of them
/// <list type="bullet">
/// <item>a patch's score is the highest of its classes, or their sum where the model's scores share a probability of 1;</item>
/// <item>the last <see cref="DetectionOptions.SmoothingPatches"/> scores are averaged;</item>
/// <item>it starts when <see cref="DetectionOptions.Confirm"/> holds and it has lasted <see cref="SoundRule.MinDuration"/>: at the onset of the first patch that told of it;</item>
/// <item>it ends when the average falls below the release threshold, at the end of the last patch that had the sound, or at <see cref="SoundRule.MaxDuration"/>;</item>
/// <item>what is heard only within <see cref="SoundRule.Debounce"/> after an end starts nothing; what goes on after it starts there.</item>
/// </list>
/// Starts and ends of a sound only go forward, and its events do not overlap. Nothing is allocated per patch. One thread at a time.
/// </summary>
public sealed class EventTracker
{
    /// <summary>
    /// The least that a score counts in a geometric mean: with two patches, one that heard nothing leaves a certain one at 0.1, and with four at 0.32.
    /// </summary>
    public const float GeometricFloor = 0.01f;

    private readonly DetectionOptions options;
    private readonly SoundTrack[] tracks;
    private readonly RecentPatches recent;
    private readonly float[] smoothed;
    private readonly int classes;
    private readonly bool isSoftmax;

    /// <summary>A tracker that has heard nothing yet.</summary>
    /// <param name="sounds">What is watched.</param>
    /// <param name="options">How scores become events.</param>
    /// <param name="classes">Length of a patch's scores.</param>
    /// <param name="isSoftmax">Whether the scores of all classes share a probability of 1, so that those of a group add up; else each stands for itself.</param>
    /// <exception cref="ArgumentException">A sound of a class that there is not, two of one name, or one that is released above its start threshold.</exception>
    public EventTracker(IReadOnlyList<SoundRule> sounds, DetectionOptions options, int classes, bool isSoftmax)
    {
        ArgumentNullException.ThrowIfNull(sounds);
        ArgumentNullException.ThrowIfNull(options);
        (this.options, this.classes, this.isSoftmax) = (options, classes, isSoftmax);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var sound in sounds)
        {
            if (sound.Classes.Any(index => index >= classes))
                throw new ArgumentException($"'{sound.Name}' has a class that is not among the {classes}", nameof(sounds));
            if (sound.ReleaseThreshold > sound.StartThreshold)
                throw new ArgumentException($"'{sound.Name}' is released at {sound.ReleaseThreshold}, above its start at {sound.StartThreshold}", nameof(sounds));
            if (!names.Add(sound.Name)) throw new ArgumentException($"two sounds are called '{sound.Name}'", nameof(sounds));
        }

        recent = new(options.SmoothingPatches);
        tracks = [.. sounds.Select((sound, index) => new SoundTrack(index, sound, options, recent))];
        smoothed = new float[tracks.Length];
    }

    /// <summary>[sounds] smoothed scores of the last patch, in [0, 1]; zeros at the beginning and after a <see cref="Break"/>. Valid until the next call.</summary>
    public ReadOnlySpan<float> Smoothed => smoothed;

    /// <summary>
    /// Takes the next patch. Where patches were left out, older scores lose their weight as if they had come; where more than the length of a patch was heard
    /// by nobody, it is a <see cref="Break"/> first.
    /// </summary>
    /// <param name="patch">What was heard.</param>
    /// <param name="changes">What came of it is added: at most an end, a start and again an end for a sound, in the order of the sounds.</param>
    /// <exception cref="ArgumentException">A patch that does not begin after the one before or has no length, or scores of another number.</exception>
    public void Push(in PatchObservation patch, List<EventChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (!patch.IsGated && patch.Scores.Length != classes)
            throw new ArgumentException($"{patch.Scores.Length} scores for {classes} classes", nameof(patch));
        if (patch.EndSample <= patch.StartSample || patch.HopSamples <= 0) throw new ArgumentException("has no length, or no hop", nameof(patch));
        if (recent.IsBroken(patch)) Break(changes);
        recent.Add(patch);
        for (var index = 0; index < tracks.Length; index++)
        {
            var score = patch.IsGated ? 0 : Score(patch.Scores, tracks[index].Rule.Classes);
            tracks[index].Push(patch, score, changes);
            smoothed[index] = tracks[index].Smoothed;
        }
    }

    /// <summary>
    /// The stream was interrupted, or is at its end: what is active ends at what was heard of it, and earlier scores are forgotten. Debouncing goes on.
    /// </summary>
    /// <param name="changes">The ends are added.</param>
    public void Break(List<EventChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var track in tracks) track.Break(changes);
        recent.Clear();
        smoothed.AsSpan().Clear();
    }

    private float Score(ReadOnlySpan<float> scores, IReadOnlyList<int> members)
    {
        var score = 0f;
        for (var i = 0; i < members.Count; i++)
        {
            // What is not a number was not heard.
            var one = scores[members[i]];
            if (one > 0) score = isSoftmax ? score + one : Math.Max(score, one);
        }

        return Math.Min(score, 1);
    }
}
